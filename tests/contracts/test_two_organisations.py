"""Two organisations with equal rows: every id of the other is "not found", and nothing here changes when it grows."""

import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import get_resolver

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.contracts.test_urls import patterns
from tests.factories.plan import MadeCampaign, make_campaign, make_unresolved
from tests.factories.standard import frozen, proposed
from wenming.accounts.actions.sessions import note_session
from wenming.accounts.models import AccountReview, AccountReviewLine, Grant, User
from wenming.audit.actions.checking import keep_check, walk
from wenming.audit.queries import verification_of
from wenming.domain.authority import Viewer
from wenming.domain.personal.consents import Purpose
from wenming.domain.plan.work_items import ItemInput
from wenming.domain.standard.findings import Finding, FindingKind
from wenming.domain.standard.nodes import Veto
from wenming.evidence.actions.batch_joining import join_files
from wenming.evidence.actions.batches import begin_batch
from wenming.evidence.actions.filing import Incoming, file_evidence
from wenming.evidence.actions.linking import file_link
from wenming.evidence.actions.packing import file_pack
from wenming.evidence.actions.receiving import receive_file
from wenming.evidence.models import EvidenceFile, PictureDoubt
from wenming.filestore.actions import partials
from wenming.jobs.actions import enqueue
from wenming.jobs.worker import drain
from wenming.notices.actions import send
from wenming.notices.actions.comments import add_comment
from wenming.organisation.actions.units import remove_alias
from wenming.organisation.exports.rosters import template_workbook
from wenming.organisation.intake.rosters import take_roster
from wenming.organisation.models import (
    GroupMember,
    LeadingGroup,
    Person,
    Post,
    Unit,
    UnitAlias,
    UnitSet,
    UnitSetMember,
)
from wenming.personal.actions.consents import publish_text, record_paper_consent
from wenming.personal.models import ConsentText, CorrectionRequest, RetentionPlan
from wenming.plan.actions.work_items import close_work_item, split_task
from wenming.plan.models import ConcretePlan, Measurement, Milestone, PlanRevision
from wenming.site.looks import machine

PATTERNS = patterns(get_resolver())
# the argument of an address → the table its id belongs to
TABLES = {
    "task_id": "plan.Task", "duty_id": "plan.Duty", "target_id": "plan.Target", "milestone_id": "plan.Milestone",
    "slot_id": "standard.MaterialSlot", "measurement_id": "plan.Measurement", "pk": "plan.PlanRevision",
    "item_id": "plan.WorkItem",
    "phase_id": "plan.Phase", "assignment_id": "plan.Assignment",
    "revision_id": "plan.PlanRevision", "unit_id": "organisation.Unit", "alias_id": "organisation.UnitAlias",
    "post_id": "organisation.Post", "person_id": "organisation.Person", "group_id": "organisation.LeadingGroup",
    "member_id": "organisation.GroupMember", "evidence_id": "evidence.Evidence", "file_id": "evidence.EvidenceFile",
    "citation_id": "evidence.Citation", "pack_id": "evidence.EventPack", "link_id": "evidence.Link",
    "warning_id": "evidence.EvidenceWarning",
    "doubt_id": "evidence.PictureDoubt", "user_id": "accounts.User", "grant_id": "accounts.Grant",
    "batch_id": "evidence.Batch", "upload_id": "filestore.PartialUpload",
    "sign_in_id": "accounts.SignIn", "review_id": "accounts.AccountReview", "line_id": "accounts.AccountReviewLine",
    "import_id": "organisation.RosterImport",
    "edition_id": "standard.Edition", "indicator_id": "standard.Indicator", "finding_id": "standard.EditionFinding",
    "text_id": "personal.ConsentText", "consent_id": "personal.Consent", "request_id": "personal.CorrectionRequest",
    "plan_id": "personal.RetentionPlan",
    "notice_id": "notices.Notice", "job_id": "jobs.Job", "entry_id": "audit.AuditEntry",
    "check_id": "audit.ChainCheck", "comment_id": "notices.Comment", "removal_id": "audit.Removal",
}
EVERY_ROLE = ("office", "system_admin", "security_admin", "audit_admin")


def converters(pattern) -> list[str]:
    return list(pattern.pattern.converters)


