"""What a paragraph takes from its style: number list, and whether it is set as a title."""

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from wenming.filestore.intake.lines.archive import root_of
from wenming.filestore.intake.lines.numbering import W, value_of, whole

_TITLE = re.compile(r"^(?:title|heading\s?\d|标题\s?\d?|副标题|subtitle)$", re.IGNORECASE)
_LONGEST_CHAIN = 12
_ATTRIBUTES = rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*"""
_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<w:styles" + _ATTRIBUTES + rb"\s*>")
_MEANING = re.compile(rb"xmlns:w\s*=")
_STYLE = re.compile(rb"<w:style(" + _ATTRIBUTES + rb")\s*>")
_STYLE_END = b"</w:style>"


class Styles:
    """Paragraph styles by id, each asked along its chain of basedOn; parsed when the first is asked for."""

    def __init__(self, part: bytes | None) -> None:
        self._part = part

    @cached_property
    def _styles(self) -> dict[str, Element]:
        found = [] if self._part is None else root_of(_paragraph_styles(self._part)).findall(W + "style")
        return {style.get(W + "styleId", ""): style for style in found if style.get(W + "type") == "paragraph"}

    def _chain(self, properties: Element | None) -> list[Element]:
        key = value_of(properties, "pStyle")
        chain: list[Element] = []
        while key is not None and key in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[key]
            chain.append(style)
            key = value_of(style, "basedOn")
        return chain

    def is_title(self, properties: Element | None) -> bool:
        """Centred, or of a title or heading style."""
        if value_of(properties, "jc") is not None:
            centred = value_of(properties, "jc") == "center"
        else:
            aligned = [align for style in self._chain(properties) if (align := value_of(style.find(W + "pPr"), "jc"))]
            centred = aligned[:1] == ["center"]
        named = [
            value_of(properties, "pStyle") or "",
            *(value_of(style, "name") or "" for style in self._chain(properties)),
        ]
        return centred or any(_TITLE.match(name) for name in named)

    def numbering_of(self, properties: Element | None) -> tuple[str, int]:
        """List id and level a paragraph has by its style; an empty id where it has none."""
        for style in self._chain(properties):
            inner = style.find(W + "pPr")
            numbered = None if inner is None else inner.find(W + "numPr")
            if numbered is not None:
                return value_of(numbered, "numId") or "", whole(value_of(numbered, "ilvl"), 0)
        return "", 0


def _paragraph_styles(part: bytes) -> bytes:
    """The part without the styles of tables and characters, of which it mostly consists, where it is written as Word
    writes it; with any comment, CDATA, processing instruction or second meaning of ``w:`` it stays as it is."""
    head = _HEAD.match(part)
    if head is None or b"<!" in part or b"<?" in part[head.end():] or len(_MEANING.findall(part)) != 1:
        return part
    starts = (style.start() for style in _STYLE.finditer(part, head.end()) if b"paragraph" in style[1])
    kept = (part[start:part.find(_STYLE_END, start)] + _STYLE_END for start in starts)
    return b"".join((head[0], *kept, b"</w:styles>"))
