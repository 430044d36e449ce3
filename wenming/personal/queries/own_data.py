"""What the lower rooms hold about one person, as sections of the own-data page. Upper rooms add theirs."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from wenming.accounts.models import Draft, Grant, SignIn, User
from wenming.audit.models import AuditEntry
from wenming.audit.queries import sentence
from wenming.domain.authority import Viewer
from wenming.notices.models import Comment, Notice
from wenming.organisation.models import Organisation, Person, Standing
from wenming.personal import events
from wenming.personal.models import CorrectionRequest
from wenming.personal.registry import OwnSection, Subject, own_data
from wenming.vault.errors import StaysClosed

from .consents import consents_of

LATEST = 50


def subject_of(viewer: Viewer) -> Subject:
    """The signed-in person; his roster entry where it is one of the organisation at hand."""
    user = User.objects.select_related("person").get(pk=viewer.user_id)
    person = user.person if user.person and user.person.organisation_id == viewer.organisation_id else None
    return Subject(user.pk, person.pk if person else None, viewer.organisation_id)


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def when(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


@own_data(order=10)
def account(subject: Subject) -> OwnSection:
    user = User.objects.get(pk=subject.user_id)
    return OwnSection("账号", ("项目", "内容"), [
        ("姓名", user.name), ("登录名", user.username), ("开设时间", when(user.created_at)),
        ("最近登录", when(user.last_login)), ("密码", "只存不可还原的摘要，谁也看不到"),
    ])


@own_data(order=20)
def roster_entry(subject: Subject) -> OwnSection:
    person = Person.objects.of(subject.organisation_id).select_related("unit").filter(pk=subject.person_id).first()
    heads = ("项目", "内容")
    if person is None:
        return OwnSection("名册登记", heads, empty="您的账号还没有对应到名册中的人，请告诉系统管理员。")
    rows = [
        ("姓名", person.name), ("工号", person.staff_number), ("所在单位", person.unit.name),
        ("状态", person.get_status_display()), ("自", f"{person.since:%Y-%m-%d}" if person.since else ""),
        ("中共党员", "是" if person.party_member else "否"),
        ("身份证号", _own(person, "id_number")), ("电话", _own(person, "phone")),
    ]
    rows += [("职务", f"{post}，{post.valid_from:%Y-%m-%d} 起") for post in person.posts.select_related("unit")]
    return OwnSection("名册登记", heads, [(head, cell or "未登记") for head, cell in rows])


def _own(person: Person, field: str) -> str:
    try:
        return str(getattr(person, field))
    except StaysClosed:
        return "暂时打不开，请告诉系统管理员"


@own_data(order=25)
def standings(subject: Subject) -> OwnSection:
    rows = Standing.objects.of(subject.organisation_id).filter(person_id=subject.person_id or 0).select_related("unit")
    return OwnSection("在单位的经历", ("自", "到", "单位", "状态", "中共党员", "谁登记的"), [
        (_day(one.valid_from), "已更正" if one.withdrawn_at else _day(one.valid_until) or "至今", one.unit.name,
         one.get_status_display(), "是" if one.party_member else "否", one.entered_by) for one in rows.order_by("-pk")
    ])


@own_data(order=30)
def roles(subject: Subject) -> OwnSection:
    grants = Grant.objects.of(subject.organisation_id).filter(user_id=subject.user_id).select_related("unit")
    return OwnSection("角色", ("角色", "自", "至"), [
        (one.label, f"{one.valid_from:%Y-%m-%d}",
         "已收回" if one.withdrawn_at else f"{one.valid_until:%Y-%m-%d}" if one.valid_until else "长期")
        for one in grants.order_by("-valid_from", "-pk")
    ], "没有角色。")


@own_data(order=40)
def consents(subject: Subject) -> OwnSection:
    rows = consents_of(subject.organisation_id, subject.person_id, subject.user_id)
    return OwnSection("同意和撤回", ("同意书", "同意时间", "代录人和凭据", "撤回时间"), [
        (str(one.text), when(one.given_at), "，".join(filter(None, [one.recorded_by, one.proof])),
         when(one.withdrawn_at)) for one in rows
    ], "没有征求过您的同意。")


@own_data(order=50)
def who_looked(subject: Subject) -> OwnSection:
    """Reveals of this person's values, and exports of the whole roster in full."""
    his_own = Q(kind=events.value_revealed.code, object_type=Person._meta.label_lower, object_id=subject.person_id)
    in_full = Q(kind=events.people_exported.code, object_type=Organisation._meta.label_lower,
                object_id=subject.organisation_id)
    rows = AuditEntry.objects.filter(his_own | in_full, organisation_id=subject.organisation_id)
    shown = rows.order_by("-id")[:LATEST] if subject.person_id else []
    return OwnSection("谁看过我的身份证号、电话", ("时间", "谁", "看了什么", "原因"), [
        (when(one.at), one.actor_label, sentence(one), one.reason) for one in shown
    ], "没有人看过全文。平时只显示打码的。")


