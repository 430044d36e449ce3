"""A JPEG is whole or in doubt by its markers, as real pictures show them."""

import random
from io import BytesIO

import pytest
from PIL import Image

from wenming.domain.files import jpeg
from wenming.domain.files.jpeg import is_whole


def picture(**options):
    target = BytesIO()
    Image.effect_noise((320, 240), 80).convert("RGB").save(target, "JPEG", quality=90, **options)
    return target.getvalue()


KINDS = {"plain": {}, "progressive": {"progressive": True}, "restarts": {"restart_marker_rows": 1},
         "commented": {"comment": b"\xff\xd9 in a comment is no end"}}


@pytest.fixture(params=KINDS)
def whole(request):
    return picture(**KINDS[request.param])


def test_whole_pictures_of_every_kind(whole):
    assert is_whole(BytesIO(whole))
    assert is_whole(BytesIO(whole + b"a film behind it \xff\xd8\xff"))


def test_a_marker_across_two_reads(whole, monkeypatch):
    for size in (1, 7):
        monkeypatch.setattr(jpeg, "CHUNK", size)
        assert is_whole(BytesIO(whole))
        assert not is_whole(BytesIO(whole[:-1]))


@pytest.mark.parametrize("part", [0, 1, 3, 20, 300, -1000, -2, -1])
def test_cut_off_anywhere_is_doubt(whole, part):
    assert not is_whole(BytesIO(whole[:part]))


def test_strange_bytes_in_the_middle_are_doubt(whole):
    at = len(whole) // 2
    strange = random.Random(1).randbytes(4000)
    assert not is_whole(BytesIO(whole[:at] + strange + whole[at + 4000 :]))


@pytest.mark.parametrize(
    "head", [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xda\x00\x02\xff\xd9", b"\xff\xd8" + b"\xff" * 99]
)
def test_heads_without_a_frame_are_doubt(head):
    assert not is_whole(BytesIO(head))
