"""What the head of a column says it holds."""

import re
from enum import StrEnum

from .states import head_of
from .wording import even


class Role(StrEnum):
    """``LEVEL`` columns name the lines, one level of the tree each; a ``CRITERION`` is a level too unless it has
    exactly one text for each line to its left; a ``RULE`` says how points are given."""

    CODE = "code"
    LEVEL = "level"
    CRITERION = "criterion"
    RULE = "rule"
    SCORE = "score"
    WEIGHT = "weight"
    METHOD = "method"
    MATERIAL = "material"
    PERIOD = "period"
    STATE = "state"
    OWNER = "owner"
    RESULT = "result"
    REMARK = "remark"
    ID = "id"
    PARENT = "parent"
    ORDER = "order"
    DEPTH = "depth"
    UNKNOWN = "unknown"


_RESULT = (
    r"^(?:(?:自评|自查|考评|考核|测评|实际|实|核定|复核|审核|最终|评定|评估)?(?:得分|评分|打分|核分)(?:情况)?"
    r"|自评|核定|复核|审核|扣分(?:情况|原因|事由)?|自评分|考核分|完成情况|评价结果)$"
)
_HEADS = (
    (Role.PARENT, r"^(?:pid|p_id|parent.{0,4}|父.{0,4}|上级(?:编号|id|编码|代码|指标|条目)?|所属上级)$"),
    (Role.ID, r"^(?:id|主键|内部编号)$"),
    (Role.DEPTH, r"^(?:level|层级|层次|级次|级别|指标级别|指标层级)$"),
    (Role.ORDER, r"^(?:sort.{0,6}|order.{0,6}|seq.{0,6}|排序.{0,2}|顺序号?|次序)$"),
    (Role.RESULT, _RESULT),
    (
        Role.CODE,
        r"^(?:(?:指标|项目|条目|测评|标准)?(?:号|序号|编号|代码|编码)|代号|条号|code|no\.?|题号|项次|序)$",
    ),
    (Role.PERIOD, r"^(?:月份|月度|时间|时段|季度|完成时[限间]|报送时[限间]|时间节点|时限|周期|测评时间|month|period)$"),
    (Role.WEIGHT, r"^(?:权重|权数|系数|权值|weight)(?:（?%?）?)$"),
    (
        Role.RULE,
        r"计分|评分|扣分|赋分|给分|打分|得分(?:标准|办法|说明|规则)|考核办法|计算(?:方法|办法)|加分(?:标准|办法)|^rule",
    ),
    (
        Role.SCORE,
        r"分值|满分|标准分|分数|^分$|^项目分$|^指标分$|^总分$|基本分|应得分|配分|权重（分）|基础分|项分$|^(?:max)?_?(?:score|points?)$|^fullscore$",
    ),
    (Role.METHOD, r"^(?!.*内容).*(?:方法|方式|途径|手段)|^method"),
    (Role.MATERIAL, r"材料|佐证|印证|报送|来源|图片|申报要求|资料|附件|证明|^evidence|^material|^attach"),
    (Role.OWNER, r"责任|牵头|部门|负责|承办|^owner|^单位$|配合"),
    (Role.REMARK, r"备注|^说明$|^注$|remark|^note|^memo|^其他$"),
    (Role.CRITERION, r"标准|内容|要求|要点|细则|说明|释义|requirement|standard|content|criteri|描述"),
    (
        Role.LEVEL,
        r"类别|类型|^类$|[一二三四ⅠⅡⅢⅣ1-4]级|项目|指标|项|子项|条目|任务|目标|事项|^name$|^title$|^target$|名称|体系|方面|板块|领域|模块|维度",
    ),
)
_ALL = [(role, re.compile(words, re.IGNORECASE)) for role, words in _HEADS]
_UNIT = re.compile(r"（(?:分|总分|分值|%|百分制|满分)?\d{0,3}分?）")
_WITH_SCORE = re.compile(r"(?<=[^，])[及和与、](?:分值|满分|分数|权重|标准分)$")
_LONGEST = 18


def role_of(head: str) -> Role | None:
    """None for words that head no column."""
    said = even(head)
    if not said or len(said) > _LONGEST:
        return None
    if head_of(head):
        return Role.STATE
    plain = _WITH_SCORE.sub("", _UNIT.sub("", said)).strip("：:")
    return next((role for role, words in _ALL if words.search(plain)), None)
