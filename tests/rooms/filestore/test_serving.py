"""Bytes to a browser: the detected type, parts where asked, nothing that could run."""

import pytest
from django.test import RequestFactory

from tests.answers import close
from tests.factories.filestore import keep, picture
from wenming.filestore.actions.renditions import make_renditions
from wenming.filestore.errors import Missing
from wenming.filestore.exports import file_response, rendition_response
from wenming.filestore.models import StoredFile

DATA = b"%PDF-1.4 " + bytes(range(256))


@pytest.fixture
def pdf(each_store, cast):
    return keep(cast.office, DATA, "总结.pdf")


@pytest.fixture
def ask():
    """Ask for a file as a browser does, with headers as keywords; the answers are closed when the test ends."""
    answers = []

    def ask(file, *, name="总结.pdf", inline=True, **headers):
        request = RequestFactory().get("/", headers={key.replace("_", "-"): value for key, value in headers.items()})
        answers.append(file_response(request, file, name=name, inline=inline))
        return answers[-1]

    yield ask
    for answer in answers:
        close(answer)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_file(pdf, ask):
    response = ask(pdf)
    assert response.status_code == 200
    assert body(response) == DATA
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(DATA))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["ETag"] == f'"sha256-{pdf.digest}"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Disposition"] == "inline; filename*=utf-8''%E6%80%BB%E7%BB%93.pdf"


LAST = len(DATA) - 1


@pytest.mark.parametrize(("asked", "start", "end"), [
    ("bytes=0-9", 0, 9), ("bytes=10-", 10, LAST), ("bytes=-5", LAST - 4, LAST), ("bytes=0-0", 0, 0),
    (f"bytes={LAST}-{LAST}", LAST, LAST), ("bytes=5-99999", 5, LAST), ("bytes=-99999", 0, LAST),
])
def test_part(pdf, asked, start, end, ask):
    response = ask(pdf, Range=asked)
    assert response.status_code == 206
    assert body(response) == DATA[start:end + 1]
    assert response.headers["Content-Range"] == f"bytes {start}-{end}/{len(DATA)}"
    assert response.headers["Content-Length"] == str(end - start + 1)


@pytest.mark.parametrize("asked", [f"bytes={len(DATA)}-", "bytes=99999-100000", "bytes=-0"])
def test_part_beyond_the_file(pdf, asked, ask):
    response = ask(pdf, Range=asked)
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(DATA)}"


@pytest.mark.parametrize("asked", [
    "bytes=9-2", "bytes=-", "bytes=a-b", "items=0-5", "bytes=0-1,5-6", f"bytes={'9' * 5000}-",
])
def test_what_is_no_single_part_gets_the_whole(pdf, asked, ask):
    response = ask(pdf, Range=asked)
    assert (response.status_code, body(response)) == (200, DATA)


def test_part_of_a_file_that_changed_since_is_the_whole(pdf, ask):
    assert ask(pdf, Range="bytes=0-9", If_Range='"another"').status_code == 200
    assert ask(pdf, Range="bytes=0-9", If_Range=f'"sha256-{pdf.digest}"').status_code == 206


def test_file_the_browser_has_is_not_sent_again(pdf, ask):
    response = ask(pdf, If_None_Match=f'"x", "sha256-{pdf.digest}"')
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == f'"sha256-{pdf.digest}"'


@pytest.mark.parametrize(("data", "name", "shown"), [
    (picture(), "a.jpg", True), (DATA, "a.pdf", True), ("甲,乙".encode(), "a.csv", False), (b"text", "a.txt", False),
    (b"7z\xbc\xaf\x27\x1c", "a.7z", False),
])
def test_only_what_a_browser_may_show_is_shown(cast, data, name, shown, ask):
    file = keep(cast.office, data, name)
    assert ask(file, name=name).headers["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert ask(file, name=name, inline=False).headers["Content-Disposition"].startswith("attachment")


def test_name_given_out_tells_the_type(cast, ask):
    file = keep(cast.office, picture(format="PNG"), "list.docx")
    assert ask(file, name="list.docx").headers["Content-Disposition"] == 'inline; filename="list.docx.png"'


def test_name_cannot_break_the_header(pdf, ask):
    value = ask(pdf, name='a"\r\nSet-Cookie: x=1.pdf').headers["Content-Disposition"]
    assert "\r" not in value
    assert "\n" not in value


def test_file_whose_bytes_are_gone_is_not_found(pdf, ask):
    with pytest.raises(Missing):
        ask(StoredFile(key="1/aa/none", original_name="总结.pdf", size=5, media_type="application/pdf", digest="0"))


def test_smaller_picture(each_store, cast):
    file = keep(cast.office, picture(size=(900, 600)))
    request = RequestFactory().get("/")
    with pytest.raises(Missing):
        rendition_response(request, file, "thumbnail")
    make_renditions(file)
    response = rendition_response(request, file, "thumbnail")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert body(response).startswith(b"\xff\xd8\xff")
    close(response)
    again = RequestFactory().get("/", headers={"If-None-Match": response.headers["ETag"]})
    assert rendition_response(again, file, "thumbnail").status_code == 304
