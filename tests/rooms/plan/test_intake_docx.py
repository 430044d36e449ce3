import pytest

from tests.rooms.plan.word import BR, docx, level, numbering, p, part, table, tc
from wenming.domain.plan.lines import Line
from wenming.filestore.intake.lines.document import read_document
from wenming.filestore.intake.lines.numbering import formatted


def lines(*blocks: str, **extra: str) -> list[Line]:
    return read_document(
        docx(*blocks, extra={f"word/{name}.xml": content for name, content in extra.items()}), "x.docx"
    )


def texts(*blocks: str, **extra: str) -> list[str]:
    return [line.text for line in lines(*blocks, **extra)]


def test_paragraphs_become_numbered_lines_and_empty_ones_stay() -> None:
    assert [(line.number, line.text) for line in lines(p("甲"), p(), p("乙", "丙"))] == [
        (1, "甲"),
        (2, ""),
        (3, "乙丙"),
    ]


def test_a_soft_break_joins_in_a_centred_paragraph_and_parts_elsewhere() -> None:
    assert texts(p("创建", BR, "方案", center=True)) == ["创建方案"]
    assert texts(p("创建", BR, "方案", style="Title")) == ["创建方案"]
    assert texts(p("组长：张三", BR, "　　李四")) == ["组长：张三", "　　李四"]


def test_a_style_may_centre() -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>')
    assert texts(p("创建", BR, "方案", style="a"), styles=styles) == ["创建方案"]


def test_a_page_break_is_no_line_break() -> None:
    assert texts(p("甲", '<w:r><w:br w:type="page"/></w:r>', "乙")) == ["甲乙"]


def test_tracked_changes_are_read_as_accepted() -> None:
    removed = '<w:del w:id="1"><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>'
    moved = '<w:moveFrom w:id="3"><w:r><w:t>走</w:t></w:r></w:moveFrom>'
    added = '<w:ins w:id="2"><w:r><w:t>新</w:t></w:r></w:ins>'
    assert texts(p("甲", removed, moved, added, "乙")) == ["甲新乙"]


def test_a_deleted_paragraph_mark_runs_on_into_the_next() -> None:
    assert texts(p("甲", deleted=True), p("乙")) == ["甲乙"]
    assert texts(p("甲", deleted=True)) == ["甲"]


def test_hidden_text_is_left_out_and_fields_show_their_result() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    assert texts(p("甲", hidden, field)) == ["甲链接"]


def test_content_controls_are_looked_into() -> None:
    assert texts(f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>") == ["甲"]


def test_automatic_numbers_are_printed() -> None:
    levels = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
    )
    blocks = [
        p("任务", number=(1, 0)),
        p("宣传", number=(1, 1)),
        p("办专栏", number=(1, 2)),
        p("建展馆", number=(1, 2)),
    ]
    blocks += [p("服务", number=(1, 1)), p("设窗口", number=(1, 2)), p("措施", number=(1, 0))]
    assert texts(*blocks, numbering=levels) == [
        "一、任务",
        "（一）宣传",
        "1.办专栏",
        "2.建展馆",
        "（二）服务",
        "1.设窗口",
        "二、措施",
    ]


def test_numbers_by_style_and_bullets() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    assert texts(
        p("甲", style="h"), p("乙", style="h"), styles=styles, numbering=numbering(level(0, "decimal", "%1、"))
    ) == ["1、甲", "2、乙"]
    assert texts(p("甲", number=(1, 0)), numbering=numbering(level(0, "bullet", "●"))) == ["甲"]


def test_a_list_may_start_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{again}</w:num>'
    )
    read = texts(
        p("甲", number=(1, 0)),
        p("乙", number=(1, 0)),
        p("丙", number=(2, 0)),
        numbering=numbering(level(0, "decimal", "%1."), numbers=numbers),
    )
    assert read == ["1.甲", "2.乙", "1.丙"]


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (21, "chineseCounting", "二十一"),
        (10, "japaneseCounting", "十"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "unknown", "5"),
    ],
)
def test_formats(number: int, style: str, text: str) -> None:
    assert formatted(number, style) == text


def test_a_table_row_is_a_line_of_cells() -> None:
    read = lines(table(tc("序号") + tc("任务"), tc("1") + tc("宣传")))
    assert [(line.text, line.cells) for line in read] == [("序号\t任务", ("序号", "任务")), ("1\t宣传", ("1", "宣传"))]


def test_merged_cells_fill_down_and_wide_cells_keep_the_columns() -> None:
    read = lines(
        table(
            tc("一、宣传", span=3),
            tc("1") + tc("专栏") + tc("全国", merge="restart"),
            tc("2") + tc("展馆") + tc("", merge="continue"),
            tc("合计", span=2) + tc("", merge="continue"),
        )
    )
    assert [line.cells for line in read] == [
        ("一、宣传", "", ""),
        ("1", "专栏", "全国"),
        ("2", "展馆", "全国"),
        ("合计", "", "全国"),
    ]


def test_a_deleted_row_is_gone_and_a_nested_table_is_read_as_text() -> None:
    gone = "<w:trPr><w:del/></w:trPr>" + tc("旧") + tc("旧")
    inner = f"<w:tc>{table(tc('内') + tc('里'))}{p('外')}</w:tc>"
    assert [line.cells for line in lines(table(gone, tc("新") + inner))] == [("新", "内 里 外")]


def test_a_table_of_one_column_is_layout() -> None:
    assert [(line.text, line.cells) for line in lines(table(tc("甲")), p("乙"))] == [("甲", None), ("乙", None)]


def test_headers_are_left_out_and_text_boxes_follow_their_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>"
    assert texts(p("甲", box), p("乙"), header1=part("hdr", p("页眉"))) == ["甲", "框", "乙"]


def test_a_text_box_kept_in_two_forms_is_read_once() -> None:
    form = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{form}</w:drawing></mc:Choice><mc:Fallback><w:pict>{form}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(p("甲", both)) == ["甲", "框"]
