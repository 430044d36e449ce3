"""Any table, text or tree is read without an exception, work grows with it and no faster, and no pattern runs away."""

import importlib
import json
import pkgutil
import random
import re
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wenming.domain.standard
from tests.domain.plan.test_fuzz import nested
from tests.domain.standard.labelled import FOLDER, sections, source_of
from wenming.domain.standard.draft import as_json
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.source import Doubt, Passage, Row, Source, Table

WORDS = [
    "项目",
    "测评标准",
    "分值",
    "序号",
    "材料",
    "方法",
    "id",
    "pid",
    "月份",
    "A",
    "C#",
    "1",
    "1.1",
    "4.10",
    "（一）",
    "Ⅱ-3",
    "一、甲（5分）",
    "没有记录的扣1分",
    "少一次扣0.5分",
    "≥95%",
    "每月1篇",
    "图片1-2张",
    "说明（500字以内）",
    "国家级得2分，省级1分",
    "合计",
    "注：说明",
    "1e9",
    "-3",
    "",
    " ",
    "\n",
    "&ldquo;",
    "3月",
    "【说明报告】",
    "不得申报",
    "加分项",
]
CELL = st.sampled_from(WORDS) | st.text(alphabet="一2分扣得（）、.%≥每少A", max_size=12)
ROW = st.lists(CELL, max_size=6)
DATA = st.recursive(
    CELL | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "children", "score", "id", "parent_id", "rule", "evidence", "type", "1"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def sound(source: Source) -> None:
    draft = read_standard(source)
    json.dumps(as_json(draft), ensure_ascii=False)
    assert sum(draft.counts()) == sum(1 for _ in _lines(as_json(draft)["nodes"]))


def _lines(nodes):
    for node in nodes:
        yield node
        yield from _lines(node["children"])


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(ROW, max_size=12), st.integers(0, 9))
def test_any_table(rows, seed):
    dice = random.Random(seed)
    made = tuple(
        Row(
            at,
            tuple(cells),
            tuple(sorted(dice.sample(range(6), dice.randrange(3)))),
            tuple((dice.randrange(6), dice.choice(list(Doubt))) for _ in range(dice.randrange(2))),
        )
        for at, cells in enumerate(rows)
    )
    sound(Source((Table(made, "负面清单" if seed == 9 else "表"),)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(CELL, max_size=12))
def test_any_text(lines):
    sound(Source(tuple(Passage(at, line) for at, line in enumerate(lines))))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(DATA)
def test_any_data(data):
    sound(Source(data=data))


def test_shuffled_and_torn_standards():
    dice = random.Random(20260101)
    for path in sorted(FOLDER.glob("*.txt")):
        parts = sections(path)
        for key in ("table", "lines", "text", "mixed"):
            for _ in range(6 if key in parts else 0):
                lines = [line[dice.randrange(3) :] for line in parts[key] if dice.random() > 0.15]
                dice.shuffle(lines)
                sound(source_of({key: lines}))


HEAD = Row(0, ("编号", "项目", "标准", "分值", "材料"))
GROWING = {
    "rows": lambda n: Source(
        (Table((HEAD, *(Row(at + 1, (f"{at}", "甲", f"没有记录{at}的扣1分", "1", "图片1张")) for at in range(n)))),)
    ),
    "groups": lambda n: Source(
        (Table((HEAD, *(Row(at + 1, (f"{at}", f"甲{at}", "少一次扣1分", "1", "")) for at in range(n)))),)
    ),
    "one long cell": lambda n: Source(
        (Table((HEAD, Row(1, ("1", "甲", "每少一次扣1分，达到90%以上得5分；" * n, "1", "图片、" * n)))),)
    ),
    "lines": lambda n: Source(tuple(Passage(at, f"{at % 90 + 1}.开展活动不少于2次（2分）") for at in range(n))),
    "one long line": lambda n: Source((Passage(1, "1." + "国家级得2分，省级得1分，" * n),)),
    "brackets": lambda n: Source((Passage(1, "1.甲" + "（" * n + "）" * n),)),
    "parents": lambda n: Source(data=[{"id": str(at), "pid": str(at // 2), "name": f"第{at}条"} for at in range(1, n)]),
    "a chain of parents": lambda n: Source(
        data=[{"id": str(at), "pid": str(at - 1), "name": "条"} for at in range(1, n)]
    ),
    "circles": lambda n: Source(data=[{"id": str(at), "pid": str(at ^ 1), "name": f"第{at}条"} for at in range(2, n)]),
    "same codes": lambda n: Source(data=[{"code": "1.1", "name": f"第{at}条", "score": "1"} for at in range(n)]),
}


def work(source: Source) -> int:
    """How many calls, into Python and into C, reading takes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_standard(source)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("growing", GROWING.values(), ids=GROWING)
def test_twice_the_standard_is_at_most_about_twice_the_work(growing):
    assert work(growing(800)) <= 2.4 * work(growing(400)) + 3000


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(wenming.domain.standard.__path__, "wenming.domain.standard."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def test_no_regular_expression_repeats_a_repeat_without_bound():
    from re import _parser  # type: ignore[attr-defined]

    found = dict(patterns())
    assert len(found) > 60
    assert [name for name, one in found.items() if nested(_parser.parse(one.pattern, one.flags), False)] == []
