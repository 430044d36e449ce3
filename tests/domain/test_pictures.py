"""The numbers of a spot, where one picture may lie in another, and whether the two are one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wenming.domain.evidence.honesty import Doubt, changed_words, days_apart, doubt_of_two
from wenming.domain.pictures.agreement import BLOCK, EDGE, blocks_alike, is_same
from wenming.domain.pictures.placing import Hit, places
from wenming.domain.pictures.words import MIRROR, SIDE, word_of

HILLS = bytes((x * 37 + y * 11 + x * y * 5) % 251 for y in range(SIDE) for x in range(SIDE))
GROUND = bytes((x * x * 3 + y * 7 + x * y) % 256 for y in range(EDGE) for x in range(EDGE))


def test_light_and_contrast_do_not_change_a_spot():
    assert word_of(bytes(value // 2 + 60 for value in HILLS)).number in set(word_of(HILLS).probes())


def test_a_mirror_turns_known_bits_over():
    mirrored = b"".join(HILLS[start:start + SIDE][::-1] for start in range(0, SIDE * SIDE, SIDE))
    assert word_of(mirrored).number == word_of(HILLS).number ^ MIRROR


def test_probes_turn_one_or_two_weak_bits():
    word = word_of(HILLS)
    probes = list(word.probes())
    assert probes[0] == word.number
    assert len(set(probes)) == 16
    assert max((one ^ word.number).bit_count() for one in probes) == 2


def hits(picture, share, right, down, count, *, jitter=0.0):
    spots = [(.2 + .13 * number, .15 + .07 * (number * 3 % 7)) for number in range(count)]
    return [
        Hit(picture, share, False, (x, y), (share * x + right + jitter * (number % 2), share * y + down))
        for number, (x, y) in enumerate(spots)
    ]


def test_spots_that_move_together_give_the_place():
    place, = places([*hits(7, 1 / 1.12, .1, .05, 5), *hits(8, 1.0, .3, .1, 2)])
    assert (place.picture, place.spots) == (7, 5)
    assert place.share == pytest.approx(1 / 1.12, abs=.01)
    assert (place.right, place.down) == (pytest.approx(.1, abs=.01), pytest.approx(.05, abs=.01))
    assert place.is_cropped


def test_spots_that_move_apart_give_none():
    assert places(hits(7, 1.0, .1, .05, 4, jitter=.2)) == []


def test_a_picture_is_the_same_while_half_its_blocks_are():
    spoilt = bytearray(GROUND)
    for row in range(EDGE // 2 - BLOCK):
        for column in range(EDGE):
            spoilt[row * EDGE + column] = (row * 91 + column * column * 53) % 256
    assert is_same(GROUND, GROUND)
    assert is_same(GROUND, bytes(spoilt))
    assert not is_same(GROUND, GROUND[::-1])


def test_what_shows_nothing_is_like_nothing():
    blank = bytes([200]) * (EDGE * EDGE)
    assert blocks_alike(blank, blank) == (0, 0)
    assert not is_same(blank, blank)


TAKEN, DAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC), date(2026, 3, 2)


@pytest.mark.parametrize(("seconds", "days", "kind"), [
    (0, 0, Doubt.SAME), (0, 30, Doubt.SAME), (3, 0, None), (3, 30, Doubt.BURST), (11, 0, Doubt.SAME),
    (-10, 1, Doubt.BURST),
])
def test_a_burst_may_show_one_event_and_no_other(seconds, days, kind):
    other = TAKEN + timedelta(seconds=seconds)
    assert doubt_of_two(TAKEN, other, DAY, DAY + timedelta(days=days)) == kind


def test_pictures_without_a_time_are_the_same():
    assert doubt_of_two(None, TAKEN, DAY, DAY) == Doubt.SAME


@pytest.mark.parametrize(("taken_on", "days"), [(None, 0), (DAY, 0), (DAY - timedelta(1), 0), (DAY - timedelta(2), 2),
                                                (DAY + timedelta(400), 400)])
def test_a_day_beside_the_event_is_no_doubt(taken_on, days):
    assert days_apart(taken_on, DAY) == days


def test_words_for_what_was_done():
    assert changed_words(is_mirrored=True, is_cropped=True) == "镜像、裁剪"
    assert changed_words(is_mirrored=False, is_cropped=False) == ""