def populate(cast, *, elsewhere: bool) -> MadeCampaign:
    """The same story in either organisation: campaign, evidence, people, notices, jobs."""
    unit, by = (cast.other_unit, cast.stranger) if elsewhere else (cast.lead, cast.office)
    frozen(cast, by=by, label="2024")
    proposed(by, noticed=[Finding(FindingKind.OTHER, "1.1", "请核对")], vetoes=[Veto("重大事故")])
    made = make_campaign(cast, elsewhere=elsewhere)
    items = [ItemInput(words, (unit.name,)) for words in ("悬挂旧标语", "布置节日环境")]
    split_task(task=made.tasks[2], items=items, by=by, at=NOW)
    close_work_item(item=made.tasks[2].work_items.earliest("pk"), reason="不再悬挂", by=by, at=NOW)
    make_unresolved(made.tasks[1])
    Measurement.objects.create(
        target=made.targets[0], as_of=TODAY, numerator=449, denominator=482, recorded_at=NOW, recorded_by="经办人",
        organisation=made.campaign.organisation,
    )
    populate_unit(cast, made, unit, by)
    take_roster(
        content=ContentFile(template_workbook([unit.name]), name="名册.xlsx"), name="名册.xlsx", as_of=TODAY,
        nature="change", by=by, at=NOW,
    )
    return made


def populate_unit(cast, made: MadeCampaign, unit: Unit, by: Viewer) -> None:
    """What one unit has: its plan, milestone, evidence, people, and what the body keeps of its own."""
    own = {"organisation": made.campaign.organisation}
    duty = made.duty(unit)
    ConcretePlan.objects.create(duty=duty, **own)
    Milestone.objects.create(duty=duty, title="讲座", due_on=TODAY, **own)
    file_link(
        address="https://news.example.cn/1.html", title="讲座见报", medium="示范日报", published_on=TODAY, unit=unit,
        files=[Incoming("快照.txt", ContentFile(f"快照{unit}".encode(), name="快照.txt"))], by=by, at=NOW,
    )
    file_pack(title="讲座", unit=unit, event_on=TODAY, by=by, at=NOW, parts={
        "notice": [Incoming("通知.txt", ContentFile(f"通知{unit}".encode(), name="通知.txt"))]})
    piece = file_evidence(
        files=[Incoming("签到表.txt", ContentFile(f"签到表{unit}".encode(), name="签到表.txt"))], title="讲座签到表",
        caption="联系电话 13800138000", unit=unit, event_on=TODAY, tasks=[made.tasks[0]], duties=[duty],
        slots=[made.slots[0].slot], by=by, at=NOW,
    )
    stored = EvidenceFile.objects.get(revision__evidence=piece).stored
    PictureDoubt.objects.create(evidence=piece, stored=stored, kind=PictureDoubt.Kind.DATE, days=3, **own)
    partials.begin(name="录像.mp4", size=100, by=by, at=NOW)
    begin_batch_with(ContentFile(f"签到{unit}".encode(), name="签到.txt"), unit=unit, by=by)
    person = Person.objects.create(unit=unit, name="示范乙", **own)
    Post.objects.create(unit=unit, person=person, title="负责人", is_head=True, valid_from=TODAY, **own)
    UnitAlias.objects.create(unit=unit, name=f"别名{unit.pk}", **own)
    remove_alias(alias=UnitAlias.objects.create(unit=unit, name=f"旧名{unit.pk}", **own), by=by, at=NOW)
    unit_set = UnitSet.objects.create(name=f"相关单位{unit.pk}", **own)
    UnitSetMember.objects.create(unit_set=unit_set, unit=unit, **own)
    group = LeadingGroup.objects.create(name=f"领导小组{unit.pk}", **own)
    GroupMember.objects.create(group=group, role="head", name="示范甲", **own)
    review, _ = AccountReview.objects.get_or_create(closed_at=None, defaults={"opened_at": NOW}, **own)
    AccountReviewLine.objects.get_or_create(review=review, user_id=by.user_id, defaults={"unused": False}, **own)
    note_session(user=User.objects.get(pk=by.user_id), session_key="x", address="", browser="", at=NOW)
    send(to=User.objects.get(pk=by.user_id), title="通知", body="", link="/", by=by, at=NOW)
    add_comment(about="plan.duty", object_id=duty.pk, text="照片够不够？", by=by, at=NOW)
    keep_check(walk(verification_of(unit.organisation_id)), asked_by="审计管理员", at=NOW)
    enqueue("filestore.make_renditions", title="缩略图", by=by, at=NOW, arguments={"file_id": 0},
            unique_key=f"x{unit.pk}")
    text = ConsentText.objects.filter(**own).first() or publish_text(
        purpose=Purpose.PORTRAIT, text="照片用于本单位的宣传展示。", by=by, at=NOW)
    record_paper_consent(text=text, person=person, proof="纸质同意书一份", by=by, at=NOW)
    CorrectionRequest.objects.create(user_id=by.user_id, about="roster", wanted="单位写错了", asked_at=NOW, **own)
    RetentionPlan.objects.get_or_create(
        model="organisation.person", defaults={"before": TODAY, "rows": 1, "planned_at": NOW}, **own)


