"""The aims of a plan (创建目标): prose, told apart sentence by sentence; and which tasks speak of the same thing.

Which tasks serve an aim is never written in a plan. What is proposed here from words, people confirm.
"""

import re

_SENTENCE = re.compile(r"[。；;\n]+")
_RISES = re.compile(
    r"提高|提升|增强|强化|优化|改善|改进|满意|规范|整洁|优美|浓厚|形成|实现|达到|建成|建设成|成为|健全|完善|好转|开创|争创|巩固"
)
"""What an aim says: something gets better, is reached, or comes to be."""
_LEAD_IN = re.compile(r"^(?:通过|经过|按照|围绕|根据|坚持|以|到|力争|在)[^，]*$")
_BEFORE = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?:努力|力争|进而|从而|切实|使得|使|让|推动)?")
SHORTEST, LONGEST = 4, 500

_THEMES = (
    (r"素养|素质|意识|道德|文明程度", r"道德|诚信|礼仪|有礼|志愿|雷锋|价值观|普法|法治|学习|理论|读书|书香|家庭|家风"),
    (r"服务|保障能力", r"服务|窗口|承诺|业务|职能"),
    (r"环境|整洁|优美|绿色", r"环境|卫生|绿化|节约|节能|垃圾|控烟|光盘"),
    (r"满意|群众|形象|社会", r"服务|作风|群众|满意|帮扶|共建|志愿|关爱|对外"),
    (r"作风|廉|清正|纪律|班子|队伍", r"作风|廉|纪律|支部|堡垒|班子|党建|队伍|理论|诚信"),
    (r"文化|氛围|风尚|风气", r"文化|体育|文体|节日|氛围|宣传|风尚|评选|典型"),
    (r"管理|机制|制度|规范", r"机制|制度|管理|规范|考核"),
)


def aims_in(text: str) -> list[str]:
    """The aims a clause names, in its order and words: 干部职工的文明素养明显提升.

    A sentence in which nothing can be told apart is an aim as it stands, so that nothing of the clause is lost.
    """
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        parts = [_bare(part) for part in re.split("[，,]", sentence.strip())]
        rising = [part for part in parts if _RISES.search(part) and not _LEAD_IN.match(part)]
        found += rising or ([sentence.strip()] if len(sentence.strip()) >= SHORTEST else [])
    return list(dict.fromkeys(one[:LONGEST] for one in found))


def shared_words(aim: str, task: str) -> tuple[str, ...]:
    """Why a task may serve an aim: the words of ``task`` that belong to what the aim speaks of; empty if none do."""
    words = [
        word for of_aim, of_task in _THEMES if re.search(of_aim, aim) for word in re.findall(of_task, task)
    ]
    return tuple(dict.fromkeys(words))


def _bare(part: str) -> str:
    return _BEFORE.sub("", part.strip())
