"""OFD: text objects ordered by their places, and the traps of a zip of XML."""

import pytest

from tests.rooms.plan.paper import OFD_NS, Put, ofd
from wenming.domain.errors import InputRefused
from wenming.domain.plan.paragraphs import paragraphs_of
from wenming.filestore.intake.lines.document import read_document

SIZE, LEFT = 5.6, 28.0


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read_document(data, "plan.ofd")
    return refused.value.sentence


def wrapped(text: str, top: float = 60.0, width: int = 27) -> list[Put]:
    pieces = [text[: width - 2], *(text[at : at + width] for at in range(width - 2, len(text), width))]
    return [(LEFT + (2 * SIZE if at == 0 else 0), top + 10 * at, piece) for at, piece in enumerate(pieces)]


LONG = "开展诚信宣传教育，建立诚信承诺制度，组织签订承诺书，公开服务事项和办理时限，接受监督。（牵头单位：甲处）"


def test_texts_are_ordered_by_place_and_broken_lines_set_together() -> None:
    lines = read_document(ofd(list(reversed(wrapped(LONG)))), "plan.ofd")
    assert [part.text for part in paragraphs_of(lines)] == [LONG]
    assert {line.page for line in lines} == {1}


def test_pages_are_counted_and_their_numbers_dropped() -> None:
    pages = [[*wrapped(f"第{word}件工作。"), (100.0, 285.0, f"— {at} —")] for at, word in enumerate("甲乙丙", start=1)]
    lines = read_document(ofd(*pages), "plan.ofd")
    printed = [(line.page, line.text) for line in lines if line.text]
    assert printed == [(1, "第甲件工作。"), (2, "第乙件工作。"), (3, "第丙件工作。")]


def test_a_file_without_text_and_a_broken_one() -> None:
    assert "扫描件" in refusal(ofd([]))
    outside = f"<ofd:OFD {OFD_NS}><ofd:DocRoot>../../x</ofd:DocRoot></ofd:OFD>"
    assert "损坏" in refusal(ofd([], extra={"OFD.xml": outside}))
    assert "损坏" in refusal(ofd([], page="<a"))


def test_entities_are_refused() -> None:
    assert "外部实体" in refusal(ofd([], page='<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]><d>&a;</d>'))


def test_bombs_are_refused() -> None:
    assert "太大" in refusal(ofd(wrapped("方案"), extra={"Doc_0/Res/a.bin": b"\0" * 30_000_000}))
    assert "500 页" in refusal(ofd(*[wrapped("方案")] * 501))
    steps = "g 100000 5.6 " * 50
    text = f'<ofd:TextObject Size="5"><ofd:TextCode DeltaX="{steps}">方案</ofd:TextCode></ofd:TextObject>'
    many = f"<ofd:Page {OFD_NS}>{text * 20}</ofd:Page>"
    assert read_document(ofd([], page=many), "plan.ofd")
