"""Committed figures in a task's sentences: 普及率≥95%, 年均开发2万个以上, 建成1~2所."""

import re
from collections.abc import Iterator

from wenming.domain.plan.draft import TargetText
from wenming.domain.plan.figures import Figure, figures_in
from wenming.domain.plan.passage import Passage

_AT_LEAST = re.compile(
    r"(?:≥|>=|＞=|(?<!不)(?<!不得)(?:超过|超|突破|多于|高于|大于)|不(?:得)?(?:少于|低于|小于)|至少[\u4e00-\u9fff]{0,4}|＞|>)\s*(?:到|有|为)?\s*$"
)
_AT_MOST = re.compile(
    r"(?:≤|<=|＜=|不(?:得)?(?:超过|高于|多于|大于)|控制在|(?<!不)(?<!不得)(?:低于|少于|小于)|最多|＜|<)\s*(?:到|为)?\s*$"
)
_OF = re.compile(r"(?P<cmp>不(?:得)?(?:少于|低于|超过|高于)|超过|达到)(?P<base>[^，。；：]{2,40})的\s*$")
_OF_WORDS = {"不少于": ">=", "不低于": ">=", "不得少于": ">=", "不得低于": ">=", "超过": ">=", "达到": "="}
_OR_MORE = re.compile(r"\s*(?:[（(][^）)]{0,12}[）)])?\s*[\u4e00-\u9fff]{0,3}?(?<!级)(?:及以上|或以上|以上)")
_OR_LESS = re.compile(r"\s*(?:以内|以下|之内|及以下|内(?=[，。；]|$))")
_REACHED = re.compile(
    r"(?:达到?|实现|完成|(?:提高|提升|增加|增长|扩大|下降|降低?|压缩|压减|缩短|缩减|增)[到至]|(?:稳定|保持)在|保持|总体平均达到|占比?|率|比例|比重|"
    r"(?:占比|比例|比重|率)[为至]|为)\s*(?:约|近)?\s*$"
)
_MAKE = re.compile(
    r"(?:建成|建设|新建|新增|建有|打造|培育|创建|组建|开展|举办|组织|完成|改造|开发|推出|引进|评选|选树|发展|认定|设立|建立|开设|培训|招聘|招引|扶持|筹集|"
    r"发布|制定|修订|每年|每季度|每月|每半年|每人|力争|开工|竣工|投产|制作|编发|编印|推荐|安装|更换|种植|栽植|清理|整治|发放|走访|慰问|排查|"
    r"投放|配备|配置|设置|争取|争创|培养|表彰|命名|征集|出台|推送|刊发|印发|打通|修建|整修|布局|布设|遴选|选派|招录|孵化|"
    r"检查|抽检|抽查|巡查|惠及|覆盖|加装|拆除|整理|归集|上线|接入|签订|扶持|整合|开通|编制|设立|安置|帮扶|救助|拆违|拆迁|讲授|结对|招募|登记|注册|造林|绿化|补植|补栽|施划|添置|增设|疏浚|清淤|硬化|推广|"
    r"增加|扩大|形成|撰写|创作|扩建|改扩建|改建|治理|关停|淘汰|全年|年内|年均|每周|每学期|每学年|每天|每日|每村|每镇|每县|每个[\u4e00-\u9fff]{1,6})(?:[^\d，。；、：:]|\d?[A-Z]{1,4}级?|24小时){0,20}$"
)
_BY_THEN = re.compile(r"(?:[底日月年]前|年底|月底|年内)[^\d，。；、：:的有共]{3,20}$")
_GROWN = re.compile(r"(?<!同比)(?<!已)(?:增长|增幅|下降|降低|提高|提升|压减|压缩|缩短|减少|增加|上升)\s*(?:约|近)?\s*$")
_ABOUT = re.compile(r"(?:约|近|大约)\s*$")
_BASELINE = re.compile(r"(?:由|从|比(?![例重率])|较)[^，。；]{0,30}$")
_FROM_TO = re.compile(r"^[^，。；、]{0,12}?(?:提高|提升|增加|降低|下降|降|增|扩大|上升)[到至]")
_RATE = re.compile(r"^\s*的[^，。；]{1,40}?(?:达到|实现|完成|建成|通过)")
_NEVER = re.compile(
    r"(?:第|年满|未满|满|(?:补助|补贴|奖励|资助|奖补|给予|扣|加分)[^，。；]{0,12}|(?:最高|上限|慰问金|奖金|罚款|津贴|补偿|单价|限额)[^，。；]{0,12}|(?:目前|现有|去年|上年(?!度)|此前|原有|现行|已经?)[^，。；]{0,20}|已)\s*$"
)
_HOURS = re.compile(r"(?:24小时|365天|7天)(?![\u4e00-\u9fff]{0,3}(?:以内|内|以上))")
_SHARE = re.compile(
    r"^(?:其中|提高|提升|确保|力争|使)?(?P<top>[^，。；：占]{2,40}?)"
    r"(?:占比(?:达到|达|至|为)?|占到?(?:(?P<base>(?!比)[^，。；：占]{2,40}?)(?:的(?:比例|比重|比率))?(?:达到|达|为|要)?)?)$"
)
_CLAUSE_ENDS = "，。；、！,;（("
_MEASURES = ("元", "万元", "亿元", "年", "个月", "天", "小时", "分钟", "周", "倍", "公斤", "吨", "米", "公里", "层")
_DEED = re.compile(
    r"^\s*(?!现|共|总|原|约|已|设|其|全|每|各|分|有|为|在|以|由|从|对|按|因|经|含|拥|累|辖|占|包|涉|系|属|位|距|长|宽|高|下设|"
    r"受理|收到|投资|预算|经费|实有|发生|存在|达)[\u4e00-\u9fff]{2}[^\d，。；、：:的有为是共达约近]{1,14}$"
)
_JOINED = re.compile(r"^[^，。；]{0,24}?(?:(?:和|及|、|，)\s*|、[^\d，。；、]{1,12})$")


