"""Fetching a page: by default no inner door is knocked at, and no answer is believed to be small, quick or honest."""

import gzip
import socket
import zlib

import pytest

from tests.factories.site import open_site
from wenming.domain.links import reachable
from wenming.domain.links.reachable import Reach
from wenming.evidence.intake import pinned, web
from wenming.evidence.intake.web import fetch

HTML = "<!doctype html><title>宣讲</title><p>示范省财政厅开展宪法日宣讲活动。</p>".encode()


@pytest.fixture
def site():
    with open_site() as opened:
        opened.lay("/a", HTML)
        yield opened


@pytest.fixture
def through(monkeypatch, site) -> Reach:
    """The site's own address is let through, here in the tests alone; every other address is judged as ever."""
    judged = reachable.is_itself
    monkeypatch.setattr(reachable, "is_itself", lambda ip: str(ip) != "127.0.0.1" and judged(ip))
    monkeypatch.setattr(web, "not_to_itself", lambda connected: None)
    return Reach(allowed=frozenset({site.place, f"news.example.cn:{site.port}"}))


def looked_up(monkeypatch, *answers: str) -> list[str]:
    """Names lead to ``answers``, one a look-up; returns the names looked up."""
    names, left = [], list(answers)

    def answer(host, port, **_more):
        names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (left.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return names


def test_a_page_comes_as_it_is(site, through):
    got = fetch(f"{site.url}/a", through)
    assert (got.body, got.status, got.suffix, got.failed, got.refused) == (HTML, 200, "html", "", "")
    assert site.asked[0][1]["Host"] == site.place


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "127.1"])
@pytest.mark.parametrize("allowed", [False, True])
def test_by_default_this_machine_is_never_reached_however_it_is_named(site, host, allowed):
    reach = Reach(allowed=frozenset({f"{host}:{site.port}", host}) if allowed else frozenset({f"{host}:{site.port}"}))
    got = fetch(f"http://{host}:{site.port}/a", reach)
    assert got.refused
    assert not got.body
    assert site.asked == []


def test_a_name_that_leads_to_this_machine_is_refused(site, monkeypatch):
    looked_up(monkeypatch, "127.0.0.1")
    got = fetch(f"http://news.example.cn:{site.port}/a", Reach(allowed=frozenset({f"news.example.cn:{site.port}"})))
    assert "服务器" in got.refused
    assert site.asked == []


def test_an_address_that_turns_out_to_be_this_machine_is_left_before_a_word_is_sent(site, monkeypatch):
    monkeypatch.setattr(reachable, "is_itself", lambda ip: False)
    got = fetch(f"{site.url}/a", Reach(allowed=frozenset({site.place})))
    assert "服务器" in got.refused
    assert site.asked == []


def test_a_name_is_looked_up_once_and_that_very_address_is_asked(site, through, monkeypatch):
    names = looked_up(monkeypatch, "127.0.0.1", "10.0.0.1")
    got = fetch(f"http://news.example.cn:{site.port}/a", through)
    assert got.body == HTML
    assert names == ["news.example.cn"]
    assert site.asked[0][1]["Host"] == f"news.example.cn:{site.port}"


@pytest.mark.parametrize("to", [
    "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://127.0.0.2/",
    "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "http://a:b@127.0.0.1/", "gopher://127.0.0.1/", "//0.0.0.0/",
])
def test_each_redirect_is_judged_anew(site, through, to):
    site.redirect("/go", to)
    got = fetch(f"{site.url}/go", through)
    assert got.refused
    assert not got.body


def test_an_own_name_is_refused_behind_a_redirect_too(site, through, monkeypatch):
    site.redirect("/go", "http://wenming.example.cn/ledger/")
    got = fetch(f"{site.url}/go", Reach(frozenset({"wenming.example.cn"}), through.allowed))
    assert "本系统自己的地址" in got.refused


def test_an_honest_redirect_is_followed_and_told(site, through):
    site.redirect("/go", "/a")
    assert fetch(f"{site.url}/go", through).url == f"{site.url}/a"


def test_a_redirect_in_circles_ends(site, through):
    site.redirect("/go", "/go")
    assert "转来转去" in fetch(f"{site.url}/go", through).failed
    assert len(site.asked) == web.MOST_REDIRECTS + 1


def test_a_proxy_of_the_surroundings_is_not_asked(site, through, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(f"{site.url}/a", through).body == HTML


@pytest.mark.parametrize(("packing", "packed"), [
    ("gzip", gzip.compress(HTML)), ("deflate", zlib.compress(HTML)),
])
def test_a_packed_page_is_unpacked(site, through, packing, packed):
    site.lay("/z", packed, Content_Encoding=packing)
    assert fetch(f"{site.url}/z", through).body == HTML


def test_a_small_answer_that_unpacks_to_much_is_left(site, through, monkeypatch):
    monkeypatch.setattr(pinned, "LARGEST", 1024 * 1024)
    site.lay("/bomb", gzip.compress(bytes(8 * 1024 * 1024)), Content_Encoding="gzip")
    got = fetch(f"{site.url}/bomb", through)
    assert "超过 1 MB" in got.failed
    assert not got.body


def test_a_large_page_is_left(site, through, monkeypatch):
    monkeypatch.setattr(pinned, "LARGEST", 10_000)
    site.lay("/big", b"<p>" + b"x" * 20_000)
    assert "超过" in fetch(f"{site.url}/big", through).failed


@pytest.mark.parametrize(("path", "more", "sentence"), [
    ("/gone", {"status": 404}, "没有这个网页"), ("/bad", {"status": 500}, "没有给出网页"),
    ("/exe", {"media_type": "application/octet-stream"}, "不是网页"), ("/empty", {"body": b""}, "空的"),
    ("/short", {"Content_Length": "1000"}, "断开"), ("/br", {"Content_Encoding": "br"}, "压缩方式"),
    ("/cut", {"Content_Encoding": "gzip", "body": gzip.compress(HTML * 9)[:-9]}, "断开"),
    ("/false", {"Content_Encoding": "gzip"}, "不完整"),
])
def test_what_brings_no_page_says_why(site, through, path, more, sentence):
    site.lay(path, **{"body": HTML, **more})
    got = fetch(f"{site.url}{path}", through)
    assert sentence in got.failed
    assert not got.body


def test_who_never_ends_is_left(site, through, monkeypatch):
    monkeypatch.setattr(web, "WHOLE_SECONDS", 0.3)
    site.silent = True
    assert "及时" in fetch(f"{site.url}/a", through).failed


def test_a_site_that_is_not_there_or_has_no_name_says_so(site, through, monkeypatch):
    assert "连不上" in fetch("http://127.0.0.1:1/", Reach(allowed=frozenset({"127.0.0.1:1"}))).failed
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: (_ for _ in ()).throw(socket.gaierror()))
    assert "查不到" in fetch("http://nowhere.example.cn/", through).failed
