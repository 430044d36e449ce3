"""What a unit's name looks like, and how a printed list of names is cut."""

import re

from wenming.domain.plan.brackets import split_outside
from wenming.domain.plan.passage import Passage, joined, squeezed

ORGAN_ENDINGS = (
    "国务院", "党组", "党委", "党工委", "工委", "纪委", "团委", "妇委会", "委员会", "管委会", "办公室", "政府",
    "领导小组", "指挥部", "专班", "服务中心", "中心", "分局", "总局", "公司", "集团", "银行", "分行", "支行",
    "大学", "学院", "学校", "医院", "法院", "检察院", "协会", "学会", "联合会", "商会", "工会", "总工会",
    "联盟", "小组", "分队", "中队", "大队", "支队", "总队", "街道", "社区", "局", "厅", "部", "委", "院", "会",
    "办", "处", "室", "科", "所", "站", "组", "队", "社", "署", "校", "园", "馆", "团", "联", "行", "司", "股",
    "镇", "乡", "县", "区", "市", "省", "级", "单位", "部门", "机构", "机关", "企业", "支部", "组织", "总支",
    "台", "庭", "段", "店", "厂", "基地", "研究院", "报社", "党校", "行署", "街办", "窗口", "班子", "院校",
    "高校", "武警", "消防", "地方", "各地", "各方", "中学", "小学", "幼儿园", "年级", "车间",
    "指挥中心", "专委会", "银监", "海关", "税务",
    "联社", "电视台", "传媒", "景区", "管理区", "工作站", "事务所", "编办", "网信办",
    "林场", "农场", "牧场", "渔场", "茶场", "机场", "水库", "粮库", "剧场", "影院", "矿", "港", "库",
    "中央", "妇联", "残联", "文联", "侨联", "科协",
)  # fmt: skip
_COLLECTIVE_HEAD = re.compile(
    r"^(?:[\w（）]{0,10})?(?:各|相关|有关|全体|其他|其它|所有|各有关|各相关|市直|区直|县直|省直|直属)"
)
_GENERIC = re.compile(
    r"^(?:有关|相关|直属|所属|下属|市直|区直|县直|省直|驻\w{1,4}|企事业|事业|成员|责任)*"
    r"(?:单位|部门|处室|科室|股室|处|科|室|机构|企业|学校|院系|支部|党支部|党组织|区|县|市|镇|乡|街道|街道办|街道办事处|社区|村|省|"
    r"自治区|直辖市|自治州|盟|旗|县级市|市辖区|开发区|园区|功能区|管委会|新区|场|分局|所|站|队|大队|中队|庭|支行|网点|学院|系|班级|年级|车间|工区|居民区|居委会|村委会|党总支|总支)"
    r"(?:（[^）]{1,12}）|\([^)]{1,12}\))?"
    r"(?:人民政府|政府|党委|党工委|党组|管委会|主要负责人|分管负责人|负责人|负责同志|主要负责同志)?$"
)
_PARTY_AND_STATE = re.compile(r"^(.*?)(?:党?委|党工委)$")
_TAIL = re.compile(
    r"等(?:市直|区直|县直|省直)?(?:有关|相关|各)?(?:职能|成员|责任)?(?:部门|单位|处室|科室|机构|地区|地方|部委|方面|处|科)?(?:和单位|及单位)?$"
)
_VAGUE = re.compile(r"(?<=[\u4e00-\u9fff]{2})等(?:有关|相关)?(?:单位|部门|地区|方面)?$")
_INDEFINITE = re.compile(r"^(?:\w{0,6}?)(?:各?相关|各?有关)")
_BEHIND = re.compile(r"[（(][^（）()]{0,20}[）)]$")
_WORD = re.compile(r"\S+")
_PLACE = re.compile(r"(?:[省市县区州旗镇乡工]委|委员会|政府|人大|政协|党组)$")
_DEPARTMENT = re.compile(r"办公[室厅]|(?:宣传|组织|统战|政法|社会工作)部|政法委|[\u4e00-\u9fff]{0,2}办")
_BLANK = re.compile(r"\s+")
_AND = re.compile(r"以及|会同|及|和|与|暨")


def looks_like_unit(name: str) -> bool:
    """A name that ends as bodies' names end, or a collective (各…, 相关…)."""
    bare = _BEHIND.sub("", name)
    return 2 <= len(bare) <= 30 and (bare.endswith(ORGAN_ENDINGS) or bool(_COLLECTIVE_HEAD.match(bare)))


