"""What people decide about a list: which tasks serve an aim, which accounts are still needed. Both are half done."""

from datetime import datetime, timedelta

from wenming.accounts.actions.reviews import confirm_lines, open_review
from wenming.accounts.models import AccountReview
from wenming.plan.actions.aims import confirm_aim
from wenming.plan.models import Campaign
from wenming.plan.queries.aims import aims_of

from .calendar import moment
from .founding import Body
from .timeline import Timeline

AIMS, ACCOUNTS = 2, 12


def confirm(body: Body, campaign: Campaign, timeline: Timeline) -> None:
    day = body.calendar.frozen + timedelta(days=2)
    for place in range(AIMS):
        timeline.at(moment(day, 16, 3 * place), lambda at, place=place: _confirm_aim(body, campaign, place, at))
    day = body.calendar.today - timedelta(days=4)
    timeline.at(moment(day, 9), lambda at: open_review(by=body.viewer("secadmin"), at=at))
    timeline.at(moment(day, 9, 30), lambda at: _confirm_accounts(body, at))


def _confirm_aim(body: Body, campaign: Campaign, place: int, at: datetime) -> None:
    """The office takes over what the words propose."""
    aim = aims_of(campaign, at.date())[place]
    tasks = [one.task for one in aim.tasks]
    confirm_aim(campaign=campaign, text=aim.text, tasks=tasks, version=aim.version, by=body.office, at=at)


def _confirm_accounts(body: Body, at: datetime) -> None:
    """The first accounts are confirmed by the system administrator, the rest waits for both."""
    by, review = body.viewer("sysadmin"), AccountReview.objects.of(body.organisation.pk).get()
    lines = review.lines.exclude(user_id=by.user_id).select_related("user").order_by("pk")[:ACCOUNTS]
    confirm_lines(review=review, lines=lines, by=by, at=at)
