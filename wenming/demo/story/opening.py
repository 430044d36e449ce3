"""The office answers what the reading left open, freezes the plan, and the campaign opens."""

from datetime import datetime, timedelta

from wenming.domain.plan.answers import choices, open_findings
from wenming.domain.plan.draft import from_json
from wenming.domain.plan.findings import FindingKind
from wenming.plan.actions.freezing import freeze_plan
from wenming.plan.actions.matching import merge_name
from wenming.plan.actions.proposals import answer_finding, name_members
from wenming.plan.models import Campaign, PlanRevision

from . import script
from .calendar import moment
from .founding import Body


def open_campaign(body: Body, revision: PlanRevision) -> Campaign:
    at = moment(body.calendar.frozen, 10)
    revision = _settle_names(body, revision, at - timedelta(minutes=40))
    revision = _answer_findings(body, revision, at - timedelta(minutes=30))
    return freeze_plan(
        revision=revision, version=revision.version, approved_by="厅党组会议", approved_on=body.calendar.issued,
        document_number=revision.document_number, by=body.office, at=at,
    )


def _settle_names(body: Body, revision: PlanRevision, at: datetime) -> PlanRevision:
    printed, name = script.INTEREST_GROUP
    revision = merge_name(revision=revision, version=revision.version, name=printed, unit=body.units[name],
                          by=body.office, at=at)
    collective, members = script.ASSOCIATIONS
    return name_members(revision=revision, version=revision.version, name=collective,
                        units=[body.units[name].pk for name in members], later=False, by=body.office, at=at)


def _answer_findings(body: Body, revision: PlanRevision, at: datetime) -> PlanRevision:
    """The likeliest answer each; 相关处室、单位 are named."""
    for number, finding in enumerate(open_findings(from_json(revision.draft), revision.answers)):
        asks_units = finding.kind == FindingKind.INDEFINITE_SET
        revision = answer_finding(
            revision=revision, version=revision.version, finding=finding.key, choice=choices(finding)[0].code,
            units=[body.units[name].pk for name in script.RELATED] if asks_units else (), by=body.office,
            at=at + timedelta(minutes=number),
        )
    return revision
