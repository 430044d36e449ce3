"""The Jinja2 environment of every page."""

from datetime import date, datetime
from decimal import Decimal

import jinja2
from django.templatetags.static import static
from django.utils import timezone

from .addresses import address
from .drafted import mark_of
from .once import new_token
from .panels import draw

WEEKDAYS = "一二三四五六日"


def local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def day(moment: date | datetime | None) -> str:
    """1月21日; with the year where it is not this year's."""
    if moment is None:
        return "—"
    moment = local(moment)
    year = "" if moment.year == timezone.localdate().year else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日"


def weekday(moment: date) -> str:
    return f"周{WEEKDAYS[local(moment).weekday()]}"


def moment(value: datetime | None) -> str:
    return f"{day(value)} {local(value):%H:%M}" if value else "—"


def clock(value: datetime) -> str:
    """10:32, on the clock of the wall."""
    return f"{local(value):%H:%M}"


def plain(value: Decimal | None) -> str:
    """A figure without the zeros the database keeps: 4, 0.5."""
    return "" if value is None else f"{value.normalize():f}"


def filesize(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def environment(**options) -> jinja2.Environment:
    options["undefined"] = jinja2.StrictUndefined
    env = jinja2.Environment(**options)  # noqa: S701  Django passes autoescape=True
    env.globals.update(static=static, url=address, panels=draw, new_token=new_token, draft_mark=mark_of)
    env.filters.update(
        day=day, plain=plain, weekday=weekday, moment=moment, clock=clock, filesize=filesize, local=local,
    )
    return env
