"""YAML as people write data in it; everything stays text, and what could be a trap is refused."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming.domain.errors import InputRefused
from wenming.standard.intake.yaml_text import DEEPEST, parse_yaml

GOOD = {
    "a: 1\nb: 4.10": {"a": "1", "b": "4.10"},
    "a:\n- x\n- y: 1\n  z: 2": {"a": ["x", {"y": "1", "z": "2"}]},
    "a:\n  - [1, 'b, c', {d: e}]": {"a": [["1", "b, c", {"d": "e"}]]},
    "# 说明\nkey: 值 # 注\nurl: http://a/b#c": {"key": "值", "url": "http://a/b#c"},
    "a: 甲乙\n  丙丁\nb: ~": {"a": "甲乙 丙丁", "b": None},
    "a: |\n  一\n  二\nb: 1": {"a": "一\n二", "b": "1"},
    "a: {b: [1,\n  2], c: '4.10'}": {"a": {"b": ["1", "2"], "c": "4.10"}},
    "'C#': \"x\\ny\"": {"C#": "x\ny"},
    "- - 1\n  - 2\n- 3": [["1", "2"], "3"],
    "a:\n\n  b: 1\n\nc: 2": {"a": {"b": "1"}, "c": "2"},
    "---\na: it's\n...": {"a": "it's"},
    "{a: 1}": {"a": "1"},
    "a: >\n  一\n  二\n\n  三\nb:": {"a": "一 二\n三", "b": None},
    "a: yes\nb: 1e3\nc: 2012-01-01\nd: 0x1F": {"a": "yes", "b": "1e3", "c": "2012-01-01", "d": "0x1F"},
    "a: null\nb: 'null'\nc: ''\n~: x": {"a": None, "b": "null", "c": "", "": "x"},
    "\ufeffa: 1\r\nb: 2\r\n": {"a": "1", "b": "2"},
    "<<: {a: 1}": {"<<": {"a": "1"}},
    "": None,
    "---": None,
}


@pytest.mark.parametrize("text", GOOD)
def test_what_people_write(text):
    assert parse_yaml(text) == GOOD[text]


REFUSED = {
    "a: 1\nb: &x 1": "第 2 行用了锚点",
    "b: *x": "锚点、引用",
    "&x a: 1": "锚点",
    "*x : 1": "引用",
    "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]": "第 1 行用了锚点",
    "a: !!python/object:os.system x": "标签",
    "a: !!binary eA==": "标签",
    "a: ! x": "标签",
    "\ta: 1": "第 1 行读不懂",
    "a: [1, 2": "读不懂",
    "a: 'x": "读不懂",
    "a: 1\n   b: 2\n  c": "第 2 行读不懂",
    "a: {b: 1]": "读不懂",
    "a: 1\n? [b, c]\n: 2": "第 2 行读不懂",
    'a: 1\nb: "\\UFFFFFFFF"': "第 2 行读不懂",
    f"%YAML {'1' * 5000}.1\n---\na: 1": "读不懂",
    "a: 1\n---\nb: 2": "第 2 行起是另一份文档",
    "a: 1\nb: x\x07": "第 2 行有看不见的控制字符",
    "{" * 200: "嵌套过深",
    "a: " + "[" * 100_000: "嵌套过深",
    "- " * 100_000 + "x": "嵌套过深",
    "? " * 200 + "x": "嵌套过深",
}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused(text):
    with pytest.raises(InputRefused) as refused:
        parse_yaml(text)
    assert REFUSED[text] in refused.value.sentence
    assert refused.value.sentence.endswith("。")


def test_sixty_levels_below_the_first_are_read_and_no_more():
    assert parse_yaml("- " * (DEEPEST + 1) + "x")
    with pytest.raises(InputRefused, match="嵌套过深"):
        parse_yaml("- " * (DEEPEST + 2) + "x")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(alphabet="ab: -[]{},'\"#\n|>甲&*!\t", max_size=60))
def test_any_text_is_read_or_refused(text):
    with suppress(InputRefused):
        parse_yaml(text)


VALUES = st.recursive(
    st.text(alphabet="甲乙丙丁ab12.", min_size=1, max_size=6).map(lambda one: f"v{one}"),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text("abc甲", min_size=1, max_size=3), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def written(value, indent=0):
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{nested(one, indent)}" for key, one in value.items())
    return "".join(f"{pad}-{nested(one, indent)}" for one in value)


def nested(value, indent):
    return f" {value}\n" if isinstance(value, str) else f"\n{written(value, indent + 2)}"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(st.text("abc甲", min_size=1, max_size=3), VALUES, min_size=1, max_size=4))
def test_what_was_written_is_read(value):
    assert parse_yaml(written(value)) == value
