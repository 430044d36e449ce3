"""HEIC photographs: opened by a program of its own, refused with a sentence where they do not open."""

import io
from datetime import UTC, datetime

import pytest

from tests.factories.filestore import keep, picture
from tests.factories.heic import heic, heic_saying
from wenming.domain.errors import InputRefused
from wenming.filestore.intake.exif import captured_at
from wenming.filestore.models import Rendition
from wenming.filestore.queries import open_stored
from wenming.jobs.models import Job
from wenming.jobs.worker import drain


def test_a_heic_photograph_gets_its_smaller_pictures_and_keeps_its_bytes(cast):
    file = keep(cast.office, heic(), "手机.heic")
    drain()
    assert file.media_type == "image/heic"
    assert {(one.kind, one.width, one.height) for one in file.renditions.all()} == {
        (Rendition.Kind.THUMBNAIL, 96, 64), (Rendition.Kind.PREVIEW, 96, 64)}
    with open_stored(file) as content:
        assert content.read() == heic()


def test_when_a_heic_photograph_was_taken(cast):
    taken = captured_at(io.BytesIO(heic()), latest=datetime(2026, 4, 1, tzinfo=UTC))
    assert taken == datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(("data", "why"), [
    (heic()[:300], "图片打不开"), (heic_saying(60_000, 60_000), "图片"), (heic_saying(9000, 9000), "图片"),
    (heic()[:80] + b"<script>alert(1)</script>" * 30, "图片打不开"),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + picture(), "图片打不开"),
], ids=["cut off", "claims billions", "claims 81 million", "script behind a head", "jpeg behind a head"])
def test_what_only_looks_like_heic_or_is_made_to_hurt_is_refused(cast, data, why):
    with pytest.raises(InputRefused, match=why):
        keep(cast.office, data, "坏.heic")
    assert not Job.objects.exists()
