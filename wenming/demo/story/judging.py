"""The review week by week: the head confirms, lead units pass on, the office accepts most and returns a few."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import cycle

from django.core.files.base import ContentFile

from wenming.demo.studio.chance import chance
from wenming.demo.studio.photographs import photograph
from wenming.domain.authority import Viewer
from wenming.domain.evidence.review import Act, Reason
from wenming.evidence.access import turn_of, unit_to_offer_for, visible_to
from wenming.evidence.actions.changing import change_evidence
from wenming.evidence.actions.offering import offer_evidence
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.actions.reviewing import MOST_AT_ONCE, hand_in, review
from wenming.evidence.models import Evidence
from wenming.evidence.queries.reviewing import waiting_for
from wenming.plan.models import Assignment, Duty

from .calendar import moment
from .founding import TAX_OFFICE, Body
from .timeline import Timeline

WEEKS_END, LAST = 4, timedelta(days=9)
"""Friday; how long ago the office judged last."""
EVERY = 4
"""One in so many of a week's pieces that fill no demand comes back."""
RETURNS = (
    (Reason.UNCLEAR, "横幅上的字看不清，请换一张近的"), (Reason.INCOMPLETE, "说明里没有写参加的人"),
    (Reason.TIME, "照片像是上一次活动的，请核对日期"),
)
MENDED = "（已按退回意见补充）"


class Judging:
    def __init__(self, body: Body) -> None:
        self._body, self._returns, self._unanswered = body, cycle(RETURNS), 0

    def note(self, timeline: Timeline) -> None:
        last = self._body.calendar.today - LAST
        for friday in _fridays(self._body.calendar.frozen, last):
            timeline.at(moment(friday, 14, 0), self._heads)
            timeline.at(moment(friday, 14, 30), self._leads)
            final = friday + timedelta(days=7) > last
            timeline.at(moment(friday, 15, 30), lambda at, final=final: self._office(timeline, at, final=final))
        timeline.at(moment(last + timedelta(days=3), 10, 0), self._leads)
        timeline.at(moment(last + timedelta(days=5), 11, 0), self._revise)
        timeline.at(moment(last + timedelta(days=6), 12, 30), self._offer)

    def _heads(self, at: datetime) -> None:
        self._pass(self._body.viewer("head"), at)

    def _leads(self, at: datetime) -> None:
        leading = Duty.objects.of(self._body.organisation.pk).filter(role=Assignment.Role.LEAD)
        for name in sorted(set(leading.values_list("unit__name", flat=True))):
            self._pass(self._body.liaison_of(self._body.units[name]), at)

    def _pass(self, by: Viewer, at: datetime) -> None:
        _judge(_waiting(by), lambda picked: review(picked=picked, act=Act.PASS, by=by, at=at))

    def _office(self, timeline: Timeline, at: datetime, *, final: bool) -> None:
        """What came back in the last round still waits for its unit."""
        by, waiting = self._body.office, _waiting(self._body.office)
        spare = [one for one in waiting if not one.citations.exclude(slot=None).exists()]
        back = spare[EVERY - 1 :: EVERY] or (spare[:1] if final else [])
        for one in back:
            code, words = next(self._returns)
            review(picked={one.pk: one.version}, act=Act.RETURN, code=code, words=words, by=by, at=at)
            if not final:
                timeline.at(at + timedelta(days=3), lambda at, key=one.pk: self._mend(key, at))
        rest = [one for one in waiting if one not in back]
        _judge(rest, lambda picked: review(picked=picked, act=Act.PASS, by=by, at=at))

    def _mend(self, key: int, at: datetime) -> None:
        evidence = Evidence.objects.select_related("unit").get(pk=key)
        by = self._body.liaison_of(evidence.unit)
        if evidence.stage != Evidence.Stage.RETURNED:
            return
        mended = _changed(evidence, caption=evidence.caption + MENDED, by=by, at=at)
        hand_in(evidence=mended, version=mended.version, by=by, at=at)

    def _offer(self, at: datetime) -> None:
        """A member of staff hands in a photograph; nobody has confirmed it yet."""
        by, taken = self._body.viewer("member"), at - timedelta(hours=3)
        if unit_to_offer_for(by) is None:  # a story told with few people has him not in the roster
            return
        content = photograph("street", taken_at=taken, rng=chance("offered", at.date()))
        offer_evidence(
            files=[Incoming("IMG_交来.jpg", ContentFile(content, "IMG_交来.jpg"))], title="清扫责任路段",
            event_on=at.date(), place="责任路段", caption="利用午休清扫", by=by, at=at,
        )

    def _revise(self, at: datetime) -> None:
        """A piece that is accepted already gets a better caption: a second revision, which waits."""
        accepted = Evidence.objects.of(self._body.organisation.pk).filter(unit__name=TAX_OFFICE, stage="accepted")
        latest = accepted.select_related("unit").order_by("-pk").first()
        if latest is not None:  # a story told with little evidence has none of this unit
            _changed(latest, caption=f"{latest.caption}（补写参加人数）", by=self._body.viewer("liaison"), at=at)


def _changed(evidence: Evidence, *, caption: str, by: Viewer, at: datetime) -> Evidence:
    return change_evidence(
        evidence=evidence, version=evidence.version, title=evidence.title, place=evidence.place,
        people=evidence.people, caption=caption, event_on=evidence.event_on, disclosure=evidence.disclosure, by=by,
        at=at,
    )


def _waiting(by: Viewer) -> list[Evidence]:
    return list(waiting_for(visible_to(by), turn_of(by)).order_by("pk"))


def _judge(waiting: list[Evidence], verdict: Callable[[dict[int, int]], object]) -> None:
    for first in range(0, len(waiting), MOST_AT_ONCE):
        verdict({one.pk: one.version for one in waiting[first : first + MOST_AT_ONCE]})


def _fridays(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() == WEEKS_END]
