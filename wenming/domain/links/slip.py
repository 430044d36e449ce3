"""The slip filed with every web link: what was registered, in words that outlive the link."""

from datetime import date, datetime

NAME = "网页登记.txt"


def slip(
    *, title: str, address: str, medium: str, published_on: date | None, unit: str, by: str, at: datetime
) -> bytes:
    """The slip as UTF-8 text; ``at`` is shown as it is given, so give it in local time."""
    lines = [
        f"题名：{title}", f"网址：{address}", f"媒体或网站：{medium}", f"发布日期：{published_on or '未写'}",
        f"报送单位：{unit}", f"登记：{by}，{at:%Y-%m-%d %H:%M}",
    ]
    return ("\n".join(lines) + "\n").encode()
