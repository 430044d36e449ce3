"""Browsers in words a person knows."""

import pytest

from wenming.domain.browsers import browser_in_words

KIT = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"


@pytest.mark.parametrize(("agent", "words"), [
    (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT}", "Windows 上的 Chrome"),
    (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Edg/120.0", "Windows 上的 Edge"),
    ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "Windows 7 上的 IE"),
    (f"Mozilla/5.0 (X11; Linux x86_64; UOS) {KIT} UOSBrowser/6", "统信上的统信浏览器"),
    (f"Mozilla/5.0 (X11; Linux aarch64; Kylin) {KIT}", "麒麟上的 Chrome"),
    (f"Mozilla/5.0 (Linux; Android 14) {KIT} MicroMessenger/8.0", "安卓上的微信"),
    (f"Mozilla/5.0 (Linux; Android 12; HarmonyOS) {KIT}", "鸿蒙上的 Chrome"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 Version/17 Safari/605", "苹果电脑上的 Safari"),
    ("curl/8.0", "未知的浏览器"), ("", "未知的浏览器"), ("strange (Windows NT 10.0)", "Windows 上的未知浏览器"),
])
def test_the_most_telling_mark_wins(agent, words):
    assert browser_in_words(agent) == words


def test_a_hostile_name_is_not_repeated():
    assert browser_in_words("<script>alert(1)</script>" * 1000) == "未知的浏览器"
