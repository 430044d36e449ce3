"""What is a web address, and where one may reach."""

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.links.addresses import read_address
from wenming.domain.links.reachable import ITSELF, Reach

REACH = Reach(own_names=frozenset({"wenming.example.cn", ".home.example"}),
              allowed=frozenset({"oa.example.cn", "10.1.2.3:8080"}))


@pytest.mark.parametrize(("typed", "read"), [
    ("http://Example.cn", "http://example.cn/"), (" https://example.cn:443/a?b=1#c ", "https://example.cn/a?b=1"),
    ("http://example.cn:8080/新闻/1.html", "http://example.cn:8080/%E6%96%B0%E9%97%BB/1.html"),
    ("http://例子.cn/", "http://xn--fsqu00a.cn/"), ("http://example.cn./", "http://example.cn/"),
    ("http://[2400:3200::1]/", "http://[2400:3200::1]/"),
])
def test_an_address_is_read_as_it_is_sent(typed, read):
    assert str(read_address(typed)) == read


@pytest.mark.parametrize("typed", [
    "", "example.cn", "ftp://example.cn/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a",
    "http://a:b@example.cn/", "http://a@example.cn/", "http://example.cn/a b", "http://example.cn\\@127.0.0.1/",
    "http://example.cn:99999/", "http://example.cn:0/", "http://example.cn/\r\nHost: x", "http://[::1/",
    "http://" + "a" * 64 + ".cn/", "http://example.cn/" + "a" * 1000, "http://example.cn/" + "新" * 200, "gopher://127.0.0.1:25/",
])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(InputRefused) as refusal:
        read_address(typed)
    assert "address" in refusal.value.fields


def test_a_redirect_is_read_like_an_address():
    here = read_address("http://example.cn/a/b")
    assert str(here.leading_to("../c")) == "http://example.cn/c"
    assert str(here.leading_to("//other.cn/")) == "http://other.cn/"
    with pytest.raises(InputRefused):
        here.leading_to("file:///etc/passwd")


@pytest.mark.parametrize("typed", [
    "http://wenming.example.cn/", "http://WENMING.example.cn./x", "http://a.home.example/", "http://home.example/",
    "http://127.0.0.1/", "http://[::1]/", "http://0.0.0.0/", "http://169.254.169.254/", "http://[::ffff:8.8.8.8]/",
])
def test_the_systems_own_address_is_refused_by_its_name(typed):
    assert REACH.why_not_named(read_address(typed)) == ITSELF


def test_another_port_is_for_allowed_places_alone():
    assert "8081" in REACH.why_not_named(read_address("http://example.cn:8081/"))
    assert not REACH.why_not_named(read_address("http://10.1.2.3:8080/"))
    assert not REACH.why_not_named(read_address("https://www.example.cn/"))


@pytest.mark.parametrize("ip", [
    "127.0.0.1", "127.8.9.1", "::1", "0.0.0.0", "::", "169.254.1.1", "fe80::1", "224.0.0.1", "ff02::1", "240.0.0.1",
    "255.255.255.255", "::ffff:1.2.3.4", "::ffff:10.0.0.1", "::1.2.3.4", "64:ff9b::a00:1", "2002:7f00:1::", "2001::1",
    "fe80::1%eth0", "no address",
])
def test_itself_is_never_reached_not_even_where_the_place_is_allowed(ip):
    assert "服务器" in REACH.why_not_found(read_address("http://oa.example.cn/"), [ip])


@pytest.mark.parametrize("ip", [
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.127.255.255", "192.0.2.1", "198.18.0.1", "fc00::1",
    "fd12::1", "fec0::1", "2001:db8::1",
])
def test_an_inner_network_is_reached_only_where_it_is_allowed(ip):
    assert "内部网络" in REACH.why_not_found(read_address("http://example.cn/"), [ip])
    assert not REACH.why_not_found(read_address("http://oa.example.cn/"), [ip])


def test_one_inner_address_spoils_the_others():
    address = read_address("http://example.cn/")
    assert not REACH.why_not_found(address, ["1.1.1.1", "2400:3200::1"])
    assert REACH.why_not_found(address, ["1.1.1.1", "10.0.0.1"])