def begin_batch_with(content: ContentFile, *, unit: Unit, by: Viewer) -> None:
    batch = begin_batch(unit=unit, grouping="folder", by=by, at=NOW)
    received = receive_file(content=content, name=content.name, by=by, at=NOW)
    join_files(batch=batch, arrived=[(received, f"讲座/{content.name}")], by=by, at=NOW)


def newest_of(label: str, organisation_id: int) -> int:
    """The id of a row of the organisation that no row of another organisation shares."""
    model = apps.get_model(label)
    if label == "accounts.User":
        return Grant.objects.filter(organisation_id=organisation_id).latest("pk").user_id
    return model.objects.filter(organisation_id=organisation_id).latest("pk").pk


def filled(route: str, pattern, organisation_id: int) -> str:
    def value(match: re.Match) -> str:
        return str(newest_of(TABLES[match[1]], organisation_id))

    return "/" + re.sub(r"<int:(\w+)>", value, route)


def status_of(client, method: str, address: str) -> int:
    answer = getattr(client, method)(address)
    close(answer)
    return answer.status_code


def test_every_address_argument_is_known_to_this_test():
    unknown = {name for _, pattern in PATTERNS for name in converters(pattern)} - set(TABLES)
    assert not unknown


def test_ids_of_another_organisation_are_not_found(cast):
    populate(cast, elsewhere=False)
    populate(cast, elsewhere=True)
    PlanRevision.objects.filter(organisation=cast.other).update(state="proposed")
    wrong = []
    for route, pattern in PATTERNS:
        if not converters(pattern) or pattern.callback.guard.startswith("open"):
            continue
        address = filled(route, pattern, cast.other.pk)
        for who in EVERY_ROLE:
            client = cast.client(who)
            for method in ("get", "post"):
                status = status_of(client, method, address)
                if status not in {404, 403, 405}:
                    wrong.append((who, method, address, status))
        clients = [cast.client(who) for who in EVERY_ROLE]
        statuses = {status_of(client, method, address) for client in clients for method in ("get", "post", "head")}
        if 404 not in statuses:
            wrong.append(("nobody got 404", address, statuses))
    assert not wrong


READERS = ("office", "lead", "leader", "expert", "system_admin", "security_admin", "audit_admin")
VOLATILE = re.compile(
    r'(name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|"X-CSRFToken": "[^"]*"|截至 \d+月\d+日 \d\d:\d\d)'
)


def pages(cast, clients) -> dict[tuple[str, str], bytes]:
    """Every page and list of this organisation, as each role sees it, without the tokens that change each time."""
    seen = {}
    for who, client in clients.items():
        for route, pattern in PATTERNS:
            address = filled(route, pattern, cast.organisation.pk) if converters(pattern) else "/" + route
            answer = client.get(address)
            if answer.status_code == 200:
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                if answer.headers["Content-Type"].startswith("text/html"):
                    body = VOLATILE.sub("", body.decode()).encode()
                seen[who, address] = body
            close(answer)
    return seen


@pytest.mark.django_db
def test_nothing_here_changes_when_the_other_grows_tenfold(cast, monkeypatch):
    # the status of the installation tells the free disk, which the rest of the machine changes meanwhile
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=10 * 1024**3))
    populate(cast, elsewhere=False)
    populate(cast, elsewhere=True)
    clients = {who: cast.client(who) for who in READERS}
    drain()
    before = pages(cast, clients)
    _grow(cast)
    after = pages(cast, clients)
    assert len(before) > 20
    assert set(before) == set(after)
    assert [key for key in before if before[key] != after[key]] == []


def _grow(cast) -> None:
    for copy in range(9):
        make_campaign(cast, elsewhere=True, tasks=3)
        file_evidence(
            files=[Incoming("x.txt", ContentFile(f"更多 {copy}".encode(), name="x.txt"))], title=f"更多{copy}",
            unit=cast.other_unit, event_on=TODAY, by=cast.stranger, at=NOW,
        )
        Person.objects.create(organisation=cast.other, unit=cast.other_unit, name=f"更多{copy}")
        send(to=cast.users["stranger"], title=f"通知{copy}", body="", link="/", by=cast.stranger, at=NOW)
    drain()  # the status of the installation tells how much waits, whoever asked for it
