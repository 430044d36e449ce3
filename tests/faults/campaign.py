"""A small campaign with something for every act to act on: ``python -m tests.faults.campaign`` makes it.

Printed as JSON: ``ids``, the newest row of each table an address speaks of and what the acts name besides; and
``sessions``, a session for each of the cast.
"""

import json
import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.cast import LONG_AGO, Cast, make_cast, make_organisation, make_unit, make_user  # noqa: E402
from tests.contracts.test_two_organisations import TABLES, newest_of, populate  # noqa: E402
from tests.factories.evidence import filed, incoming  # noqa: E402
from tests.factories.filestore import picture  # noqa: E402
from tests.factories.organisation import make_person  # noqa: E402
from tests.factories.papers import paper  # noqa: E402
from tests.factories.plan import MadeCampaign  # noqa: E402
from tests.factories.plan_documents import PLAN, freeze, propose, propose_revision, settle  # noqa: E402
from tests.factories.standard import proposed  # noqa: E402
from tests.rooms.personal.numbers import ID_NUMBER, PHONE  # noqa: E402
from wenming.accounts.actions import second_factors  # noqa: E402
from wenming.accounts.actions.accounts import close_account  # noqa: E402
from wenming.accounts.actions.drafts import save_draft  # noqa: E402
from wenming.accounts.actions.sessions import note_session  # noqa: E402
from wenming.accounts.models import FailedSignIn, Grant, SignIn, User  # noqa: E402
from wenming.audit.actions import seal_all  # noqa: E402
from wenming.audit.models import Removal  # noqa: E402
from wenming.domain.authority import Held, Role, Viewer  # noqa: E402
from wenming.domain.evidence.covering import Area  # noqa: E402
from wenming.domain.evidence.review import Act  # noqa: E402
from wenming.domain.lockout import ADDRESS_LIMIT, NAME_LIMIT  # noqa: E402
from wenming.domain.plan.concrete_plan import MilestoneInput  # noqa: E402
from wenming.domain.plan.correct import ChangeArea  # noqa: E402
from wenming.domain.plan.draft import from_json  # noqa: E402
from wenming.domain.standard.findings import Finding, FindingKind  # noqa: E402
from wenming.evidence.actions.changing import change_evidence  # noqa: E402
from wenming.evidence.actions.covering import cover  # noqa: E402
from wenming.evidence.actions.receiving import receive_file  # noqa: E402
from wenming.evidence.actions.reviewing import review  # noqa: E402
from wenming.evidence.intake.mappings import Checked, sealed  # noqa: E402
from wenming.evidence.models import Batch, Evidence  # noqa: E402
from wenming.jobs.worker import drain  # noqa: E402
from wenming.notices.actions.comments import add_comment, settle_comment  # noqa: E402
from wenming.organisation.actions.units import add_unit, close_unit, remove_alias  # noqa: E402
from wenming.organisation.intake.rosters import take_roster  # noqa: E402
from wenming.organisation.models import Person, Post, UnitAlias  # noqa: E402
from wenming.personal.actions.linking import link_account  # noqa: E402
from wenming.plan.actions.concrete_plans import accept_plan, save_plan, submit_plan  # noqa: E402
from wenming.plan.actions.milestones import complete_milestone  # noqa: E402
from wenming.plan.actions.proposal_steps import undo_step  # noqa: E402
from wenming.plan.actions.proposals import correct_proposal  # noqa: E402
from wenming.plan.models import Clause, ConcretePlan, Duty, Milestone, TaskSlot, WorkItem  # noqa: E402
from wenming.shell.drafted import mark_of  # noqa: E402
from wenming.standard.actions.deciding import decide_finding  # noqa: E402

NOW = timezone.now()
TODAY = timezone.localdate()
ADDRESS, SECRET = "192.0.2.7", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make() -> dict[str, object]:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    made = populate(cast, elsewhere=False)
    ids: dict[str, object] = {}
    for part in (accounts, units_and_rosters, plan, proposals, evidence_and_comments, files_to_look_at, personal,
                 editions):
        ids |= part(cast, made)
    drain()
    seal_all()
    newest = {name: newest_of(label, cast.organisation.pk) for name, label in TABLES.items()}
    sessions = {who: session_of(cast, who) for who in cast.users}
    return {"ids": newest | ids | {"today": TODAY.isoformat()}, "sessions": sessions, "secret": SECRET}


def session_of(cast: Cast, who: str) -> str:
    client = cast.client(who)
    key = client.session.session_key
    note_session(user=cast.users[who], session_key=key, address="127.0.0.1", browser="", at=NOW)
    return key


def account(cast: Cast, username: str, role: Role = Role.MEMBER, *, elsewhere: bool = False) -> User:
    """One more of the cast."""
    body = cast.other if elsewhere else cast.organisation
    user = cast.users[username] = make_user(username, f"示范{len(cast.users)}", body)
    Grant.objects.create(user=user, organisation=body, role=role, valid_from=LONG_AGO)
    return user


