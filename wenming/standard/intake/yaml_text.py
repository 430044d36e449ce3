"""YAML as people write data in it, by PyYAML's parser. Every value stays text: 4.10 is not 4.1, ``no`` no boolean.

Anchors, aliases and tags are refused: none is needed to write down a standard, and each can be turned into a trap. The
events are read as they come, so that what lies too deep is refused before anything recurses into it.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.reader import ReaderError

from wenming.domain.errors import InputRefused

DEEPEST = 60
_Events = Iterator[Any]  # of yaml.Event, whose marks the type stubs hold for optional
_NOTHING = ("", "~", "null", "Null", "NULL")


def parse_yaml(text: str) -> object:
    """Nested dicts and lists of text and None. Raises InputRefused."""
    try:
        loader = yaml.BaseLoader(text)
    except ReaderError as wrong:
        line = text.count("\n", 0, wrong.position) + 1
        raise InputRefused(f"YAML 第 {line} 行有看不见的控制字符。请删去后再上传。") from None
    try:
        return _document(iter(loader.get_event, None))
    except yaml.MarkedYAMLError as wrong:
        raise _unreadable(wrong.problem_mark.line if wrong.problem_mark else loader.line) from None
    except (ValueError, OverflowError):  # chr() and int() of an escape or a version beyond all measure
        raise _unreadable(loader.line) from None


def _unreadable(line: int) -> InputRefused:
    return InputRefused(f"YAML 第 {line + 1} 行读不懂。请检查缩进（只能用空格）和引号后再上传。")


def _document(events: _Events) -> object:
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    value = _value(next(events), events, 0)
    next(events)  # the document ends
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        raise InputRefused(f"YAML 第 {after.start_mark.line + 1} 行起是另一份文档。请分成几个文件后再上传。")
    return value


def _value(event: Any, events: _Events, depth: int) -> object:
    """What this event begins; its inside is taken from the events that follow."""
    if event.anchor is not None or event.tag is not None:  # an alias has the anchor it names
        line = event.start_mark.line + 1
        raise InputRefused(f"YAML 第 {line} 行用了锚点、引用或标签，没有读取。请改成直接写出内容。")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if depth > DEEPEST:
        raise InputRefused("YAML 嵌套过深，没有读取。")
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(one, events, depth + 1) for one in _inside(events)]
    return {_key(one, events, depth + 1): _value(next(events), events, depth + 1) for one in _inside(events)}


def _inside(events: _Events) -> _Events:
    """The events that begin something, up to the end of the list or mapping they stand in."""
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        yield event


def _key(event: Any, events: _Events, depth: int) -> str:
    name = _value(event, events, depth)
    if isinstance(name, dict | list):
        raise _unreadable(event.start_mark.line)
    return str(name or "")


def _scalar(event: Any) -> str | None:
    if event.style in ("|", ">"):
        return str(event.value).strip()
    return None if not event.style and event.value in _NOTHING else str(event.value)
