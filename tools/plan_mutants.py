"""Documents as damaged hands and programs leave them: lines lost, doubled, mixed; marks put in; bytes changed."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

_MARKS = (
    "（", "）", "《", "》", "“", "”", "、", "：", "。", "；", "一、", "（一）", "1.", "①", "第一条", "附件", "附件：1.",
    "序号", "责任单位：", "牵头单位：", "（牵头单位：", "组长：", "成员：", "2020年2月30日", "100%", "9999999999",
    "至", "由", "列第一位者为牵头单位，下同",
    "\t", "\u3000", "\u2028", "\ufeff", "\u200b", "\U0001f600", "\ud800", "\x0b", "A", " ", "各", "等",
)  # fmt: skip
_NOISE = "甲乙丙丁天地玄黄宇宙洪荒，。；abc 123（）\n\n"


def mutated_text(text: str, chance: random.Random) -> str:
    """The text after one to five accidents."""
    for _ in range(chance.randint(1, 5)):
        text = chance.choice(_ACCIDENTS)(text, chance)
    return text


def noise(chance: random.Random) -> str:
    """Characters without any sense, no owner and no verb among them."""
    return "".join(chance.choice(_NOISE) for _ in range(chance.randint(1, 2000)))


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, cut out or doubled."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(broken) or 1)
        what = chance.random()
        if what < 0.6:
            broken[at : at + 1] = bytes([chance.randrange(256)])
        elif what < 0.8:
            del broken[at : at + chance.randint(1, 400)]
        else:
            broken[at:at] = broken[at : at + chance.randint(1, 400)]
    return bytes(broken)


def mutated_package(data: bytes, chance: random.Random) -> bytes:
    """A docx or ofd whose XML was changed and packed again, so that the zip itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml") and chance.random() < 0.6:
                part = _mutated_xml(part, chance)
            if chance.random() > 0.02:
                new.writestr(name, part)
    return out.getvalue()


def _mutated_xml(part: bytes, chance: random.Random) -> bytes:
    tags = part.split(b"<")
    for _ in range(chance.randint(1, 6)):
        one, two = chance.randrange(len(tags)), chance.randrange(len(tags))
        what = chance.randrange(4)
        if what == 0:
            tags[one], tags[two] = tags[two], tags[one]
        elif what == 1:
            tags.insert(one, tags[two])
        elif what == 2:
            tags[one] = mutated_bytes(tags[one] or b"x", chance)
        else:
            low, high = sorted((one, two))
            tags[low:low] = tags[low : min(high, low + 50)]
    return b"<".join(tags)


def _lines(change: Callable[[list[str], random.Random], Sequence[str]]) -> Callable[[str, random.Random], str]:
    return lambda text, chance: "\n".join(change(text.split("\n"), chance))


def _without(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + chance.randint(1, 5) :]


def _doubled(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at : at + 8] * chance.randint(2, 4) + lines[at:]


def _mixed(lines: list[str], chance: random.Random) -> list[str]:
    return chance.sample(lines, len(lines))


def _broken(text: str, chance: random.Random) -> str:
    width = chance.randint(1, 40)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _put_in(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_MARKS) * chance.choice((1, 1, 1, 2, 300)) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] if chance.random() < 0.5 else text[at:]


def _swapped(text: str, chance: random.Random) -> str:
    one, two = chance.choice(_MARKS[:20]), chance.choice(_MARKS)
    return text.replace(one, two, chance.randint(1, 50))


_ACCIDENTS: tuple[Callable[[str, random.Random], str], ...] = (
    _lines(_without), _lines(_doubled), _lines(_mixed), _broken, _put_in, _put_in, _put_in, _cut, _swapped,
    lambda text, _chance: text.replace("\n", ""), lambda text, _chance: text.replace("。", ""),
)  # fmt: skip
