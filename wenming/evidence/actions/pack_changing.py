"""Mending what a pack says of its activity: once, for itself and for the parts that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused
from wenming.domain.evidence.packs import title_of_part
from wenming.evidence import events
from wenming.evidence.access import check_may_fill, parts_of
from wenming.evidence.models import EventPack, Evidence

from .changing import change_held, check_said, said_as
from .tallying import tallied

SAID = ("title", "event_on", "place", "people", "caption", "disclosure")


@dataclass(frozen=True, slots=True)
class Followed:
    """How many parts were changed along, and how many of these are accepted and now have a revision that waits."""

    parts: int
    proposed: int


@transaction.atomic
def change_pack(
    *, pack: EventPack, version: int, title: str, place: str, people: str, caption: str, event_on: date,
    disclosure: str, by: Viewer, at: datetime,
) -> Followed:
    """Replace what the pack says. A part follows in whatever it says as the pack did; what was put right in a part by
    itself stays.

    Raises ChangedMeanwhile where another edit was saved after ``version``, InputRefused for another day where a part
    was accepted with the one there is: the day is what it was accepted for.
    """
    pack = EventPack.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pack.pk)
    check_may_fill(by, pack)
    if pack.version != version:
        raise ChangedMeanwhile(
            f"您填写期间，这个活动材料包已被别人改过：现在的活动名称是“{pack}”，活动日期 {pack.event_on}，"
            f"地点“{pack.place}”。"
            "您填的内容还在下面，核对后再保存就以您填的为准。"
        )
    said = said_as(title=title, place=place, people=people, caption=caption, event_on=event_on, disclosure=disclosure)
    check_said(said["title"], event_on, at)
    now = {name: str(getattr(pack, name)) for name in SAID}
    changed = [name for name in SAID if said[name] != now[name]]
    if not changed:
        return Followed(0, 0)
    parts = list(parts_of(by, pack).select_for_update(of=("self",)).select_related("unit", "proposed").order_by("pk"))
    wanted = {one.pk: _following(one, now, said, changed) for one in parts}
    _check_day(parts, wanted)
    with tallied(*parts):
        followed = [one for one in parts if change_held(one, wanted[one.pk], by=by, at=at)]
    for name in changed:
        setattr(pack, name, event_on if name == "event_on" else said[name])
    pack.version += 1
    pack.save(update_fields=[*changed, "version"])
    record(events.pack_changed, by=by, at=at, on=pack, before={name: now[name] for name in changed},
           after={**{name: said[name] for name in changed}, "rows": len(followed)})
    return Followed(len(followed), sum(one.accepted for one in followed))


def _following(part: Evidence, now: dict[str, str], said: dict[str, str], changed: Sequence[str]) -> dict[str, str]:
    """What of the change concerns a part: the fields in which it says what the pack said."""
    before = {**now, "title": title_of_part(now["title"], part.pack_part)}
    after = {**said, "title": title_of_part(said["title"], part.pack_part)}
    own = part.said_now
    return {name: after[name] for name in changed if own[name] == before[name]}


def _check_day(parts: Sequence[Evidence], wanted: dict[int, dict[str, str]]) -> None:
    accepted = [f"“{one}”" for one in parts if one.accepted and "event_on" in wanted[one.pk]]
    if accepted:
        raise InputRefused(
            f"没有保存：{'、'.join(accepted)}已按原来的日期认定，活动日期不能在包里改。请打开那一件修改，重新认定以后再改包；"
            "别的内容可以先改。填写的都还在。", {"event_on": "已有认定的材料，不能在这里改"}
        )