def is_collective(name: str) -> bool:
    """各镇街, 相关地方, 全体教职工: a set under one name."""
    return bool(_COLLECTIVE_HEAD.match(name))


def is_indefinite(name: str) -> bool:
    """相关处室、单位 and the like: nobody is named."""
    return bool(_INDEFINITE.match(name))


def split_names(passage: Passage) -> list[Passage]:
    """Names separated by 、 (or blanks between 、-less units, or 和 between two units), collectives kept whole.

    The vague tails 等, 等单位, 等有关部门 are left out.
    """
    parts = [passage.slice(start, end).strip() for start, end in split_outside(passage.text, "、,，;；/／")]
    names: list[Passage] = []
    for part in _kept_together(parts, passage):
        bare = _without_tail(part)
        names.extend(_split_and(bare) if bare.text else [])
    return names


def _without_tail(part: Passage) -> Passage:
    found = _TAIL.search(part.text)
    return part.slice(0, found.start()).strip() if found else part


def _kept_together(parts: list[Passage], whole: Passage) -> list[Passage]:
    result: list[Passage] = []
    for part in parts:
        if result and _one_collective(result[-1].text, part.text):
            comma = whole.text.find("、", _offset(whole, result[-1]) + len(result[-1].text))
            result[-1] = joined([result[-1], whole.slice(comma, comma + 1), part])
        else:
            result.append(part)
    return result


def _offset(whole: Passage, part: Passage) -> int:
    """Where ``part``, a slice of ``whole``, begins in it."""
    first, at = part.pieces[0], 0
    for piece in whole.pieces:
        if piece.line == first.line and piece.start <= first.start < piece.end:
            return at + first.start - piece.start
        at += piece.end - piece.start
    return at


def _one_collective(before: str, after: str) -> bool:
    before, after = squeezed(before), squeezed(_TAIL.sub("", after))
    if _COLLECTIVE_HEAD.match(after):  # 省直有关单位 is a set of its own, 单位 behind 各处室 is not
        return False
    if _GENERIC.match(after) and _COLLECTIVE_HEAD.match(before):
        last = before.split("、")[-1]
        head = _COLLECTIVE_HEAD.match(last)
        if _GENERIC.match(last[head.end() :] if head else last):
            return True
    party = _PARTY_AND_STATE.match(before)
    return bool(party) and after in _state_bodies(party[1] if party else "")


def _state_bodies(place: str) -> set[str]:
    """What stands beside 市委 in 市委、市政府: the same place's government, or plain 政府 beside 党委."""
    short = place.removeprefix("各").removeprefix("中共")
    bodies = {place + "政府", place + "人民政府", short + "政府", short + "人民政府", short + "管委会"}
    return bodies | ({"政府", "人民政府", "管委会"} if not short or "各" in place else set())


def _split_and(name: Passage) -> list[Passage]:
    for found in _AND.finditer(name.text):
        left, right = name.text[: found.start()].strip(), name.text[found.end() :].strip()
        if (vague := _VAGUE.search(left)) and _whole_unit(right):  # 商务部等单位与地方各级人民政府
            return [name.slice(0, vague.start()).strip(), *_split_and(name.slice(found.end()).strip())]
        if _whole_unit(left) and _whole_unit(right) and right not in ("单位", "部门"):
            return [name.slice(0, found.start()).strip(), *_split_and(name.slice(found.end()).strip())]
    if len(words := _words(name)) > 1:
        return words
    blank = _BLANK.search(name.text)
    if blank and _whole_unit(name.text[: blank.start()]) and looks_like_unit(squeezed(name.text[blank.end() :])):
        return [name.slice(0, blank.start()), *_split_and(name.slice(blank.end()).strip())]
    return [name]


def _words(name: Passage) -> list[Passage]:
    """办公室 人事科 工会: names parted by blanks alone; 市委 宣传部 is one body."""
    words = [name.slice(found.start(), found.end()) for found in _WORD.finditer(name.text)]
    listed = all(looks_like_unit(word.text) for word in words)
    one = len(words) == 2 and bool(_PLACE.search(words[0].text)) and bool(_DEPARTMENT.fullmatch(words[1].text))
    return words if listed and not one else []


def _whole_unit(name: str) -> bool:
    return len(name) >= 3 and name[-1] not in "各及和与" and name.endswith(ORGAN_ENDINGS)
