"""The keys by which files of data name the parts of a line, in small letters."""

from .heads import Role


def _keys(words: str) -> tuple[str, ...]:
    return tuple(words.split())


NAME = _keys(
    "name title target 名称 指标名称 项目名称 条目 content text label 指标 项目 内容 测评内容 标准 任务 "
    "criterion requirement"
)
CODE = _keys("code parent_link no number 编号 编码 代码 序号 num index_code key")
SCORE = _keys(
    "max_score score points point 分值 满分 fullscore full_score maxscore 标准分 value total_score fullmarks"
)
METHOD = _keys("method methods 测评方法 方法 考核方式 方式 测评方式")
EVIDENCE = _keys(
    "evidence evidences materials material slots 材料 佐证材料 报送材料 报送说明 应提供材料 attachments proof proofs"
)
REQUIRED = _keys(
    "requirement standard criteria criterion description desc detail 评分标准 评分细则 扣分标准 测评标准 标准 "
    "计分办法 content rule_text scoring_rule 要求"
)
REMARK = _keys("remark remarks note 备注 memo")
ID = _keys("id 编号 code")
PARENT = _keys("parent_id pid parentid parent parent_code parentcode 父级 父级编号 上级编号 上级 p_id fid")
ORDER = _keys("sort order order_num seq 排序 sort_order ordernum sortorder")
WEIGHT, CAP = ("weight", "权重", "权数"), ("cap", "封顶")
RESERVED = frozenset({*EVIDENCE, *_keys("rule method methods vetoes thresholds components defects scoring source")})
KNOWN = frozenset(
    {*NAME, *CODE, *SCORE, *METHOD, *EVIDENCE, *REQUIRED, *REMARK, *ID, *PARENT, *ORDER, *WEIGHT, *CAP}
)
LAST_WORD = {
    NAME: _keys("name title"), SCORE: _keys("score points mark marks"), CODE: _keys("code no"), ID: _keys("id"),
    ORDER: _keys("no order sort index"), PARENT: (),
}  # fmt: skip
"""The last word of a key that is not known tells: index_name. Keys that begin with parent or order tell by that."""
BY_HEAD = {NAME: (Role.LEVEL, Role.CRITERION), SCORE: (Role.SCORE,), METHOD: (Role.METHOD,), REQUIRED: (Role.RULE,)}
"""Where no key is known, the words of one may say as much as a column's head would."""
