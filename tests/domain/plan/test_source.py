from wenming.domain.plan.source import Run, source_lines

LINES = {53: "（二）思想道德建设", 54: "普及率≥95%。（牵头单位：机关党委）"}


def test_spans_become_runs_in_order():
    (line,) = source_lines(LINES, [(54, 0, 7, "target"), (54, 14, 18, "lead")])
    assert line.number == 54
    assert line.runs == (
        Run("普及率≥95%"[:7], "target"), Run(LINES[54][7:14]), Run(LINES[54][14:18], "lead"), Run(LINES[54][18:]),
    )


def test_the_span_of_the_whole_task_brings_its_lines_and_marks_nothing():
    shown = source_lines(LINES, [(54, 0, len(LINES[54]), "task"), (53, 0, 3, "area")])
    assert [(line.number, line.runs) for line in shown] == [(53, (Run(LINES[53]),)), (54, (Run(LINES[54]),))]


def test_the_narrow_span_shows_within_the_wide_one():
    (line,) = source_lines(LINES, [(54, 3, 5, "term"), (54, 0, 7, "target")])
    assert [run.kind for run in line.runs] == ["target", "term", "target", ""]


def test_a_span_that_fits_no_line_marks_nothing():
    assert source_lines(LINES, [(99, 0, 2, "lead"), (54, 10, 999, "lead"), (54, 5, 5, "lead")]) == ()
