"""Names of persons in lists, with their posts before or behind them."""

import re

from wenming.domain.plan.brackets import split_outside
from wenming.domain.plan.draft import Owner
from wenming.domain.plan.passage import Passage, joined, squeezed

# The commonest family names (Ministry of Public Security, 2019 report on names, and the double names in use).
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏"
    "席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼"
    "蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况"
)  # fmt: skip
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "东方",
    "夏侯",
    "令狐",
    "慕容",
    "端木",
    "公孙",
    "长孙",
    "宇文",
)
_POST = re.compile(
    r"(?:党组|党委|工委|机关党委|纪委|常务|第一|专职|兼职|主要|分管|一级|二级|三级|四级|高级)*"
    r"(?:副)?(?:书记|局长|厅长|部长|主任|处长|科长|院长|校长|区长|县长|市长|省长|镇长|乡长|州长|所长|站长|队长|行长|主席|组长|总经理|董事长|经理|"
    r"巡视员|调研员|主任科员|成员|委员|秘书长|总工程师|总会计师|总经济师|工程师|负责人|负责同志|同志|馆长|会长|园长|股长|司长|检察长|常委|干事|"
    r"政委|组织员|督导员|专员|参谋长|干部|科员|联络员|指导员|纪检组长)"
)
_ONLY_POST = re.compile(rf"(?P<body>[\u4e00-\u9fff]{{0,6}}?){_POST.pattern}")
_WITH_POST = re.compile(rf"\s\S{{0,8}}{_POST.pattern}$")
_AND = re.compile(r"以及|及|和|与")
_EVERY = re.compile(r"[^、，]{0,8}?(?:各|全体|有关|相关)")
_PHRASE = re.compile(
    r"(?:负责人|负责同志|领导|同志|人员|成员|代表|干部|职工|班子|书记|主任|教师|班主任|支委|委员|[局处科校队院所站园馆组股镇乡村社行士]长)$"
)


def is_person(name: str) -> bool:
    """Two to four characters that begin with a family name and hold no post."""
    if not 2 <= len(name) <= 4 or not all("\u4e00" <= mark <= "\u9fff" or mark == "·" for mark in name):
        return False
    if _POST.search(name) or name.endswith(
        ("局", "厅", "处", "委", "办", "室", "部", "中心", "单位", "组", "组织", "支部", "总支")
    ):
        return False
    return name.startswith(_DOUBLE) or (name[0] in _FAMILY and len(name) <= 3) or (len(name) == 4 and "·" in name)


def person_owners(passage: Passage) -> list[Owner]:
    """The names of a list cut at 、 ， ； (罗  样 is 罗样; 张三 副局长 is 张三; 张三（人事处） is 张三).

    A phrase of posts such as 各处室、单位主要负责人 is kept whole, as one.
    """
    whole = passage.strip("。，；;、,.")
    owners: list[Owner] = []
    before = ""
    for start, end in split_outside(whole.text, "、，,；;"):
        part, rest = whole.slice(start, end).strip(), whole.slice(start).strip()
        if (tail := _tail_phrase(part)) and len(tail) == 2:
            owners.extend(tail)
            continue
        after = rest.text[len(part.text) + 1 :]
        if is_phrase(part.text) and _EVERY.match(after):  # 各部室负责人、各支行行长 are two
            owners.append(Owner(squeezed(part.text), part.pieces, 0.95))
            continue
        if _is_phrase(part.text, rest.text):
            return [*owners, Owner(squeezed(rest.text), rest.pieces, 0.95)]
        if not _is_second_post(before, part.text):
            owners.extend(_owners_of(part))
        before = part.text
    return owners


def _is_second_post(before: str, part: str) -> bool:
    """党委副书记 of 陈示甲 院长、党委副书记: a post alone, behind a person with a post."""
    found = _ONLY_POST.fullmatch(part)
    alone = found is not None and not any(is_person(found["body"][-size:]) for size in (3, 2))
    return alone and bool(_WITH_POST.search(before) or _ONLY_POST.fullmatch(before))


def is_phrase(text: str) -> bool:
    """各科室负责人, 局属各单位主要负责人: posts of a whole set, without a name."""
    return _is_phrase(text, text)


def _is_phrase(part: str, rest: str) -> bool:
    return bool(_EVERY.match(part) and _PHRASE.search(rest)) and not re.search(r"[，。；：]", rest)


def _owners_of(part: Passage) -> list[Owner]:
    words = [
        part.slice(found.start(), found.end()) for found in re.finditer(r"[^\s（(]+(?:[（(][^）)]*[）)])?", part.text)
    ]
    words = [_without_bracket(word) for word in words if _without_bracket(word).text]
    if not words:
        return []
    if len(words) > 1 and all(len(word.text) == 1 for word in words[:2]):
        return [_owner(joined(words[:2]))]
    people = [word for word in words if is_person(word.text)]
    if not people and (named := _before_post(words)):
        return [named]
    listed = len(people) == len(words) or (len(words) > 1 and is_person(words[1].text))
    if people and (listed or not is_person(words[0].text)):
        return [*(_owner(word) for word in people), *_tail_phrase(words[-1])]
    return [_owner(words[0])] if is_person(words[0].text) else [_glued(part)]


def _tail_phrase(word: Passage) -> list[Owner]:
    """张三 李四 王五及各班班主任: the last name goes on in a phrase of posts."""
    found = _AND.search(word.text)
    if found is None or not _PHRASE.search(word.text):
        return []
    name, phrase = word.slice(0, found.start()), word.slice(found.end())
    return [*([_owner(name)] if is_person(name.text) else []), Owner(phrase.text, phrase.pieces, 0.9)]


def _before_post(words: list[Passage]) -> Owner | None:
    """陈示甲 副局长 with a rare family name: two or three characters, then words that end in a post."""
    first, rest = words[0], words[1:]
    alone = 2 <= len(first.text) <= 3 and re.fullmatch(r"[\u4e00-\u9fff]+", first.text) and not _POST.search(first.text)
    post = list(_POST.finditer(rest[-1].text)) if rest else []
    return _owner(first, 0.8) if alone and post and post[-1].end() == len(rest[-1].text) else None


def _glued(part: Passage) -> Owner:
    """陈示甲书记, 局党委陈示甲书记: a name between a unit and a post without blanks; else the words as they are."""
    text = part.text
    for found in _POST.finditer(text):
        for size in (3, 2):
            name = text[max(0, found.start() - size) : found.start()]
            if is_person(name) and found.end() == len(text.rstrip()):
                return _owner(part.slice(found.start() - size, found.start()), 0.8)
    return Owner(squeezed(text), part.pieces, 0.95 if _PHRASE.search(squeezed(text)) else 0.6)


def _without_bracket(word: Passage) -> Passage:
    found = re.search(r"[（(]", word.text)
    return word.slice(0, found.start()) if found else word


def _owner(part: Passage, confidence: float = 0.0) -> Owner:
    name = squeezed(part.text)
    return Owner(name, part.pieces, confidence or (0.97 if is_person(name) else 0.7))
