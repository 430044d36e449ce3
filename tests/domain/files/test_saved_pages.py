"""A saved web page is taken only where pages are wanted, and then by its content too."""

import io

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.files.containers import examine
from wenming.domain.files.types import WEB_PAGE

PARCEL = (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.cn/\r\nSubject: a\r\n"
          b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--x\"\r\n\r\n"
          b"----x\r\nContent-Type: text/html\r\n\r\n<html><script>1</script></html>\r\n")


@pytest.mark.parametrize("data", [
    b"<!doctype html><html></html>", b"\xef\xbb\xbf<html>", b"<p>a</p><script>alert(1)</script>",
    "<html><title>公告</title></html>".encode("gb18030"), PARCEL,
])
def test_a_page_is_a_page_whatever_its_name(data):
    assert examine(io.BytesIO(data), "a.pdf", pages=True).media_type == WEB_PAGE.media_type
    with pytest.raises(InputRefused):
        examine(io.BytesIO(data), "a.html")


@pytest.mark.parametrize(("name", "data"), [
    ("a.php", b"<html></html>"), ("a.html", b"\x7fELF\0\0"), ("a.html", b"MZ\0\0"), ("a.html", b"\0\1\2\3"),
])
def test_programs_stay_refused_where_pages_are_wanted(name, data):
    with pytest.raises(InputRefused):
        examine(io.BytesIO(data), name, pages=True)


def test_other_files_stay_what_they_are_where_pages_are_wanted():
    assert examine(io.BytesIO(b"%PDF-1.7\n%<html>"), "a.html", pages=True).media_type == "application/pdf"
    assert examine(io.BytesIO("会议纪要".encode()), "a.txt", pages=True).media_type == "text/plain"
