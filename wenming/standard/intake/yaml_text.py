"""YAML as people write data in it: blocks, lists, {…} and […], quoted and folded text. Every value stays text.

Anchors, aliases and tags are refused: none is needed to write down a standard, and each can be turned into a trap.
"""

import json
import re
from dataclasses import dataclass

from wenming.domain.errors import InputRefused

DEEPEST = 60
_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\[\]{},"'#&*!|>%@`-][^:#]*?(?::(?=\S)[^:#]*?)*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)"""
)
_TRICKS = re.compile(r"^[&*!][A-Za-z!<]")
_NOTHING = ("", "~", "null", "Null", "NULL")


class _NotYaml(ValueError):
    """The text is no YAML of this kind; ``args`` hold the line."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str
    raw: str


def parse_yaml(text: str) -> object:
    """Nested dicts and lists of text and None. Raises InputRefused."""
    try:
        lines = _lines(text)
        if not lines:
            return None
        block = _Block(lines)
        value = block.value(lines[0].indent, 0)
        if block.at < len(lines):
            raise _NotYaml(lines[block.at].number)
        return value
    except _NotYaml as wrong:
        raise InputRefused(f"YAML 第 {wrong.args[0]} 行读不懂。请检查缩进和引号后再上传。") from None


def _lines(text: str) -> list[_Line]:
    found = []
    for number, raw in enumerate(text.splitlines(), start=1):
        plain = raw.rstrip()
        said = plain.lstrip(" ")
        if said.startswith("\t"):
            raise _NotYaml(number)
        if said in ("---", "...") or said.startswith("%"):
            continue
        found.append(_Line(number, len(plain) - len(said), said, plain))
    while found and not found[-1].text:
        found.pop()
    return [one for one in found if one.text and not one.text.startswith("#")] if not _has_scalars(found) else found


def _has_scalars(lines: list[_Line]) -> bool:
    return any(re.search(r":\s*[|>][-+]?\s*$|^-\s*[|>][-+]?\s*$", one.text) for one in lines)


def _uncommented(text: str) -> str:
    """Without a comment behind a blank, outside quotes."""
    quote = ""
    for at, mark in enumerate(text):
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'" and (at == 0 or text[at - 1] in " [{,:"):
            quote = mark
        elif mark == "#" and (at == 0 or text[at - 1] in " \t"):
            return text[:at].rstrip()
    return text


class _Block:
    def __init__(self, lines: list[_Line]) -> None:
        self.lines, self.at = lines, 0

    def _here(self) -> _Line | None:
        while self.at < len(self.lines):
            one = self.lines[self.at]
            if one.text and not one.text.startswith("#"):
                return one
            self.at += 1
        return None

    def value(self, indent: int, depth: int) -> object:
        line = self._here()
        if line is None:
            return None
        if depth > DEEPEST:
            raise InputRefused("YAML 嵌套过深，没有读取。")
        if line.text == "-" or line.text.startswith("- "):
            return self._list(indent, depth)
        if _KEY.match(line.text):
            return self._mapping(indent, depth)
        self.at += 1
        return self._scalar(_uncommented(line.text), line, indent - 1)

    def _list(self, indent: int, depth: int) -> list[object]:
        found: list[object] = []
        while (line := self._here()) is not None and line.indent == indent and re.match(r"-(?:\s|$)", line.text):
            rest = line.text[1:].lstrip()
            if not rest or rest.startswith("#"):
                self.at += 1
                found.append(self._below(indent, depth))
                continue
            inner = indent + len(line.text) - len(rest)
            if rest.startswith("- ") or _KEY.match(rest):
                self.lines[self.at] = _Line(line.number, inner, rest, line.raw)
                found.append(self.value(inner, depth + 1))
            else:
                self.at += 1
                found.append(self._scalar(_uncommented(rest), line, indent))
        if line is not None and line.indent > indent:
            raise _NotYaml(line.number)
        return found

    def _mapping(self, indent: int, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while (line := self._here()) is not None and line.indent == indent:
            key = _KEY.match(line.text)
            if key is None:
                raise _NotYaml(line.number)
            self.at += 1
            rest = _uncommented(line.text[key.end() :].strip())
            name = _unquoted(key[1], line.number) or ""
            found[name] = self._scalar(rest, line, indent) if rest else self._below(indent, depth, mapping=True)
        if line is not None and line.indent > indent:
            raise _NotYaml(line.number)
        return found

    def _below(self, indent: int, depth: int, *, mapping: bool = False) -> object:
        line = self._here()
        if line is None:
            return None
        same = mapping and line.indent == indent and re.match(r"-(?:\s|$)", line.text)
        return self.value(line.indent, depth + 1) if line.indent > indent or same else None

    def _scalar(self, text: str, line: _Line, indent: int) -> object:
        if _TRICKS.match(text):
            raise InputRefused(f"YAML 第 {line.number} 行用了锚点、引用或标签，没有读取。请改成直接写出内容。")
        if re.fullmatch(r"[|>][-+]?", text):
            return self._folded(indent, " " if text[0] == ">" else "\n")
        parts = [text]
        if text[0] in "[{":
            depth = _depth(text)
            while depth > 0 and self.at < len(self.lines):
                more = _uncommented(self.lines[self.at].text)
                parts.append(more)
                depth += _depth(more)
                self.at += 1
            return _Flow(" ".join(parts), line.number).whole()
        open_quote = text[0] if text[0] in "\"'" and not _closed(text) else ""
        while (more_line := self._here()) is not None and (more_line.indent > indent or open_quote):
            if not open_quote and _KEY.match(more_line.text):
                raise _NotYaml(more_line.number)
            parts.append(more_line.text if open_quote else _uncommented(more_line.text))
            self.at += 1
            if open_quote and more_line.text.rstrip().endswith(open_quote):
                break
        return _unquoted(" ".join(parts), line.number)

    def _folded(self, indent: int, joint: str) -> str:
        parts: list[str] = []
        inner = None
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text and line.indent <= indent:
                break
            inner = line.indent if inner is None and line.text else inner
            parts.append(line.raw[inner or 0 :])
            self.at += 1
        return joint.join(parts).strip()


def _closed(text: str) -> bool:
    return len(text) > 1 and text.rstrip().endswith(text[0])


def _depth(text: str) -> int:
    """How many brackets stay open, outside quotes."""
    depth, quote = 0, ""
    for mark in text:
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        else:
            depth += (mark in "[{") - (mark in "]}")
    return depth


def _unquoted(text: str, number: int) -> str | None:
    said = text.strip()
    if said[:1] == '"':
        try:
            return str(json.loads(said, strict=False))
        except ValueError:
            raise _NotYaml(number) from None
    if said[:1] == "'":
        if not _closed(said):
            raise _NotYaml(number)
        return said[1:-1].replace("''", "'")
    return None if said in _NOTHING else said


_FLOW_PLAIN = re.compile(r"[^,\[\]{}:]*(?::(?=[^\s,\[\]{}])[^,\[\]{}:]*)*")
_FLOW_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


class _Flow:
    """{a: 1, b: [x, y]} on one line."""

    def __init__(self, text: str, number: int) -> None:
        self.text, self.number, self.at = text, number, 0

    def whole(self) -> object:
        value = self._value(0)
        if self.text[self.at :].strip():
            raise _NotYaml(self.number)
        return value

    def _skip(self) -> str:
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> object:
        mark = self._skip()
        if depth > DEEPEST:
            raise InputRefused("YAML 嵌套过深，没有读取。")
        if mark == "{":
            return self._mapping(depth)
        if mark == "[":
            return self._list(depth)
        return self._word()

    def _word(self) -> str | None:
        self._skip()
        found = (_FLOW_QUOTED if self.text[self.at : self.at + 1] in ("'", '"') else _FLOW_PLAIN).match(
            self.text, self.at
        )
        if found is None:
            raise _NotYaml(self.number)
        self.at = found.end()
        if _TRICKS.match(found.group().strip()):
            raise InputRefused(f"YAML 第 {self.number} 行用了锚点、引用或标签，没有读取。请改成直接写出内容。")
        return _unquoted(found.group(), self.number)

    def _mapping(self, depth: int) -> dict[str, object]:
        self.at += 1
        found: dict[str, object] = {}
        while self._skip() != "}":
            key = self._word() or ""
            value: object = None
            if self._skip() == ":":
                self.at += 1
                value = self._value(depth + 1)
            found[key] = value
            self._end("}")
        self.at += 1
        return found

    def _list(self, depth: int) -> list[object]:
        self.at += 1
        found: list[object] = []
        while self._skip() != "]":
            found.append(self._value(depth + 1))
            self._end("]")
        self.at += 1
        return found

    def _end(self, close: str) -> None:
        mark = self._skip()
        if mark == ",":
            self.at += 1
        elif mark != close:
            raise _NotYaml(self.number)
