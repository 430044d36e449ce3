"""What a paragraph takes from its style: number list, and whether it is set as a title."""

import re
from xml.etree.ElementTree import Element

from wenming.plan.intake.numbering import W, value_of, whole

_TITLE = re.compile(r"^(?:title|heading\s?\d|标题\s?\d?|副标题|subtitle)$", re.IGNORECASE)
_LONGEST_CHAIN = 12


class Styles:
    """Paragraph styles by id, each asked along its chain of basedOn."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in found if style.get(W + "type") == "paragraph"}

    def _chain(self, properties: Element | None) -> list[Element]:
        key = value_of(properties, "pStyle")
        chain: list[Element] = []
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[key or ""]
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
