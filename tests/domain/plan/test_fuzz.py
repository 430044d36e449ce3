"""Damaged documents are read or refused, noise holds no sure task, and work grows with the text and no faster."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]  # the only way to look into a pattern

import pytest

import wenming.domain.plan
from tests.rooms.plan.paper import ofd, pdf, text_page
from tests.rooms.plan.word import docx, p, table, tc
from tools.plan_fuzz import Source, run_case, sources
from wenming.domain.plan.lines import lines_of
from wenming.domain.plan.reader import read_plan

CASES = 500
ROW = tc("1") + tc("整治车辆停放") + tc("示范市城管局", merge="restart")
HEAD = tc("序号") + tc("工作任务") + tc("责任单位")


def files() -> list[Source]:
    """The made-up documents, and one small file of each kind that is a package or has pages."""
    lines = ["工作方案", "一、主要任务", "1.开展宣传。（牵头单位：甲局，责任单位：乙局）"]
    return [
        *sources([]),
        ("plan.docx", docx(*(p(line) for line in lines), table(HEAD, ROW))),
        ("plan.ofd", ofd([(20.0, 40.0 + 10 * at, line) for at, line in enumerate(lines)])),
        ("plan.pdf", pdf(text_page([(60, 700 - 28 * at, line) for at, line in enumerate(lines)]))),
    ]


@pytest.mark.parametrize("part", range(10))
def test_damaged_documents_are_read_or_refused(part: int) -> None:
    found = files()
    size = CASES // 10
    outcomes = [run_case(own, found) for own in range(part * size, (part + 1) * size)]
    assert set(outcomes) <= {"read", "refused", "noise"}
    assert outcomes.count("noise") == size // 10


PATCHES = {
    "tasks": "1.加强工作。（甲局牵头，乙局配合，6月底前完成）\n",
    "headings": "一、甲\n（一）乙\n1.丙\n",
    "brackets": "（）",
    "open brackets": "（",
    "one endless line": "开展工作加强领导",
    "phases": "第一阶段（3月）甲；",
    "labels": "责任单位：",
    "names": "甲局、",
    "names parted by blanks": "甲局 乙局 ",
    "spoken numbers": "一是做好宣传。\n",
    "figures": "建成3所、",
    "group": "组长：陈示甲\n成员：李示乙\n",
    "signatures": "示范局\n2020年1月1日\n",
    "flat table": "序号\n任务\n责任单位\n1\n甲\n乙局\n",
    "dates": "2020年3月1日前",
}


def work(text: str) -> int:
    """How many calls, into Python and into C, reading takes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    lines = lines_of(text)
    sys.setprofile(count)
    try:
        read_plan(lines)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_twice_the_text_is_at_most_about_twice_the_work(patch: str) -> None:
    once = patch * (6000 // len(patch))
    assert work(once * 2) <= 2.4 * work(once) + 2000


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(wenming.domain.plan.__path__, "wenming.domain.plan."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def nested(tree: object, inside: bool) -> bool:
    """Whether a repeat without bound stands in another such repeat: the shape that backtracks without end."""
    for what, how in tree:  # type: ignore[attr-defined]
        endless = what in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and how[1] == _constants.MAXREPEAT
        if endless and inside:
            return True
        branches = how[1] if what is _constants.BRANCH else [part for part in _parts(how) if part is not None]
        if any(nested(branch, inside or endless) for branch in branches):
            return True
    return False


def _parts(how: object) -> Iterator[object]:
    if isinstance(how, _parser.SubPattern):
        yield how
    elif isinstance(how, tuple | list):
        for part in how:
            yield from _parts(part)


def test_no_regular_expression_repeats_a_repeat_without_bound() -> None:
    found = dict(patterns())
    assert len(found) > 60
    assert [name for name, one in found.items() if nested(_parser.parse(one.pattern, one.flags), False)] == []


def test_the_watch_on_regular_expressions_sees_a_bad_one() -> None:
    assert nested(_parser.parse(r"(?:a+b?)+c"), False)
    assert not nested(_parser.parse(r"(?:a{1,3}b?)+c|d*e*"), False)
