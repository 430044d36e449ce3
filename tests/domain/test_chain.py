"""The chain shows every later change: altered, removed, inserted; and an untouched chain shows none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.chain import Head, Link, canonical, digest, verify

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6,
)


def chain_of(*contents):
    links, previous = [], ""
    for position, content in enumerate(contents, 1):
        previous = digest(content, position, previous)
        links.append(Link(position, content, previous))
    return links, Head(len(links), previous)


def five():
    return chain_of(*({"act": word} for word in "甲乙丙丁戊"))


def moved(link, position):
    return Link(position, link.content, link.digest)


def kinds_at(links, head):
    return [(fault.kind, fault.position) for fault in verify(links, head)]


def test_untouched_chain_is_clean():
    assert kinds_at(*five()) == []
    assert kinds_at(*chain_of()) == []


def test_digest_names_its_algorithm():
    assert five()[1].digest.startswith("sha256:")
    assert len(five()[1].digest) == len("sha256:") + 64


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_altered_content_is_found_where_it_is(position):
    links, head = five()
    links[position - 1] = Link(position, {"act": "改"}, links[position - 1].digest)
    assert kinds_at(links, head) == [("altered", position)]


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_altered_content_with_a_digest_made_to_fit_is_found_at_the_next(position):
    links, head = five()
    previous = links[position - 2].digest if position > 1 else ""
    content = {"act": "改"}
    links[position - 1] = Link(position, content, digest(content, position, previous))
    assert kinds_at(links, head) == [("altered", min(position + 1, 5))]


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_removed_link_is_found(position):
    links, head = five()
    del links[position - 1]
    assert kinds_at(links, head) == [("removed", position)]


def test_several_removed_are_one_sentence():
    links, head = five()
    (fault,) = verify(links[:1] + links[3:], head)
    assert fault.sentence == "第 2 至 3 条不见了，被删除。"


def test_everything_removed_is_found():
    assert kinds_at([], five()[1]) == [("removed", 1)]


def test_removed_and_renumbered_is_found():
    links, head = five()
    closed_up = links[:1] + [moved(link, link.position - 1) for link in links[2:]]
    assert kinds_at(closed_up, head) != []


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_inserted_link_is_found_where_the_later_ones_were_moved_up(position):
    links, head = five()
    forged = Link(position, {"act": "添"}, digest({"act": "添"}, position, ""))
    if position == 1:
        forged = Link(1, {"act": "添"}, "sha256:0")
    widened = links[: position - 1] + [forged] + [moved(link, link.position + 1) for link in links[position - 1:]]
    assert kinds_at(widened, head) == [("inserted", position)]


def test_inserted_with_a_position_already_taken_is_found():
    links, head = five()
    for twin in ([links[1], Link(2, {"act": "添"}, "sha256:0")], [Link(2, {"act": "添"}, "sha256:0"), links[1]]):
        assert kinds_at(links[:1] + twin + links[2:], head) == [("inserted", 2)]


def test_inserted_after_the_head_is_found_even_if_it_fits():
    links, head = five()
    content = {"act": "添"}
    links.append(Link(6, content, digest(content, 6, head.digest)))
    assert kinds_at(links, head) == [("inserted", 6)]


def test_chain_rewritten_from_a_point_on_does_not_meet_its_head():
    _, head = five()
    rewritten, _ = chain_of(*({"act": word} for word in "甲乙改丁戊"))
    assert kinds_at(rewritten, head) == [("altered", 5)]


def test_two_faults_are_both_found():
    links, head = five()
    links[0] = Link(1, {"act": "改"}, links[0].digest)
    del links[3]
    assert kinds_at(links, head) == [("altered", 1), ("removed", 4)]


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=5))
def test_any_content_seals_and_verifies(contents):
    assert kinds_at(*chain_of(*contents)) == []


@given(st.lists(st.integers(), min_size=2, max_size=6), st.data())
def test_any_change_of_content_or_order_is_found(numbers, data):
    links, head = chain_of(*({"n": number} for number in numbers))
    at = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(st.integers().filter(lambda number: number != numbers[at]))
    links[at] = Link(at + 1, {"n": other}, links[at].digest)
    assert kinds_at(links, head) == [("altered", at + 1)]


def test_same_moment_and_other_order_of_keys_are_one_spelling():
    here = datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=8)))
    there = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    assert canonical({"at": here, "who": "甲"}, 1, "") == canonical({"who": "甲", "at": there}, 1, "")


def test_what_has_no_spelling_is_refused():
    for value in (datetime(2026, 3, 2), object(), float("nan")):  # noqa: DTZ001
        with pytest.raises((TypeError, ValueError)):
            canonical({"x": value}, 1, "")
