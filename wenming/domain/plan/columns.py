"""What the heads of task tables are called."""

import re

from wenming.domain.plan import roles

NUMBER, AREA, TITLE, BODY, OWNER_AND_PERSON = "number", "area", "title", "body", "owner_and_person"

_OWNERS = re.compile(
    r"^(?:主要)?(?:牵头|主办|主责|责任|负责|主管|配合|协办|协同|指导|落实|承办|参与|参加|实施|组织|协助|牵头责任|牵头（责任）|责任（牵头）)"
    r"(?:/|、|和|及)?(?:责任|配合)?(?:单位|部门|处室|科室|股室|机构|主体|处|科|室)(?:[（(].*[）)])?$"
)
_ONE_WORD = {
    "牵头": roles.LEAD, "主办": roles.LEAD, "配合": roles.RESPONSIBLE, "协办": roles.RESPONSIBLE,
    "承办": roles.RESPONSIBLE, "协同": roles.RESPONSIBLE, "责任": OWNER_AND_PERSON, "负责": OWNER_AND_PERSON,
}  # fmt: skip
_ANY = r"[\u4e00-\u9fff]{0,6}"  # 治理事项, 年度目标: what stands before the last word varies without end
_HEADS = (
    (NUMBER, re.compile(r"^(?:序号|编号|序|项号|任务序号|项目编号|No\.?)$", re.IGNORECASE)),
    (
        roles.DEADLINE,
        re.compile(
            r"^(?:.{0,4}(?:完成|办结|整改|落实)(?:时限|时间|期限|日期)|时限|时限要求|时间要求|时间节点|完成节点|"
            r"时间|进度安排|时间安排|推进时间|整改时限|整改期限|办结时限|完成日期|工作时限|期限|起止时间|时间进度|进度要求|实施时间|整改时间|工作进度)$"
        ),
    ),
    (
        roles.PEOPLE,
        re.compile(
            r"^(?:责任人|责任领导|分管领导|牵头领导|负责人|牵头人|责任人员|具体责任人|"
            r"市级领导|县级领导|包保领导|主要责任人|分管责任人|.{0,4}(?:分管|包保|包联|挂钩|联系|责任|牵头).{0,3}领导|负责同志)$"
        ),
    ),
    (AREA, re.compile(r"^(?:类别|领域|分类|板块|方面|大类|(?:工作|任务|项目)(?:类别|类型|领域)|一级指标)$")),
    (
        TITLE,
        re.compile(
            rf"^{_ANY}(?:任务|举措|事项|项目|名称|工作|清单|问题|实事|指标)(?:名称|分解|事项|内容|清单)?$|^(?:任务分解|经验做法)$"
        ),
    ),
    (
        BODY,
        re.compile(rf"^{_ANY}(?:内容|措施|要求|标准|目标|举措|步骤|成果|安排|思路|计划|任务|指标|形式|路径)(?:和|及|与|、|/)?(?:措施|要求|标准|目标|步骤|内容|计划)?$|^(?:完成标准|工作目标及要求|任务要求)$"),
    ),
)


_NOTE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[（(](?:共|计)?\d{1,3}[项条个类分][）)]$")
_BOTH = re.compile(
    r"^(?:责任|牵头|负责|承办)(?:单位|部门|科室|处室|股室)(?:及|、|和|/|与|（|\()?(?:其)?"
    r"(?:责任人|负责人|责任领导|分管领导|联系人|具体责任人)(?:）|\))?$"
)


def column_kind(head: str) -> str:
    """The kind of a column by its head, white space removed; empty for a column no task needs.

    A note behind the head does not count: 测评项目（15项）.
    """
    head = _NOTE.sub("", head)
    if _BOTH.match(head):
        return OWNER_AND_PERSON
    if head in _ONE_WORD:
        return _ONE_WORD[head]
    if _OWNERS.match(head):
        return roles.LEAD if head.startswith(("牵头", "主办", "主责")) else roles.RESPONSIBLE
    return next((kind for kind, pattern in _HEADS if pattern.match(head)), "")


def is_column_name(head: str) -> bool:
    """Whether a line is a head any task table may have."""
    return bool(column_kind(head))
