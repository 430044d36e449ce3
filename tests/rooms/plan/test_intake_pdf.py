"""PDF with a text layer: paragraphs set together, furniture dropped, tables as rows; everything else refused."""

import sys

import pytest

from tests.rooms.plan.paper import Put, pdf, text_page
from wenming.domain.errors import InputRefused
from wenming.domain.plan.paragraphs import paragraphs_of
from wenming.filestore import sandbox
from wenming.filestore.intake.lines import pdf as pdf_door
from wenming.filestore.intake.lines import pdf_pages
from wenming.filestore.intake.lines.document import read_document

LEFT, RIGHT, TOP, STEP = 79.5, 511.5, 700.0, 28.0
WIDTH = 27


def refusal(data: bytes, name: str = "plan.pdf") -> str:
    with pytest.raises(InputRefused) as refused:
        read_document(data, name)
    return refused.value.sentence


def set_in_lines(*texts: str, top: float = TOP) -> list[Put]:
    """Paragraphs as a page sets them: two characters in, 27 characters a line."""
    puts: list[Put] = []
    y = top
    for text in texts:
        puts.append((LEFT + 32, y, text[: WIDTH - 2]))
        y -= STEP
        for at in range(WIDTH - 2, len(text), WIDTH):
            puts.append((LEFT, y, text[at : at + WIDTH]))
            y -= STEP
    return puts


def page_of(number: int, *texts: str, head: str = "示范市文件") -> bytes:
    return text_page([(230, 790, head), *set_in_lines(*texts), (280, 60, f"— {number} —")])


LONG = "开展诚信宣传教育，建立诚信承诺制度，组织签订承诺书，公开服务事项和办理时限，接受群众监督，定期通报落实情况"


def paragraphs(data: bytes) -> list[str]:
    return [part.text for part in paragraphs_of(read_document(data, "plan.pdf"))]


def test_broken_lines_are_set_together_and_new_paragraphs_are_kept_apart() -> None:
    first, second = f"{LONG}。（牵头单位：示范市机关事务管理局）", "加强值班值守。"
    assert paragraphs(pdf(text_page(set_in_lines(first, second, first)))) == [first, second, first]


def test_a_paragraph_goes_on_over_the_page_without_heads_and_page_numbers() -> None:
    whole = LONG * 3
    cut = WIDTH * 2 - 2
    pages = [page_of(1, whole[:cut]), text_page([(230, 790, "示范市文件"), *_flush(whole[cut:]), (280, 60, "— 2 —")])]
    pages.append(page_of(3, "另一段文字。"))
    lines = read_document(pdf(*pages), "plan.pdf")
    assert [part.text for part in paragraphs_of(lines)] == [whole, "另一段文字。"]
    assert {line.page for line in lines} == {1, 2, 3}
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def _flush(text: str) -> list[Put]:
    return [(LEFT, TOP - STEP * at / WIDTH, text[at : at + WIDTH]) for at in range(0, len(text), WIDTH)]


def grid(rows: list[list[str]], xs: list[float], top: float = TOP, height: float = 30.0) -> bytes:
    """A ruled table with one line of text a cell; an empty text leaves the rule above its cell out."""
    puts, rules = [], []
    bottom = top - height * len(rows)
    rules += [(x, bottom, x, top) for x in xs] + [(xs[0], bottom, xs[-1], bottom)]
    for at, row in enumerate(rows):
        y = top - height * at
        for x, until, text in zip(xs, xs[1:], row, strict=False):
            if text:
                rules.append((x, y, until, y))
                puts.append((x + 4, y - 20, text))
    return text_page(puts, rules, size=12)


def test_a_ruled_table_over_two_pages_is_rows_of_cells() -> None:
    xs = [60.0, 110.0, 330.0, 530.0]
    one = grid([["序号", "工作任务", "责任单位"], ["1", "整治车辆停放", "示范市城管局"], ["2", "清理小广告", ""]], xs)
    two = grid([["3", "整治占道经营", "示范市市场监管局"]], xs)
    cells = [line.cells for line in read_document(pdf(one, two), "plan.pdf") if line.cells]
    assert cells == [
        ("序号", "工作任务", "责任单位"),
        ("1", "整治车辆停放", "示范市城管局"),
        ("2", "清理小广告", "示范市城管局"),
        ("3", "整治占道经营", "示范市市场监管局"),
    ]


