"""How a finding may be answered. An answer records a decision; what the plan prints stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wenming.domain.errors import InputRefused
from wenming.domain.plan.draft import Finding, PlanDraft
from wenming.domain.plan.findings import FindingKind as Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer. ``said`` is what the record keeps; ``needs_units`` asks which units are meant."""

    code: str
    label: str
    said: str
    needs_units: bool = False


UNITS = Choice("units", "就这些单位", "指明单位", needs_units=True)
EVERYONE = Choice("everyone", "按各处室、单位", "按各处室、单位")
LATER = Choice("later", "冻结后由办公室指定", "冻结后由办公室指定")
NOTED = Choice("noted", "知道了，照读出的办", "照读出的办")
_CHOICES: dict[Kind, tuple[Choice, ...]] = {
    Kind.INDEFINITE_SET: (UNITS, EVERYONE, LATER),
    Kind.NO_OWNER: (LATER,),
    Kind.NO_RESPONSIBLE_UNIT: (Choice("accept", "认可只有牵头", "只有牵头，已认可"),),
    Kind.LEAD_IS_EVERYONE: (Choice("accept", "认可由各单位共同牵头", "各单位共同牵头，已认可"),),
    Kind.UNFINISHED_SENTENCE: (Choice("keep", "照录原文", "句子不完整，照录"),),
    Kind.MEMBERS_EX_OFFICIO: (Choice("keep", "按职务认定", "成员按职务认定"),),
    Kind.NUMBER_GAP: (Choice("noted", "序号照原文", "序号照原文"),),
}
_SHORT: dict[Kind, str] = {
    Kind.NO_TITLE: "没有读到标题",
    Kind.NO_ISSUER: "没有读到发文机关",
    Kind.NO_DATE: "没有读到成文日期",
    Kind.NO_OWNER: "没有写由谁负责",
    Kind.NO_RESPONSIBLE_UNIT: "没有写责任单位",
    Kind.LEAD_IS_EVERYONE: "牵头为全部单位",
    Kind.INDEFINITE_SET: "没有指明哪些单位",
    Kind.UNREAD_OWNER: "不像单位名称",
    Kind.INFERRED_OWNER: "责任单位由主语推定",
    Kind.FIRST_NAMED_LEADS: "首位单位为牵头",
    Kind.NUMBER_GAP: "序号不连续",
    Kind.UNSURE_TASK: "是不是任务",
    Kind.UNSURE_TARGET: "是不是目标值",
    Kind.DEADLINE_OPEN: "时限没有日期",
    Kind.UNFINISHED_SENTENCE: "末句不完整",
    Kind.UNDATED_PHASE: "没有起止时间",
    Kind.YEAR_INFERRED: "年份为推定",
    Kind.MEMBERS_EX_OFFICIO: "成员按职务产生",
    Kind.UNSURE_PERSON: "是不是人名",
    Kind.UNREAD_TABLE: "表格没有读懂",
    Kind.UNREAD_ROW: "表格一行没有读入",
    Kind.REPEATED_TASK: "附件与正文说法不同",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """``by`` and ``at`` (ISO) say who answered and when; ``units`` are unit ids where the choice asks for them."""

    choice: str
    said: str
    units: tuple[int, ...] = ()
    by: str = ""
    at: str = ""


def choices(finding: Finding) -> tuple[Choice, ...]:
    """The ways to answer a finding, the likeliest first; a kind unknown here can always be taken as read."""
    return _CHOICES.get(Kind(finding.kind), (NOTED,)) if finding.kind in set(Kind) else (NOTED,)


def short(finding: Finding) -> str:
    """A finding in a few words, for the strip above the plan."""
    return _SHORT.get(Kind(finding.kind), finding.message) if finding.kind in set(Kind) else finding.message


def choice_of(finding: Finding, code: str, units: tuple[int, ...]) -> Choice:
    """The choice with this code. Raises InputRefused where the finding has none such, or units are missing."""
    chosen = next((one for one in choices(finding) if one.code == code), None)
    if chosen is None:
        raise InputRefused("这处疑点没有这种答法，请在列出的几种里选。")
    if chosen.needs_units and not units:
        raise InputRefused("还没有选单位。请至少选一个，或选“冻结后由办公室指定”。", {"units": "请选单位"})
    return chosen


def open_findings(draft: PlanDraft, answers: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings that still wait for an answer, in the order of the document."""
    return tuple(one for one in draft.findings if one.key not in answers)


def answer_of(data: Mapping[str, Any]) -> Answer:
    """An answer from its JSON form (the inverse of ``to_data``)."""
    return Answer(data["choice"], data["said"], tuple(data.get("units", ())), data.get("by", ""), data.get("at", ""))


def to_data(answer: Answer) -> dict[str, Any]:
    return {"choice": answer.choice, "said": answer.said, "units": list(answer.units), "by": answer.by, "at": answer.at}
