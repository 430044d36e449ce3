"""What this room does when something happened to its things: tell those who must act next."""

from django.db.models import QuerySet
from django.urls import reverse

from wenming.accounts.models import User
from wenming.accounts.queries import users_who_may
from wenming.audit.registry import Happened, on
from wenming.domain.authority import Permission
from wenming.notices.actions import send

from . import events


@on(events.concrete_plan_submitted)
def tell_office(happened: Happened) -> None:
    people = users_who_may(Permission.DIRECT_DUTIES, happened.by.organisation_id, on=happened.at.date())
    _about_plan(happened, people, "报来实施方案，请审核")


@on(events.concrete_plan_accepted)
def tell_unit_of_consent(happened: Happened) -> None:
    _about_plan(happened, _people_of(happened), "实施方案已同意，时间节点开始计时")


@on(events.concrete_plan_returned)
def tell_unit_of_return(happened: Happened) -> None:
    _about_plan(happened, _people_of(happened), "实施方案被退回，请修改后重报")


def _people_of(happened: Happened) -> "QuerySet[User]":
    """Who speaks for the unit of the plan, the office left out."""
    unit_id = happened.on.duty.unit_id
    people = users_who_may(
        Permission.WORK_ON_DUTIES, happened.by.organisation_id, on=happened.at.date(), unit_id=unit_id
    )
    return people.filter(grants__unit_id=unit_id)


def _about_plan(happened: Happened, people: "QuerySet[User]", sentence: str) -> None:
    duty = happened.on.duty
    send(
        to=people, title=f"{duty}：{sentence}", body=happened.reason,
        link=reverse("plan:duty", args=[duty.pk]), by=happened.by, at=happened.at,
    )
