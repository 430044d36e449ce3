"""A browser's own long name in words a person knows: Windows 上的 Edge."""

SYSTEMS = (
    ("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows NT 6.1", "Windows 7"), ("Windows", "Windows"), ("Mac OS X", "苹果电脑"),
    ("UOS", "统信"), ("Kylin", "麒麟"), ("Linux", "Linux"),
)
PROGRAMS = (
    ("MicroMessenger", "微信"), ("QQBrowser", "QQ 浏览器"), ("QIHU", "360 浏览器"), ("360SE", "360 浏览器"),
    ("360EE", "360 浏览器"), ("Qaxbrowser", "奇安信浏览器"), ("UOSBrowser", "统信浏览器"), ("Edg", "Edge"),
    ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("Trident", "IE"),
    ("MSIE", "IE"),
)
"""The first that occurs counts: most browsers also claim to be Chrome and Safari."""


def browser_in_words(user_agent: str) -> str:
    """What a sign-in was made with, as far as it says; 未知的浏览器 where it says nothing known."""
    folded = user_agent.casefold()
    program = next((name for mark, name in PROGRAMS if mark.casefold() in folded), "")
    system = next((name for mark, name in SYSTEMS if mark.casefold() in folded), "")
    if not system:
        return program or "未知的浏览器"
    before = " " if system[-1].isascii() else ""
    after = " " if program and program[0].isascii() else ""
    return f"{system}{before}上的{after}{program or '未知浏览器'}"
