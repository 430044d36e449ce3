"""The text inside files: read outside the product, once for each content; what cannot be read says so."""

import subprocess
from pathlib import Path

import pytest

from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg
from tests.factories.worded import docx_of, pptx_of, xlsx_of
from tests.rooms.plan.paper import ofd, pdf, text_page
from wenming.evidence.actions.indexing import rebuild
from wenming.evidence.intake import texts
from wenming.evidence.models import FileText
from wenming.filestore.actions import store
from wenming.filestore.intake.office import office_program
from wenming.filestore.queries import open_stored
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

WORDS = "志愿服务走进银杏社区"
State = FileText.State


def reading(cast, name: str, data: bytes, **limits) -> texts.Reading:
    kept = store(content=incoming(name, data).content, name=name, by=cast.office, at=NOW).file
    return texts.reading_of(kept, **limits)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("简报.docx", docx_of("题目", WORDS)), ("眉.docx", docx_of("题目", head=WORDS)),
        ("名单.xlsx", xlsx_of(("序", WORDS))), ("汇报.pptx", pptx_of("志愿服务", "走进银杏社区")),
        ("通知.pdf", pdf(text_page([(80, 700, WORDS)]))),
        ("跨行.pdf", pdf(text_page([(80, 700, WORDS[:4]), (80, 670, WORDS[4:])]))),
        ("公文.ofd", ofd([(20, 40, WORDS)])), ("说明.txt", WORDS.encode()), ("旧.txt", WORDS.encode("gb18030")),
        ("表.csv", f"序,事\n1,{WORDS}\n".encode()),
    ],
)
def test_the_words_of_a_file(cast, name, data):
    found = reading(cast, name, data)
    assert (found.state, WORDS in found.text) == (State.READ, True)


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed: no old file was read")
def test_the_words_of_an_old_file(cast, tmp_path):
    source = tmp_path / "source.docx"
    source.write_bytes(docx_of(WORDS))
    subprocess.run([office_program(), "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
                    "--convert-to", "doc", "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)
    assert WORDS in reading(cast, "旧.doc", (tmp_path / "source.doc").read_bytes()).text


def test_what_needs_libreoffice_says_so_where_there_is_none(cast, monkeypatch):
    monkeypatch.setattr(texts, "office_program", lambda: None)
    stored = store(content=incoming("旧.txt", b"x").content, name="旧.txt", by=cast.office, at=NOW).file
    stored.media_type = "application/vnd.ms-powerpoint"
    assert texts.reading_of(stored).state == State.NO_READER
    stored.media_type = "application/msword"
    assert texts.reading_of(stored).state == State.DAMAGED


LOCKED = pdf(text_page([(80, 700, WORDS)])).replace(
    b"trailer <<", b"trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"28" * 32
    + b"> /U <" + b"29" * 32 + b"> >>",
)


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("锁.pdf", LOCKED, State.LOCKED), ("坏.pdf", b"%PDF-1.7\n" + b"x" * 900, State.DAMAGED),
        ("扫描.pdf", pdf(text_page([], [(10, 10, 500, 800)])), State.EMPTY), ("空.docx", docx_of(""), State.EMPTY),
    ],
)
def test_what_cannot_be_read_says_why(cast, name, data, state):
    assert reading(cast, name, data) == texts.Reading(state)


def test_a_hostile_package_gives_no_text(cast):
    stored = store(content=incoming("好.docx", docx_of(WORDS)).content, name="好.docx", by=cast.office, at=NOW).file
    bomb = pptx_of('"><!DOCTYPE a [<!ENTITY x "y">]>')
    stored.media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    with open_stored(stored) as content:
        path = content.name
    Path(path).write_bytes(bomb)
    assert texts.reading_of(stored).state == State.DAMAGED


def test_a_long_text_is_cut_and_a_huge_file_left_alone(cast, monkeypatch):
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 50)
    found = reading(cast, "长.txt", ("志愿服务\n" * 100).encode())
    assert (found.state, len(found.text)) == (State.CUT, 50)
    monkeypatch.setattr(texts, "LARGEST", 10)
    assert reading(cast, "大.txt", WORDS.encode() * 9).state == State.TOO_BIG


def test_a_reader_that_takes_too_long_is_stopped(cast):
    assert reading(cast, "慢.docx", docx_of(WORDS), seconds=0).state == State.DAMAGED


def test_each_content_is_read_once_and_pictures_never(cast):
    shared = docx_of(WORDS)
    filed(cast, "甲", files=[incoming("甲.docx", shared), incoming("照.jpg", jpeg())])
    filed(cast, "乙", files=[incoming("乙.docx", shared)])
    assert Job.objects.filter(kind="evidence.read_files").count() == 2
    drain()
    filed(cast, "丙", files=[incoming("丙.docx", shared)])
    filed(cast, "丁", files=[incoming("丁.jpg", jpeg("red"))])
    assert Job.objects.filter(kind="evidence.read_files").count() == 2
    assert [(one.state, one.organisation_id) for one in FileText.objects.all()] == [("read", cast.organisation.pk)]


def test_a_file_gone_from_the_store_fails_the_job_with_a_sentence_and_the_others_are_read(cast):
    evidence = filed(cast, "甲", files=[incoming("甲.docx", docx_of(WORDS)), incoming("乙.txt", WORDS.encode())])
    first = evidence.revisions.get().files.get(sequence=1).stored
    with open_stored(first) as content:
        path = content.name
    Path(path).unlink()
    drain()
    job = Job.objects.get(kind="evidence.read_files")
    assert (job.state, "找不到" in job.message) == (Job.State.FAILED, True)
    assert FileText.objects.get().text == WORDS


def test_read_again_on_request(cast):
    evidence = filed(cast, "甲", files=[incoming("甲.txt", WORDS.encode())])
    drain()
    FileText.objects.update(text="别的")
    assert not rebuild(evidence_id=evidence.pk, read_again=False, by=cast.office, at=NOW)
    assert rebuild(evidence_id=evidence.pk, read_again=True, by=cast.office, at=NOW)
    drain()
    assert FileText.objects.get().text == WORDS


def test_the_page_says_what_could_not_be_read(cast):
    evidence = filed(cast, "甲", files=[incoming("坏.pdf", b"%PDF-1.7\n" + b"x" * 900), incoming("好.txt", b"ok")])
    page = f"/ledger/{evidence.pk}/"
    assert cast.client("office").get(page).content.decode().count("正文等后台读取") == 2
    drain()
    text = cast.client("office").get(page).content.decode()
    assert "这个文件读不出文字：打不开或已损坏" in text
    assert "正文等后台读取" not in text