def accounts(cast: Cast, _made: MadeCampaign) -> dict[str, object]:
    closed, locked, bound, binding = (account(cast, name) for name in ("closed", "locked", "bound", "binding"))
    close_account(user=closed, by=cast.viewers["system_admin"], at=NOW)
    for name in [*["locked"] * NAME_LIMIT, *(f"x{number}" for number in range(ADDRESS_LIMIT))]:
        FailedSignIn.objects.create(username=name, address=ADDRESS, at=NOW)
    for user, confirmed in ((bound, NOW), (binding, None)):
        factor = second_factors.begin_binding(user=user, at=NOW)
        factor.secret, factor.confirmed_at = SECRET, confirmed
        factor.save()
    account(cast, "other_security", Role.SECURITY_ADMIN, elsewhere=True)
    account(cast, "unbound")
    session_of(cast, "locked")
    return {"closed": closed.pk, "locked": locked.pk, "bound": bound.pk, "member": cast.users["member"].pk,
            "sign_in_id": SignIn.objects.get(user=locked).pk}


def units_and_rosters(cast: Cast, _made: MadeCampaign) -> dict[str, object]:
    by = cast.office
    unit = add_unit(name="已撤处", by=by, at=NOW)
    close_unit(unit=unit, valid_until=TODAY - timedelta(1), by=by, at=NOW)
    removed = UnitAlias.objects.create(organisation=cast.organisation, unit=cast.third, name="旧称")
    remove_alias(alias=removed, by=by, at=NOW)
    person = make_person(cast.third, "示范丙", since=LONG_AGO, id_number=ID_NUMBER, phone=PHONE)
    texts = {"good": "姓名,工号,单位\n示范丁,7,离退处", "bad": "姓名,工号,单位\n示范戊,8,没有的处\n示范己,9,离退处",
             "vague": "谁,哪里\n示范庚,离退处"}
    rosters = {name: take_roster(content=ContentFile(text.encode(), name=f"{name}.csv"), name=f"{name}.csv",
                                 as_of=TODAY, nature="change", by=by, at=NOW).pk for name, text in texts.items()}
    return {"closed_unit": unit.pk, "person_id": person.pk, "lead": cast.lead.pk, "third": cast.third.pk,
            "holder": Post.objects.latest("pk").person_id,
            "removal_id": Removal.objects.latest("pk").pk} | rosters


def plan(cast: Cast, made: MadeCampaign) -> dict[str, object]:
    Clause.objects.create(organisation=cast.organisation, revision=made.revision, position=1, kind=Clause.Kind.AIM,
                          heading="创建目标", text="通过创建，文明素质进一步提高，办公环境更加整洁。")
    Duty.objects.update(deadline=TODAY + timedelta(30))
    duties = [made.duty(cast.lead, task) for task in range(3)]
    ConcretePlan.objects.filter(duty__in=duties).delete()
    _written, submitted, accepted = [saved(cast, duty) for duty in duties]
    submit_plan(plan=submitted, version=submitted.version, by=cast.office, at=NOW)
    accepted = submit_plan(plan=accepted, version=accepted.version, by=cast.office, at=NOW)
    accept_plan(plan=accepted, version=accepted.version, by=cast.office, at=NOW)
    done = Milestone.objects.filter(duty=duties[2]).earliest("pk")
    complete_milestone(milestone=done, on=TODAY, by=cast.office, at=NOW)
    path = reverse("plan:concrete_plan", args=[duties[0].pk])
    save_draft(path=path, fields=[("m-0-title", "写到一半")], sending="", by=cast.viewers["lead"], at=NOW)
    return {"written": duties[0].pk, "submitted": duties[1].pk, "accepted": duties[2].pk, "mark": mark_of(path),
            "task_id": made.tasks[0].pk, "another_task": made.tasks[1].pk,
            "closed_item": WorkItem.objects.of(cast.organisation.pk).earliest("pk").pk}


def saved(cast: Cast, duty: Duty) -> ConcretePlan:
    rows = [MilestoneInput(title=title, due_on=TODAY, owner="", acceptance_note="", id=None) for title in "甲乙"]
    return save_plan(duty=duty, version=0, milestones=rows, by=cast.office, at=NOW)


def proposals(cast: Cast, made: MadeCampaign) -> dict[str, object]:
    """One in correction here; one settled, to be frozen, in the body that has no campaign yet."""
    proposal = propose(cast.office)
    area = from_json(proposal.draft).areas[0]
    edit = ChangeArea(area.key, "（一）", "学习")
    proposal = correct_proposal(revision=proposal, version=proposal.version, edit=edit, by=cast.office, at=NOW)
    undone = propose(cast.office, PLAN.replace("普法学习", "普法讲座"))
    undone = correct_proposal(revision=undone, version=undone.version, edit=edit, by=cast.office, at=NOW)
    undo_step(revision=undone, version=undone.version, by=cast.office, at=NOW)
    ready = settle(propose(cast.stranger), cast.stranger)
    return {"proposal": proposal.pk, "undone": undone.pk, "frozen": made.revision.pk, "ready": ready.pk,
            "revised": revised(cast)}


