"""One way of writing for what standards write in several: widths, brackets, signs, entities."""

import html
import re

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），：；！？"}
_SIGNS = _WIDE | {
    ord("("): "（",
    ord(")"): "）",
    ord("≧"): "≥",
    ord("⩾"): "≥",
    ord("≦"): "≤",
    ord("⩽"): "≤",
    ord("﹥"): ">",
    ord("﹪"): "%",
    ord("〉"): ">",
    ord("〈"): "<",
    ord(","): "，",
    ord(";"): "；",
    ord(":"): "：",
}
_TWO_SIGNS = (("=>", "≥"), (">=", "≥"), ("<=", "≤"), ("=<", "≤"))
_BREAK = re.compile(r"(?<=[^。；，：、！？\n])[ \t]*[\r\n\v]+")
_SPACE = re.compile(r"\s+")
_PERCENT = re.compile(r"百分之(?=[\d零一二三四五六七八九十百])([\d.]{1,8}|[零一二三四五六七八九十百]{1,5})")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def has_entities(text: str) -> bool:
    return bool(_ENTITY.search(text))


def decoded(text: str) -> str:
    """Entities of web pages into characters; marks nobody sees taken out."""
    return _INVISIBLE.sub("", html.unescape(text) if has_entities(text) else text)


def even(text: str) -> str:
    """For reading only: half-width figures and signs, full-width brackets and stops, no blanks, a line break a stop."""
    said = _BREAK.sub("；", decoded(text)).translate(_SIGNS)
    said = _SPACE.sub("", said)
    for written, sign in _TWO_SIGNS:
        said = said.replace(written, sign)
    return _PERCENT.sub(r"\1%", said)


def tidy(text: str) -> str:
    """For keeping: as printed, on one line, without blanks at the ends."""
    return _SPACE.sub(" ", decoded(text)).strip().strip("\u3000 ")