def test_a_row_broken_by_the_end_of_a_page_is_one_row_and_the_head_stands_once() -> None:
    xs = [60.0, 110.0, 330.0, 530.0]
    head = ["序号", "工作任务", "责任单位"]
    one = grid([head, ["1", "整治车辆停放，", "示范市城管局"]], xs)
    two = grid([head, [" ", "施划标线", " "], ["2", "清理小广告", "示范市城管局"]], xs)
    cells = [line.cells for line in read_document(pdf(one, two), "plan.pdf") if line.cells]
    assert cells == [tuple(head), ("1", "整治车辆停放，施划标线", "示范市城管局"), ("2", "清理小广告", "示范市城管局")]


def test_a_number_at_the_edge_of_a_page_is_dropped_only_where_it_counts_pages() -> None:
    def texts(*numbers: str) -> list[str]:
        pages = [
            text_page([(LEFT + 32, TOP, f"第{mark}件工作。"), (280, 60, number)])
            for mark, number in zip("甲乙丙", numbers, strict=False)
        ]
        return [line.text for line in read_document(pdf(*pages), "plan.pdf") if line.text]

    assert texts("1", "2", "3") == ["第甲件工作。", "第乙件工作。", "第丙件工作。"]
    assert texts("7", "3") == ["第甲件工作。", "7", "第乙件工作。", "3"]


def test_two_names_in_a_cell_stay_two() -> None:
    xs = [60.0, 260.0, 530.0]
    rules = [(x, 640.0, x, 700.0) for x in xs] + [(xs[0], y, xs[-1], y) for y in (640.0, 700.0)]
    data = pdf(text_page([(64, 680, "消防演练"), (264, 684, "保卫处"), (264, 664, "后勤处")], rules, size=12))
    assert [line.cells for line in read_document(data, "plan.pdf") if line.cells] == [("消防演练", "保卫处 后勤处")]


def test_the_content_decides_not_the_name() -> None:
    data = pdf(text_page(set_in_lines("加强值班值守。")))
    assert [line.text for line in read_document(data, "plan.docx")] == ["加强值班值守。"]
    assert [line.text for line in read_document("方案".encode(), "plan.pdf")] == ["方案"]


def test_a_scan_is_told_from_a_text() -> None:
    assert "扫描件" in refusal(pdf(text_page([], [(10, 10, 500, 800)])))


def test_damaged_and_locked_files() -> None:
    data = pdf(text_page(set_in_lines("加强值班值守。")))
    assert "损坏" in refusal(data[:60])
    locked = data.replace(b"trailer <<", b"trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
                          b" /O <" + b"28" * 32 + b"> /U <" + b"29" * 32 + b"> >>")  # fmt: skip
    assert "密码" in refusal(locked)


def test_a_bomb_of_pages_or_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = text_page([(60, 700, "方案" * 20)])
    assert "500 页" in refusal(pdf(*[page] * 501))
    monkeypatch.setattr(pdf_pages, "MOST_GLYPHS", 100)
    assert pdf_pages.read_pages(pdf(*[page] * 3)) == {"refused": "long"}


def test_a_bomb_of_bytes_ends_in_a_refusal() -> None:
    blown = b"%" + b"A" * (200 * 1024 * 1024)
    assert refusal(pdf(blown, compress=True))


def test_actions_and_links_of_a_pdf_are_never_followed() -> None:
    extra = "/OpenAction << /S /Launch /F (touch) >> /AA << /WC << /S /URI /URI (http://127.0.0.1:9/) >> >>"
    lines = read_document(pdf(text_page(set_in_lines("加强值班值守。")), extra=extra), "plan.pdf")
    assert [line.text for line in lines] == ["加强值班值守。"]


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(sandbox.Stopped):
        sandbox.run([sys.executable, "-c", "while True: pass"], seconds=1)
    monkeypatch.setattr(pdf_door, "_SECONDS", 0.01)
    assert "时间太长" in refusal(pdf(text_page(set_in_lines("加强值班值守。"))))


def test_the_sandbox_tells_nothing_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "示范")
    shown = sandbox.run([sys.executable, "-c", "import os; print(sorted(os.environ))"], seconds=20)
    assert b"SECRET_KEY" not in shown


def test_a_page_without_set_in_paragraphs_parts_them_where_a_line_ends_early_or_an_item_begins() -> None:
    title, first, second = "示范市图书馆创建工作三年规划及实施方案", f"{LONG}，形成长效机制。", "1.打造阵地。"
    full = "一、突出思想引领筑牢文明单位创建工作基础（责任部门：甲科）"[:WIDTH]
    puts, y = [], TOP
    for text in (title, first, full, second):
        for at in range(0, len(text), WIDTH):
            puts.append((LEFT, y, text[at : at + WIDTH]))
            y -= STEP
    assert paragraphs(pdf(text_page(puts))) == [title, first, full, second]
