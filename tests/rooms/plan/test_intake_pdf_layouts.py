"""Layouts without a drawn line: two columns of text, tables parted by white, lines set out to full width."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.plan.paper import pdf, text_page
from tests.rooms.plan.printed import (
    LEFT,
    SIZE,
    STEP,
    TOP,
    in_columns,
    in_lines,
    in_table,
    paragraphs,
    put,
    read_pages,
)  # fmt: skip
from wenming.filestore.intake.lines.document import read_document

ACROSS, DEEP = 17, 30
APART = ACROSS * SIZE + 24
WORDS = "开展诚信宣传教育建立诚信承诺制度组织签订承诺书公开服务事项和办理时限接受群众监督定期通报落实情况"
TEXTS = st.lists(st.integers(40, 90).map(lambda long: (WORDS * 2)[:long] + "。"), min_size=15, max_size=18)
HEAD = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
PLACES = ((60.0, 2), (100.0, 10), (240.0, 6), (330.0, 8), (450.0, 6))
ROWS = st.lists(
    st.tuples(
        st.sampled_from([4, 7, 9, 12, 15, 24, 28]).map(lambda long: WORDS[:long]),  # no cell ends with a full line
        st.sampled_from(["甲科", "市精神文明办公室", "机关党委"]),
        st.sampled_from(["乙科", "丙科、丁科", "各科室、各直属单位和派出所", ""]),
        st.sampled_from(["6月底前", "二〇二四年十二月前", ""]),
    ),
    min_size=3,
    max_size=7,
)  # fmt: skip


@given(TEXTS)
def test_two_columns_are_read_one_after_the_other(texts: list[str]) -> None:
    title = put("示范局文明单位创建工作方案", LEFT + 130, TOP, size=18)
    lines = in_lines(texts, ACROSS)
    pages = [lines[at : at + 2 * DEEP] for at in range(0, len(lines), 2 * DEEP)]
    glyphs = [in_columns(page, LEFT, APART, DEEP) for page in pages]
    glyphs[0].extend(title)
    assert paragraphs(read_pages(*glyphs)) == ["示范局文明单位创建工作方案", *texts]


@given(TEXTS)
def test_one_column_stays_one(texts: list[str]) -> None:
    lines = in_lines(texts, 2 * ACROSS)
    pages = [in_columns(lines[at : at + DEEP], LEFT, 0, DEEP) for at in range(0, len(lines), DEEP)]
    assert paragraphs(read_pages(*pages)) == texts


@given(ROWS, st.booleans())
def test_a_table_without_rules_is_rows_of_cells(rows: list[tuple[str, ...]], middle: bool) -> None:
    numbered = [(str(at), *row) for at, row in enumerate(rows, start=1)]
    glyphs = in_table([HEAD, *numbered], PLACES, middle=middle)
    assert [line.cells for line in read_pages(glyphs)] == [HEAD, *numbered]


@given(ROWS)
def test_a_table_without_rules_goes_on_over_the_page(rows: list[tuple[str, ...]]) -> None:
    numbered = [(str(at), *row) for at, row in enumerate(rows, start=1)]
    one = [*in_table([HEAD, *numbered[:2]], PLACES, top=300), *put("— 1 —", 280, 60)]
    two = [*in_table(numbered[2:], PLACES), *put("— 2 —", 280, 60)]
    assert [line.cells for line in read_pages(one, two) if line.cells] == [HEAD, *numbered]


@given(ROWS, st.sampled_from(["三、工作要求", "示范市精神文明建设委员会办公室", f"{WORDS[:25]}，抓好落实。"]))
def test_what_stands_below_a_table_without_rules_is_no_part_of_it(rows: list[tuple[str, ...]], below: str) -> None:
    numbered = [(str(at), *row) for at, row in enumerate(rows, start=1)]
    table = in_table([HEAD, *numbered], PLACES)
    low = min(glyph.y for glyph in table)
    lines = read_pages([*put("一、任务分解", LEFT, TOP + STEP), *table, *put(below, LEFT + 24, low - 2.6 * STEP)])
    assert [line.cells for line in lines if line.cells] == [HEAD, *numbered]
    assert [line.text for line in lines if line.text and not line.cells] == ["一、任务分解", below]


def test_headings_and_areas_of_a_table_without_rules() -> None:
    head = ("类别", "序号", *HEAD[1:])
    places = ((30.0, 4), (90.0, 2), (130.0, 9), (250.0, 6), (340.0, 7), (450.0, 6))
    rows = [(str(at), WORDS[at : at + 6], "甲科", "乙科", "6月底") for at in range(1, 6)]
    above = in_table([head, *(("", *row) for row in rows)], places)
    for text, row in (("环境整治", 2), ("服务提升", 4.5)):  # beside the middle of three rows and of two
        above.extend(put(text, 30, TOP - STEP * row))
    cells = [line.cells for line in read_pages(above) if line.cells]
    assert [row[0] for row in cells if row] == ["类别", *["环境整治"] * 3, *["服务提升"] * 2]
    marked = in_table([HEAD], PLACES) + put("一、强化阵地建设与日常管理工作", 60, TOP - STEP)
    marked += in_table([("1", *rows[0][1:])], PLACES, top=TOP - 2 * STEP)
    assert [line.cells for line in read_pages(marked)][1:] == [
        ("一、强化阵地建设与日常管理工作", "", "", "", ""), ("1", *rows[0][1:])
    ]  # fmt: skip


@given(st.integers(0, 10_000), st.floats(0, 12))
def test_characters_thrown_about_are_still_read(seed: int, far: float) -> None:
    chance = Random(seed)
    glyphs = in_table([HEAD, *((str(at), WORDS[: 4 + at], "甲科", "乙科", "6月底") for at in range(1, 6))], PLACES)
    glyphs += in_columns(in_lines([WORDS[:40]] * 9, ACROSS), LEFT, APART, 14)
    moved = [
        replace(one, x0=one.x0 + by, x1=one.x1 + by, y=one.y + chance.uniform(-far, far))
        for one in glyphs
        for by in (chance.uniform(-far, far),)
    ]
    read = "".join("".join(line.cells) if line.cells else line.text for line in read_pages(moved))
    assert set(read) - {" "} == {one.text for one in glyphs}


@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.sampled_from(["环境整治", "服务"]))
def test_an_area_beside_the_middle_of_its_rows_holds_for_all(groups: list[int], name: str) -> None:
    head = ("项目", "序号", *HEAD[1:])
    places = ((20.0, 4), (90.0, 2), (130.0, 9), (250.0, 6), (340.0, 7), (450.0, 6))
    rows = [("", str(at), WORDS[at : at + 6], "甲科", "乙科", "6月底") for at in range(1, sum(groups) + 1)]
    spaced = [row for row in (head, *rows) for row in (row, ("",) * 6)]  # rows two steps high
    glyphs, y = in_table(spaced, places), TOP - 2 * STEP
    for count in groups:
        middle = y - STEP * (count - 1)
        parts = [name[at : at + 4] for at in range(0, len(name), 4)]
        for at, part in enumerate(parts):
            glyphs.extend(put(part, 20, middle + STEP / 2 * (len(parts) - 1) - STEP * at))
        y -= 2 * STEP * count
    cells = [line.cells for line in read_pages(glyphs) if line.cells]
    assert [row[0] for row in cells if row] == ["项目", *[name] * sum(groups)]
    assert [row[1:] for row in cells if row] == [head[1:], *(row[1:] for row in rows)]


def test_a_heading_over_rows_set_about_their_middle() -> None:
    rows = [("1", WORDS[:17], "甲科", "乙科", "6月底"), ("2", WORDS[:15], "甲科", "乙科", "6月底")]
    glyphs = in_table([HEAD], PLACES) + put("一、强化阵地建设与日常管理", 60, TOP - STEP)
    glyphs += in_table(rows[:1], PLACES, top=TOP - 2 * STEP, middle=True) + put("二、提升服务", 60, TOP - 4 * STEP)
    glyphs += in_table(rows[1:], PLACES, top=TOP - 5 * STEP, middle=True)
    cells = [line.cells for line in read_pages(glyphs)]
    assert [row[0] for row in cells if row] == ["序号", "一、强化阵地建设与日常管理", "1", "二、提升服务", "2"]
    assert [row for row in cells if row and row[0].isdecimal()] == rows


@pytest.mark.parametrize("air", [0.0, 3.0, 5.5])
def test_a_line_set_out_to_full_width_has_no_blanks(air: float) -> None:
    (line,) = read_pages(put("提升政务服务能力推出一件事", LEFT, TOP, air=air))
    assert line.text == "提升政务服务能力推出一件事"


@pytest.mark.parametrize(
    ("face", "size", "heading"),
    [("SimHei 400", 12.0, True), ("FangSong 700", 12.0, True), ("FangSong 400", 14.0, True),
     ("FangSong 400", 12.0, False), ("SimHei 400", 9.0, False)],
)  # fmt: skip
def test_a_short_line_in_another_font_is_a_heading(face: str, size: float, heading: bool) -> None:
    glyphs = put("提升服务品质", LEFT + 24, TOP, size=size, face=face)
    for at, (indent, text) in enumerate(in_lines([f"{WORDS}。"] * 4, 30)):
        glyphs.extend(put(text, LEFT + indent * SIZE, TOP - STEP * (at + 2), face="FangSong 400"))
    lines = [line for line in read_pages(glyphs) if line.text]
    assert [line.heading for line in lines] == [heading, *[False] * (len(lines) - 1)]


def test_words_in_another_font_inside_a_sentence_are_no_heading() -> None:
    glyphs = [*put("一是", LEFT, TOP, face="SimHei 400"), *put(WORDS[:20], LEFT + 24, TOP, face="FangSong 400")]
    glyphs += put(WORDS[:30], LEFT, TOP - STEP, face="FangSong 400")
    assert [line.heading for line in read_pages(glyphs)] == [False, False]


def test_names_parted_by_one_blank_stay_apart() -> None:
    (line,) = read_pages(put("成员：陈示甲 李示乙 王示丙", LEFT, TOP))
    assert line.text == "成员：陈示甲 李示乙 王示丙"


def test_a_file_in_two_columns_with_a_table_without_rules() -> None:
    puts = [(LEFT, TOP + 20, "示范局文明单位创建工作方案")]
    for at, (indent, text) in enumerate(in_lines([WORDS[:40] + "。"] * 12, ACROSS)):
        puts.append((LEFT + APART * (at // 20) + indent * SIZE, TOP - 40 - STEP * (at % 20), text))
    for row, cells in enumerate([HEAD, ("1", "规范窗口服务", "甲科", "乙科", "6月底")]):
        puts.extend((x, 200 - STEP * row, text) for text, (x, _) in zip(cells, PLACES, strict=True))
    lines = read_document(pdf(text_page(puts, size=SIZE)), "plan.pdf")
    assert [line.cells for line in lines if line.cells] == [HEAD, ("1", "规范窗口服务", "甲科", "乙科", "6月底")]
    assert "".join(line.text for line in lines if not line.cells).count(WORDS[:40] + "。") == 12