def targets_in(passage: Passage) -> list[TargetText]:
    """The figures a passage commits to, in order; a range gives two.

    None are: baselines (由9600元提高到…), ages, years, ordinals, what a subsidy pays, anything in “ ” or 《 》.
    """
    found: list[TargetText] = []
    last: Figure | None = None
    last_op = ""
    for figure in figures_in(passage.text):
        between = passage.text[last.until : figure.at] if last else ""
        follows = last_op if last and _JOINED.match(between) else ""
        beside = bool(last and last.start == figure.start and not last_op)
        taken = list(_targets(passage, figure, follows, beside=beside))
        found.extend(taken)
        if not (_is_date(figure) or _is_name(figure)):
            last, last_op = figure, (taken[0].op if taken else "")
    return found


def _targets(passage: Passage, figure: Figure, follows: str, *, beside: bool) -> Iterator[TargetText]:
    """``follows``: the comparison of the target it is joined to by 和; ``beside``: the figure before it is none."""
    if _is_no_target(figure):
        return
    clause = passage.slice(figure.start, figure.end).strip()
    if figure.low is not None:
        if follows or _MAKE.search(figure.before) or _REACHED.search(figure.before):
            yield _target(clause, ">=", figure.low, figure, 0.85)
            yield _target(clause, "<=", figure.value, figure, 0.85)
        return
    op, confidence = _judge(figure, follows)
    if op and not (beside and confidence < 0.8):
        yield _target(clause, op, figure.value, figure, confidence)


def _is_no_target(figure: Figure) -> bool:
    if _NEVER.search(figure.before) or _is_name(figure):
        return True
    if figure.unit in ("岁", "周岁", "届") or figure.after.startswith(("年代", "周岁")):
        return True
    if _is_date(figure) or (figure.unit == "年" and not _compared(figure)):
        return True
    return bool(_BASELINE.search(figure.before)) and bool(_FROM_TO.match(_OR_LESS.sub("", figure.after, count=1)))


def _is_date(figure: Figure) -> bool:
    """2021年: says when, and nothing about the figures around it."""
    return figure.unit == "年" and float(figure.value) >= 1900


def _is_name(figure: Figure) -> bool:
    """24小时自助图书馆, 365天服务: part of what a thing is called."""
    return bool(_HOURS.match(figure.value + figure.unit + figure.after))


def _compared(figure: Figure) -> bool:
    return bool(_AT_LEAST.search(figure.before) or _AT_MOST.search(figure.before) or _OR_LESS.match(figure.after))


def _judge(figure: Figure, follows: str) -> tuple[str, float]:
    """The comparison and how sure it is; an empty comparison where the words commit to nothing."""
    return _by_words_before(figure.before) or _by_words_after(figure.after) or _plain(figure, follows) or ("", 0.0)


def _by_words_before(before: str) -> tuple[str, float] | None:
    sure = 0.98 if re.search(r"[≥≤]\s*$", before) else 0.95
    if _AT_LEAST.search(before):
        return ">=", sure
    if _AT_MOST.search(before):
        return "<=", sure
    part = _OF.search(before)
    return (_OF_WORDS.get(part["cmp"], "<="), 0.9) if part else None


def _by_words_after(after: str) -> tuple[str, float] | None:
    if _OR_MORE.match(after):
        return ">=", 0.92
    return ("<=", 0.9) if _OR_LESS.match(after) else None


def _plain(figure: Figure, follows: str) -> tuple[str, float] | None:
    """A figure without a comparing word: reached (率100%), promised (建成1所), or joined to one that is."""
    if _REACHED.search(figure.before):
        return "=", 0.9
    if figure.unit in ("%", "‰", "个百分点") and _GROWN.search(figure.before):
        return "=", 0.85
    if figure.unit == "%":
        promised = bool(follows) or (not figure.before.strip() and bool(_RATE.match(figure.after)))
        return ("=", 0.85) if promised else None
    if _ABOUT.search(figure.before):  # 惠及约3000户 says how many there are, not how many there must be
        return None
    promised = bool(_MAKE.search(figure.before) or _BY_THEN.search(figure.before) or _done(figure)) or follows == "="
    return ("=", 0.75) if promised else None


def _done(figure: Figure) -> bool:
    """选拔宣讲员10名 and nothing more in the clause: a deed, a thing and how many of it."""
    ends = not figure.after or figure.after[0] in _CLAUSE_ENDS
    return ends and figure.unit not in _MEASURES and bool(_DEED.search(figure.before))


def _target(clause: Passage, op: str, value: str, figure: Figure, confidence: float) -> TargetText:
    top, base = _populations(figure.before)
    return TargetText(clause.text, op, value, figure.unit, top, base, clause.pieces, confidence)


def _populations(before: str) -> tuple[str, str]:
    """Who is counted and among whom: 党员注册志愿者人数占党员总数的比例≥ gives 党员注册志愿者人数 and 党员总数."""
    bare = _AT_MOST.sub("", _AT_LEAST.sub("", before)).strip()
    if part := _OF.search(before):
        return before[: part.start()].strip(), part["base"]
    found = _SHARE.match(bare)
    return (found["top"].strip(), (found["base"] or "").strip()) if found else ("", "")