@own_data(order=60)
def corrections(subject: Subject) -> OwnSection:
    rows = CorrectionRequest.objects.of(subject.organisation_id).filter(user_id=subject.user_id).order_by("-pk")
    return OwnSection("更正申请", ("提出时间", "哪一类", "内容", "结果", "答复"), [
        (when(one.asked_at), one.get_about_display(), _wanted(one), one.get_state_display(),
         "，".join(filter(None, [one.answer, one.answered_by]))) for one in rows
    ], "没有提过更正。")


def _wanted(request: CorrectionRequest) -> str:
    try:
        return str(request.wanted)
    except StaysClosed as closed:
        return closed.sentence


@own_data(order=70)
def devices(subject: Subject) -> OwnSection:
    rows = SignIn.objects.filter(user_id=subject.user_id).order_by("-pk")[:LATEST]
    return OwnSection("登录记录", ("时间", "网络地址", "浏览器", "结束"), [
        (when(one.at), one.address, one.browser, " ".join(filter(None, [when(one.ended_at), one.ended_by])))
        for one in rows
    ], note=f"最近 {LATEST} 条")


@own_data(order=90)
def notices(subject: Subject) -> OwnSection:
    rows = Notice.objects.of(subject.organisation_id).filter(to_id=subject.user_id).order_by("-pk")[:LATEST]
    return OwnSection("发给我的通知", ("时间", "标题", "读过"), [
        (when(one.sent_at), one.title, when(one.read_at) or "未读") for one in rows
    ], "没有通知。", f"最近 {LATEST} 条")


@own_data(order=92)
def comments(subject: Subject) -> OwnSection:
    rows = Comment.objects.of(subject.organisation_id).filter(by_id=subject.user_id).order_by("-pk")[:LATEST]
    return OwnSection("我写的留言", ("时间", "内容", "撤回时间"), [
        (when(one.at), one.text, when(one.withdrawn_at)) for one in rows
    ], "没有写过留言。", f"最近 {LATEST} 条")


@own_data(order=94)
def drafts(subject: Subject) -> OwnSection:
    rows = Draft.objects.of(subject.organisation_id).filter(user_id=subject.user_id).order_by("-saved_at")
    return OwnSection("没有交的草稿", ("保存时间", "哪一页", "内容"), [
        (when(one.saved_at), one.path, _typed(one)) for one in rows
    ], "没有草稿。")


def _typed(draft: Draft) -> str:
    """What was filled in, each under its label; kept without labels, the values alone."""
    told = ((said[0] if said else value) for _, value, *said in draft.fields if value)
    return "；".join(filter(None, told))


@own_data(order=80)
def account_changes(subject: Subject) -> OwnSection:
    rows = AuditEntry.objects.filter(organisation_id=subject.organisation_id, object_type=User._meta.label_lower,
                                     object_id=subject.user_id).order_by("-id")[:LATEST]
    return OwnSection("账号变动", ("时间", "谁", "做了什么", "网络地址"), [
        (when(one.at), one.actor_label, sentence(one), one.address) for one in rows
    ], note=f"最近 {LATEST} 条")
