"""The material a line demands, out of the words of its material column, its brackets, or what it tells to hand in."""

import re
from dataclasses import replace

from .figures import NUMBER, number
from .nodes import Material, Slot
from .wording import decoded, even

_KINDS = (
    (Material.OPINION, r"征求|主管部门意见|评价意见|部门意见"),
    (Material.PHONE_CHECK, r"拨打|电话查验|电话抽查"),
    (Material.SITE, r"实地考察|实地查看|现场查看|考察点位|点位"),
    (Material.SURVEY, r"问卷|测评表回收"),
    (Material.SCREENSHOT, r"截图|截屏|网页|版面|刊载|稿件"),
    (Material.PHOTO, r"图片|照片|实景|相片|影像|图文"),
    (Material.AV, r"视频|音频|录像|音像|录音"),
    (Material.LINK, r"链接|网址"),
    (Material.ROSTER, r"名单|花名册|名册"),
    (Material.CERTIFICATE, r"证明|证书|回执|承诺书|荣誉|票据|凭证|收据"),
    (Material.STAT_TABLE, r"统计表|统计|报表|一览表|汇总表|登记表|台账|表格|明细"),
    (Material.ORIGINAL_RECORD, r"记录|纪要|签到|笔记|原始|档案|日志"),
    (Material.REPORT, r"说明报告|情况说明|说明|报告|总结|体会|心得|讲话|汇报|文字材料|征文|自查|小结|介绍"),
    (
        Material.FORMAL_DOC,
        r"文件|方案|制度|办法|通知|计划|规划|细则|预算|红头|规定|预案|章程|决定|意见|公约|守则|通报|批复|规范",
    ),
    (Material.NEWS_ITEM, r"信息|简报|动态|报道|新闻"),
)
_ALL = [(kind, re.compile(words)) for kind, words in _KINDS]
_FORM_ONLY = re.compile(
    r"(?:合并|压缩|汇总|扫描)?[成为]?一个(?:pdf)?文件|(?:pdf|word)(?:文件|文档|格式)", re.IGNORECASE
)
_NONE = re.compile(r"无[须需]|不需|不用(?:提供|上传|报送)")
_PLAIN = re.compile(r"材料|资料")
_NAMES = {kind.value: kind for kind in Material}
_PIECE = re.compile(r"[；;、，,。\n+＋]|(?<=[^\d])/|和(?=[\u4e00-\u9fff])|及(?!时)|以及")
_MEASURE = r"(?:张|份|篇|幅|份以上|个|项|本|期|件|段|条|次|套)"
_SPREAD = re.compile(rf"({NUMBER})[-—~～至到]({NUMBER}){_MEASURE}")
_AT_LEAST = re.compile(rf"(?:不少于|至少|≥|不低于)({NUMBER}){_MEASURE}?|({NUMBER}){_MEASURE}(?:及?以上)")
_AT_MOST = re.compile(rf"(?:不超过|不多于|最多|限|≤)({NUMBER}){_MEASURE}|({NUMBER}){_MEASURE}(?:以内|以下)")
_COUNT = re.compile(rf"(?:各)?({NUMBER}){_MEASURE}")
_CHARACTERS = re.compile(r"(?:不超过|不多于|限|控制在|约|≤)?(\d{2,5})(?:字|个字)(?:以内|以下|左右|内)?")
_CAPTIONS = (
    "时间",
    "地点",
    "人物",
    "主题",
    "参加人员",
    "参加人",
    "人员",
    "内容",
    "学习内容",
    "版面",
    "日期",
    "事由",
    "背景",
    "单位名称",
    "姓名",
    "年龄",
    "职务",
    "文化程度",
    "服务方向",
    "报道内容",
    "刊发或首播时间",
    "刊播时间",
)
_NOTED = re.compile(
    r"(?:须|需|应|要)?(?:有(?=时间|姓名)|注明|标注|标明|写明|说明|体现|包括|含|显示)[：:]?(?P<list>[^。；]*)"
)
_TOKENS = re.compile(r"【([^【】]{1,60})】((?:（[^（）]{1,40}）)?)")
_HAND_IN = re.compile(r"(?:提供|提交|报送|上传|附上?|上报|出具)(?P<said>[^。；]{2,80})")
_WRITTEN = re.compile(r"(总结|说明报告|情况说明|说明|报告|体会|征文|材料)[^。；]{0,16}?(\d{2,5})字")
_MOST = 200
_KIND_NAME = re.compile(r"^(?P<kind>[a-z_]+)\s*(?:(?:≥|>=)\s*(?P<min>\d{1,3}))?$")


