"""The viewer: every file of a piece of evidence in turn, each shown as what it is or with the sentence why not."""

import pytest
from django.urls import reverse

from tests.answers import close
from tests.factories.evidence import filed, incoming, jpeg, pdf
from tests.factories.filestore import office, parcel
from tests.factories.heic import heic
from tests.factories.papers import paper
from tests.factories.worded import docx_of
from wenming.filestore.models import PagePreview, Rendition
from wenming.jobs.models import Job
from wenming.jobs.worker import drain


@pytest.fixture
def evidence(cast):
    colours = ("red", "green")
    return filed(cast, files=[incoming("通知.pdf", paper(2)), *(incoming(f"{one}.jpg", jpeg(one)) for one in colours)])


def files_of(evidence):
    return list(evidence.revisions.get().files.all())


def at(view, evidence, file, page=None):
    return reverse(f"evidence:{view}", args=[evidence.pk, file.pk]) + (f"?page={page}" if page else "")


def looked(client, evidence, file=None, **query):
    query |= {"file": file.pk} if file else {}
    answer = client.get(reverse("evidence:evidence", args=[evidence.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def one_file(cast, name, data):
    evidence = filed(cast, files=[incoming(name, data)])
    return evidence, files_of(evidence)[0]


def test_all_files_turn_by_links_whatever_they_are(cast, evidence):
    client, (notice, red, green) = cast.client("expert"), files_of(evidence)
    first, last = looked(client, evidence, notice), looked(client, evidence, green)
    assert 'rel="prev"' not in first
    assert f"?file={red.pk}" in first
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last
    assert "3/3" in last
    assert at("file", evidence, red) in looked(client, evidence), "a picture comes first where nothing is asked"


def test_a_paper_is_asked_for_at_the_first_look_and_then_shown_page_by_page(cast, evidence):
    client, (notice, *_) = cast.client("expert"), files_of(evidence)
    drain()
    assert "正在准备预览" in looked(client, evidence, notice)
    answer = client.post(at("prepare", evidence, notice), {"page": 1})
    assert answer.status_code == 303
    assert "正在准备预览" in client.get(answer.headers["Location"]).content.decode()
    drain()
    page = looked(client, evidence, notice, page=2)
    assert at("paper", evidence, notice, 2) in page
    assert "共 2 页" in page
    picture = client.get(at("paper", evidence, notice, 2))
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content)[:3] == b"\xff\xd8\xff"
    close(picture)
    assert client.get(at("paper", evidence, notice, 3)).status_code == 404
    assert at("thumb", evidence, notice) in looked(client, evidence), "its first page is its thumbnail"


def test_a_page_beyond_the_last_is_the_last_and_nonsense_is_the_first(cast, evidence):
    client, (notice, *_) = cast.client("expert"), files_of(evidence)
    client.post(at("prepare", evidence, notice), {"page": 1})
    drain()
    assert at("paper", evidence, notice, 2) in looked(client, evidence, notice, page=900)
    assert at("paper", evidence, notice, 1) in looked(client, evidence, notice, page="九")


def test_waiting_ends_with_a_sentence(cast, evidence):
    notice = files_of(evidence)[0]
    page = looked(cast.client("expert"), evidence, notice, waited=40)
    assert "后台可能正忙" in page
    assert 'hx-trigger="load' not in page


def test_heic_is_shown_as_the_picture_made_of_it(cast):
    evidence, file = one_file(cast, "手机.heic", heic())
    client = cast.client("expert")
    assert "正在准备预览" in looked(client, evidence)
    drain()
    page = looked(client, evidence)
    assert f'src="{at("preview", evidence, file)}"' in page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_is_shown_as_text_whatever_its_encoding(cast, encoding):
    evidence, _ = one_file(cast, "说明.txt", "第一行 a<b & c\n示范局".encode(encoding))
    page = looked(cast.client("expert"), evidence)
    assert "第一行 a&lt;b &amp; c\n示范局" in page


def test_markup_far_behind_in_a_text_is_escaped_and_a_long_text_is_cut(cast):
    evidence, _ = one_file(cast, "长.csv", ("甲,乙\n" * 9000 + "<b>x</b>\n" + "丙,丁\n" * 9000).encode())
    page = looked(cast.client("expert"), evidence)
    assert "只显示开头一段" in page
    assert "<b>x</b>" not in page
    assert len(page) < 100_000


def test_a_film_plays_in_parts(cast):
    evidence, file = one_file(cast, "片.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"x" * 2000)
    client = cast.client("expert")
    assert f'<video controls preload="metadata" src="{at("file", evidence, file)}#t=0.5"' in looked(client, evidence)
    part = client.get(at("file", evidence, file), headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.headers["Content-Range"]) == (206, "bytes 100-199/2024")
    close(part)


@pytest.mark.parametrize(("name", "data", "state", "sentence"), [
    ("锁.pdf", pdf(), PagePreview.State.LOCKED, "设了打开密码"), ("坏.pdf", pdf(), PagePreview.State.DAMAGED, "打不开"),
    ("锁.docx", docx_of("字"), PagePreview.State.UNCONVERTED, "没能转成页面"),
    ("大.pdf", pdf(), PagePreview.State.TOO_BIG, "文件太大"),
])
def test_where_there_are_no_pages_the_reason_stands_there(cast, name, data, state, sentence):
    evidence, file = one_file(cast, name, data)
    PagePreview.objects.create(organisation_id=file.organisation_id, file=file.stored, state=state)
    assert sentence in looked(cast.client("expert"), evidence)


def test_without_libreoffice_the_page_says_so_and_asks_again_once_it_is_there(cast, monkeypatch):
    evidence, file = one_file(cast, "小结.docx", docx_of("字"))
    PagePreview.objects.create(
        organisation_id=file.organisation_id, file=file.stored, state=PagePreview.State.NO_PROGRAM)
    monkeypatch.setattr("wenming.evidence.queries.viewing.office_program", lambda: None)
    assert "没有安装 LibreOffice" in looked(cast.client("expert"), evidence)
    monkeypatch.setattr("wenming.evidence.queries.viewing.office_program", lambda: "soffice")
    assert "正在准备预览" in looked(cast.client("expert"), evidence)


def test_what_has_no_preview_says_what_to_do(cast):
    for name, data in (("包.zip", parcel(a=b"1")), ("文.ofd", office("OFD.xml"))):
        evidence, _ = one_file(cast, name, data)
        assert "请下载原件" in looked(cast.client("expert"), evidence)


def test_nothing_that_is_sent_may_run(cast, evidence):
    client, (notice, red, _) = cast.client("expert"), files_of(evidence)
    client.post(at("prepare", evidence, notice), {"page": 1})
    drain()
    for address in (at("file", evidence, red), at("paper", evidence, notice, 1), at("preview", evidence, red)):
        answer = client.get(address)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        close(answer)
    text, file = one_file(cast, "字.txt", "字".encode())
    saved = client.get(at("file", text, file))
    assert saved.headers["Content-Disposition"].startswith("attachment")
    close(saved)


def test_asking_for_a_preview_of_another_bodys_file_finds_nothing(cast, evidence):
    stranger, notice = cast.client("stranger"), files_of(evidence)[0]
    drain()
    assert stranger.post(at("prepare", evidence, notice), {"page": 1}).status_code == 404
    assert stranger.get(at("paper", evidence, notice, 1)).status_code == 404
    assert not Job.objects.filter(kind="filestore.draw_pages").exists()
    assert not Rendition.objects.filter(kind=Rendition.Kind.PAGE).exists()
