"""The story from its beginning to a stage, in one transaction: an interrupted demo leaves nothing behind."""

from datetime import date
from random import Random

from django.db import transaction

from wenming.demo.studio.chance import chance
from wenming.organisation.models import Organisation
from wenming.plan.models import Campaign, Task

from . import script
from .calendar import Calendar, Stage
from .confirming import confirm
from .consenting import consent
from .conversing import converse
from .filing import Filing
from .founding import Body, found
from .judging import Judging
from .measuring import measure
from .opening import open_campaign
from .packing import pack
from .planning import plan
from .preparing import prepare
from .proposing import propose
from .receiving import receive
from .roster import upload_roster
from .splitting import split
from .timeline import Say, Timeline


@transaction.atomic
def tell(*, stage: Stage, seed: int, today: date, say: Say, scale: float = 1.0) -> Organisation | None:
    """Tell the story up to ``stage``; None, and nothing done, where the demo's organisation exists already.

    The same seed and day give the same story. ``scale`` below 1 tells it with fewer people and less evidence, and
    then without the lights it is to show.
    """
    if Organisation.objects.filter(name=script.ORGANISATION).exists():
        return None
    rng = chance(seed)
    say("· 建立单位、名册和账号……")
    body = found(Calendar.of(stage, today), staff_share=min(scale, 1.0))
    say("· 读入工作方案……")
    revision = propose(body)
    if stage.reaches(Stage.OPENED):
        say("· 答复疑点，冻结方案，下达任务……")
        campaign = open_campaign(body, revision)
        if stage.reaches(Stage.MIDCOURSE):
            _run(body, campaign, rng, scale, say)
    return body.organisation


def _run(body: Body, campaign: Campaign, rng: Random, scale: float, say: Say) -> None:
    """Four months, played day by day."""
    say("· 签收任务，报送实施方案，测算目标，归集佐证……")
    tasks = {int(task.short_number): task for task in Task.objects.of(body.organisation.pk).filter(campaign=campaign)}
    timeline = Timeline()
    prepare(body, tasks, timeline)
    receive(body, rng, timeline)
    plan(body, tasks, rng, timeline)
    measure(body, tasks, timeline)
    Filing(body, tasks, say).note(timeline, rng, scale)
    split(body, tasks, timeline)
    Judging(body).note(timeline)
    pack(body, tasks, timeline)
    upload_roster(body, timeline)
    consent(body, timeline)
    converse(body, tasks, timeline)
    confirm(body, campaign, timeline)
    timeline.play()