def slots_of(text: str) -> tuple[Slot, ...]:
    """What a material column demands."""
    bracketed = ["".join(pair) for pair in _TOKENS.findall(text)]
    pieces = (bracketed or _pieces(text))[:_MOST]
    found: list[Slot] = []
    for piece in pieces:
        slot = _slot(piece)
        captions = _captions(piece)
        if slot is None:
            if found and (captions or (told := _characters(piece))):
                found[-1] = replace(
                    found[-1],
                    captions=(*found[-1].captions, *captions),
                    characters=found[-1].characters or (None if captions else told),
                )
            continue
        found.append(replace(slot, captions=captions))
    return tuple(_together(found))


def bracketed(text: str) -> tuple[Slot, ...]:
    """【说明报告】【实景图片】 within a sentence."""
    return slots_of(text) if _TOKENS.search(text) else ()


def handed_in(text: str) -> tuple[Slot, ...]:
    """提供预算文件, 报送年度总结, 总结（2000字以内）: what a sentence tells to hand in."""
    found = tuple(slot for said in _HAND_IN.findall(decoded(text)) for slot in slots_of(said))
    written = None if found else _WRITTEN.search(even(text))
    return (Slot(Material.REPORT, what=written[1], characters=int(written[2])),) if written else found


def noted(text: str) -> tuple[Slot, ...]:
    """A remark demands material where it says so, or names some with their number: 图片3张."""
    return handed_in(text) or (slots_of(text) if len(text) <= 40 and _COUNT.search(even(text)) else ())


def without_tokens(text: str) -> str:
    return _TOKENS.sub("", text).strip()


def _pieces(text: str) -> list[str]:
    """Cut where a list is cut, but not inside brackets."""
    said = decoded(text)
    parts, at, depth = [], 0, 0
    for cut in re.finditer(r"[（(【《]|[）)】》]|" + _PIECE.pattern, said):
        mark = cut.group()
        if mark in ("（", "(", "【", "《"):
            depth += 1
        elif mark in ("）", ")", "】", "》"):
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(said[at : cut.start()])
            at = cut.end()
    return [part.strip() for part in (*parts, said[at:]) if part.strip()]


def _slot(piece: str) -> Slot | None:
    named = _KIND_NAME.match(piece.strip())
    if named:
        kind = _NAMES.get(named["kind"])
        return Slot(kind, min=int(named["min"] or 1)) if kind else None
    said = even(piece)
    kind = _kind(said)
    if kind is None:
        return None
    least, most = _counts(said)
    return Slot(kind, what=piece.strip(), min=least, max=most, characters=_characters(piece))


def _kind(said: str) -> Material | None:
    """The last word that names one outside brackets tells the kind: 活动方案图片 is a picture."""
    if said in _CAPTIONS or (_captions(said) and _NOTED.fullmatch(said)):
        return None
    told = _FORM_ONLY.sub("", re.sub(r"（[^（）]*）", "", said) or said)
    if _NONE.search(told):
        return None
    for kind, words in _ALL[:8]:
        if words.search(told):
            return kind
    last = [
        (found[-1].end(), -at, kind)
        for at, (kind, words) in enumerate(_ALL[8:])
        if (found := list(words.finditer(told)))
    ]
    return max(last)[2] if last else Material.REPORT if _PLAIN.search(told) else None


def _counts(said: str) -> tuple[int, int | None]:
    plain = _CHARACTERS.sub("", said)
    if spread := _SPREAD.search(plain):
        low, high = _whole(spread[1]), _whole(spread[2])
        return (low, high) if low <= high else (low, None)
    if least := _AT_LEAST.search(plain):
        return _whole(least[1] or least[2]), None
    if most := _AT_MOST.search(plain):
        return 1, _whole(most[1] or most[2])
    count = _COUNT.search(plain)
    return (_whole(count[1]) if count else 1), None


def _whole(text: str) -> int:
    value = number(text)
    return max(1, int(value)) if value is not None else 1


def _characters(piece: str) -> int | None:
    found = _CHARACTERS.search(even(piece))
    return int(found[1]) if found else None


def _captions(piece: str) -> tuple[str, ...]:
    said = even(piece)
    noted = _NOTED.search(said)
    words = [part.strip("（）的等") for part in re.split(r"[、，和及（）]", noted["list"] if noted else said)]
    return tuple(word for word in words if word in _CAPTIONS)


def _together(slots: list[Slot]) -> list[Slot]:
    """Four formal documents named one after another are one slot for four."""
    found: list[Slot] = []
    for slot in slots:
        last = found[-1] if found else None
        if last and last.kind == slot.kind and last.what and slot.what and not (last.max or slot.max):
            found[-1] = replace(
                last,
                what=f"{last.what}、{slot.what}",
                min=last.min + slot.min,
                characters=last.characters or slot.characters,
                captions=(*last.captions, *slot.captions),
            )
        else:
            found.append(slot)
    return found