def revised(cast: Cast) -> int:
    """A new version of a plan in force, corrected and every task of it sure, in a third body that has nothing else."""
    body = make_organisation("示范省林业厅")
    make_unit(body, "机关党委")
    user = cast.users["reviser"] = make_user("reviser", "第三单位办公室", body)
    Grant.objects.create(user=user, organisation=body, role=Role.OFFICE, valid_from=LONG_AGO)
    by = Viewer(user.pk, user.name, body.pk, body.short_name, (Held(Role.OFFICE),))
    in_force = freeze(settle(propose(by), by), by)
    return settle(propose_revision(in_force, by, PLAN.replace("普及率≥95%", "普及率≥98%")), by).pk


def evidence_and_comments(cast: Cast, made: MadeCampaign) -> dict[str, object]:
    duty = made.duty(cast.lead)
    later = NOW + timedelta(1)  # may be taken back for minutes only, and the tests take longer than that
    said = [add_comment(about="plan.duty", object_id=duty.pk, text=text, by=cast.office, at=later).comment
            for text in ("还差几张？", "已经补上。")]
    settle_comment(comment=said[1], by=cast.office, at=later)
    name = "签到表.txt"
    got = receive_file(content=ContentFile("示范签到".encode(), name=name), name=name, by=cast.office, at=NOW)
    return reviewed(cast) | {"duty_id": duty.pk, "said": said[0].pk, "settled": said[1].pk, "receipt": got.receipt,
            "sheet": table_of(Batch.objects.get(organisation=cast.organisation), cast.office)}


def reviewed(cast: Cast) -> dict[str, object]:
    """Beside what was filed: one that came back, and one accepted with a change that waits."""
    filed_first = Evidence.objects.of(cast.organisation.pk).get(title="讲座签到表")
    returned, proposed = (filed(cast, title, event_on=TODAY, at=NOW) for title in ("退回的", "有新一稿的"))
    review(picked={returned.pk: returned.version}, act=Act.RETURN, code="time", by=cast.office, at=NOW)
    review(picked={proposed.pk: proposed.version}, act=Act.PASS, by=cast.office, at=NOW)
    said = {name: getattr(proposed, name) for name in ("place", "people", "caption", "event_on", "disclosure")}
    change_evidence(evidence=proposed, version=proposed.version + 1, title="新的一稿", **said, by=cast.office, at=NOW)
    return {"evidence_id": filed_first.pk, "returned": returned.pk, "proposed": proposed.pk}


def table_of(batch: Batch, by: Viewer) -> str:
    said = {"title": "讲座签到", "event_on": TODAY, "place": "", "people": "", "caption": "", "serves": ""}
    return sealed(batch, Checked(batch.version, [("讲座/签到.txt", said)], []), by)


def files_to_look_at(cast: Cast, _made: MadeCampaign) -> dict[str, object]:
    """Evidence of its own, beside what the other acts call the evidence."""
    shown = filed(cast, "翻页的", files=[incoming("方案.pdf", paper())])
    seen = filed(cast, "有人的", files=[incoming(f"{one}.jpg", picture(colour=one)) for one in ("red", "green")])
    plain, covered = seen.revisions.get().files.all()
    cover(evidence=seen, file=covered, areas=[Area(0, 0, 500, 500)], by=cast.office, at=NOW)
    return {"shown": shown.pk, "seen": seen.pk, "plain": plain.pk, "covered": covered.pk}


def personal(cast: Cast, _made: MadeCampaign) -> dict[str, object]:
    """``member`` is linked to an entry of the roster; ``lead`` has a namesake there and is not linked."""
    person = make_person(cast.lead, "普通职工", since=LONG_AGO)
    link_account(user=cast.users["member"], person=person, by=cast.viewers["system_admin"], at=NOW)
    namesake = make_person(cast.lead, "牵头单位联络员", since=LONG_AGO)
    make_person(cast.lead, "示范辛", since=LONG_AGO, status=Person.Status.LEFT, phone=PHONE)
    return {"unlinked": cast.users["lead"].pk, "namesake": namesake.pk}


def editions(cast: Cast, _made: MadeCampaign) -> dict[str, object]:
    """One with something open and something decided; one with nothing open. A slot is still one of a task's."""
    slot = TaskSlot.objects.of(cast.organisation.pk).latest("slot_id")
    noticed = [Finding(FindingKind.OTHER, code, f"“{code}”请核对") for code in ("1.1", "1.2")]
    edition = proposed(cast.office, label="2026", noticed=noticed)
    columns = [{"role": role, "head": "", "level": 0} for role in ("code", "unknown", "score")]
    type(edition).objects.filter(pk=edition.pk).update(layouts=[{"columns": columns, "head": [], "body": 0}])
    decide_finding(finding=edition.findings.earliest("pk"), state="kept", note="照原文", by=cast.office, at=NOW)
    sure = proposed(cast.office, label="2020")
    line = edition.indicators.get(code="1")
    return {"slot_id": slot.slot_id, "edition": edition.pk, "line": line.pk, "sure_edition": sure.pk}


if __name__ == "__main__":
    print(json.dumps(make()))
