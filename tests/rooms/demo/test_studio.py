"""Pictures and papers of the story are real files, small, and the same each time."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from wenming.demo.studio import papers
from wenming.demo.studio.chance import chance
from wenming.demo.studio.photographs import SCENES, photograph
from wenming.filestore.intake import exif

MOMENT = datetime(2026, 10, 9, 9, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_photograph_is_small_and_says_when_it_was_taken(scene):
    content = photograph(scene, taken_at=MOMENT, rng=chance(scene))
    with Image.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 800))
    assert len(content) < 60_000
    assert exif.captured_at(BytesIO(content)).strftime("%Y-%m-%d %H:%M:%S") == "2026-10-09 09:30:12"


def test_two_photographs_of_a_scene_differ_and_the_same_chance_gives_the_same():
    rng = chance("one")
    first, second = (photograph("meeting", taken_at=MOMENT, rng=rng) for _ in range(2))
    assert first != second
    assert first == photograph("meeting", taken_at=MOMENT, rng=chance("one"))


def test_a_letter_opens_as_a_word_document():
    content = papers.letter("活动小结", ["第一段 <b>", "第二段"])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "活动小结" in body
    assert "第一段 &lt;b&gt;" in body
    assert content == papers.letter("活动小结", ["第一段 <b>", "第二段"])


def test_a_table_opens_as_a_workbook():
    content = papers.table("签到表", ["序号", "姓名"], [[1, "示范甲子"]], made_at=MOMENT)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [["签到表", ""], ["序号", "姓名"], [1, "示范甲子"]]
    assert content == papers.table("签到表", ["序号", "姓名"], [[1, "示范甲子"]], made_at=MOMENT)


def test_a_scan_is_a_pdf_and_always_the_same():
    made = [papers.scan(made_at=MOMENT, rng=chance(1)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")


def test_a_note_is_plain_text():
    assert papers.note("记录", ["一", "二"]).decode() == "记录\r\n\r\n一\r\n二\r\n"
