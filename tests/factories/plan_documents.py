"""Plan documents for tests: a small fictional plan, and a proposal or a frozen campaign made from it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOW, TODAY, Cast
from wenming.domain.authority import Viewer
from wenming.domain.plan.answers import choices, open_findings
from wenming.domain.plan.draft import from_json
from wenming.domain.plan.naming import unit_kind
from wenming.plan.actions.freezing import freeze_plan
from wenming.plan.actions.matching import add_named_units
from wenming.plan.actions.proposals import answer_finding, name_members
from wenming.plan.actions.revised_tasks import Revision
from wenming.plan.actions.revising import accept_revision, decide_continuing
from wenming.plan.intake.proposal import propose_file
from wenming.plan.models import Campaign, PlanRevision
from wenming.plan.queries.outlook import outlook

PLAN = """示范省财政厅创建全国文明单位工作方案

（2026-2027年）

厅机关各处室、单位：

为做好创建工作，制定如下工作方案。

一、指导思想

坚持围绕中心、服务大局。

二、组织保障

成立示范省财政厅创建全国文明单位工作领导小组，组织机构如下：

组  长：王某

副组长：李某、赵某

成  员：厅机关各处室、单位主要负责人

领导小组办公室设在厅机关党委。

三、主要任务

（一）抓好学习教育

1、开展普法学习。组织干部职工学法用法，法治宣传教育普及率≥95%。（牵头单位：机关党委、税政法规处，责任单位：各处室、单位）

2、办好道德讲堂。每季度组织一次。（牵头单位：离退处，责任单位：相关处室、单位）

（二）抓好志愿服务

3、完善志愿者工作站。做好登记和记录。积极组织志愿服务。（牵头单位：厅团委、各协会组织）

四、方法步骤

（一）筹备发动阶段（2026年1月）。成立机构，宣传发动。

（二）组织实施阶段（2026年2月—2026年11月）。开展创建活动。

（三）总结提高阶段（2026年12月）。总结经验。

信息公开选项:主动公开

示范省财政厅                  2026年1月10日印发
"""


def long_plan(tasks: int) -> str:
    """The same plan with so many tasks in its second area, each with a lead of its own and a figure."""
    extra = "\n\n".join(
        f"{number}、完成第{number}项工作。参与率≥{number}%。（牵头单位：业务{number}处，责任单位：各处室、单位）"
        for number in range(3, 3 + tasks)
    )
    start, end = PLAN.index("3、完善"), PLAN.index("四、方法步骤")
    return PLAN[:start] + extra + "\n\n" + PLAN[end:]


def propose(by: Viewer, text: str = PLAN, name: str = "工作方案.txt") -> PlanRevision:
    return propose_file(data=text.encode(), name=name, by=by, at=NOW)


def settle(revision: PlanRevision, by: Viewer) -> PlanRevision:
    """Make every unknown unit, leave collectives to the office, and answer every finding in the last way offered."""
    view = outlook(revision, TODAY)
    fresh = [(name, unit_kind(name)) for name in view.unknown if view.named[name].kind == "unknown"]
    if fresh:
        add_named_units(revision=revision, units=fresh, by=by, at=NOW)
    for name in (one for one in view.unknown if view.named[one].kind == "listed"):
        revision = name_members(
            revision=revision, version=revision.version, name=name, units=(), later=True, by=by, at=NOW
        )
    for finding in open_findings(from_json(revision.draft), revision.answers):
        revision = answer_finding(
            revision=revision, version=revision.version, finding=finding.key, choice=choices(finding)[-1].code, by=by,
            at=NOW,
        )
    return revision


def freeze(revision: PlanRevision, by: Viewer) -> Campaign:
    return freeze_plan(
        revision=revision, version=revision.version, approved_by="厅党组会议", approved_on=TODAY,
        document_number="示财党〔2026〕1号", by=by, at=NOW,
    )


def frozen(cast: Cast, text: str = PLAN) -> Campaign:
    """A campaign opened from a plan, everything settled the shortest way."""
    return freeze(settle(propose(cast.office, text), cast.office), cast.office)


def propose_revision(campaign: Campaign, by: Viewer, text: str) -> PlanRevision:
    return propose_file(
        data=text.encode(), name="修订方案.txt", revises=campaign.work_plan, by=by, at=NOW
    )


def accept(revision: PlanRevision, by: Viewer, **more) -> Revision:
    values = {"version": revision.version, "approved_by": "厅党组会议", "approved_on": TODAY,
              "document_number": "示财党〔2026〕9号", **more}
    return accept_revision(revision=revision, by=by, at=NOW, **values)


def revise(campaign: Campaign, by: Viewer, text: str, said: dict[str, str] | None = None) -> Revision:
    """A new version of the plan read in, settled the shortest way and accepted; ``said`` decides the unsure tasks."""
    revision = settle(propose_revision(campaign, by, text), by)
    if said:
        revision = decide_continuing(revision=revision, version=revision.version, said=said, by=by, at=NOW)
    return accept(revision, by)


def queries(client: Client, view: str, *args: int, **query: str) -> int:
    """How many SQL statements a page costs."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(view, args=args, query=query)).status_code == 200
    return len(asked)
