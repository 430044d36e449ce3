"""Covering faces and numbers: the copy is shown and handed out, the original stays and leaves with a reason only."""

import io

import pytest
from django.urls import reverse
from PIL import ExifTags, Image

from tests.answers import close
from tests.cast import NOW
from tests.factories.evidence import filed, incoming
from tests.factories.heic import heic
from tests.factories.papers import paper
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed
from wenming.domain.evidence.covering import Area
from wenming.evidence.actions.covering import cover, take_original, uncover
from wenming.evidence.models import Covering
from wenming.evidence.queries.covering import covering_of
from wenming.filestore.queries import open_stored
from wenming.jobs.worker import drain

FACE = Area(250, 250, 250, 500)
TYPED = {"left": ["25", ""], "top": ["25", ""], "width": ["25", ""], "height": ["50", ""]}


def photo(orientation: int = 1) -> bytes:
    """400 by 200, red, with a position, a comment and a small picture inside its EXIF."""
    tags, out = Image.Exif(), io.BytesIO()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Make] = "示范相机"
    tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    Image.new("RGB", (400, 200), "#d02020").save(out, "JPEG", quality=95, exif=tags, comment="拍于家中")
    return out.getvalue()


@pytest.fixture
def evidence(cast):
    evidence = filed(cast, files=[incoming("合影.jpg", photo()), incoming("通知.pdf", paper())])
    drain()
    return evidence


@pytest.fixture
def file(evidence):
    return evidence.revisions.get().files.first()


def bytes_of(stored):
    with open_stored(stored) as content:
        return content.read()


def opened(data):
    return Image.open(io.BytesIO(data))


def at(view, file):
    return reverse(f"evidence:{view}", args=[file.revision.evidence_id, file.pk])


def got(client, address):
    answer = client.get(address)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return answer.status_code, data


def covered(cast, evidence, file, *areas, by=None):
    return cover(evidence=evidence, file=file, areas=areas or [FACE], by=by or cast.viewers["lead"], at=NOW)


def test_the_pixels_are_really_gone_and_the_original_is_as_it_was(cast, evidence, file):
    copy = opened(bytes_of(covered(cast, evidence, file).copy))
    inside = copy.crop((116, 66, 184, 134))
    assert max(high for _, high in inside.getextrema()) < 12, "black; only its edge takes colour from beside it"
    assert copy.getpixel((300, 100))[0] > 180, "what is beside it stays"
    assert bytes_of(file.stored) == photo()


def test_the_copy_tells_nothing_of_camera_and_place(cast, evidence, file):
    data = bytes_of(covered(cast, evidence, file).copy)
    copy = opened(data)
    assert not copy.getexif()
    assert "comment" not in copy.info
    assert "示范相机".encode() not in data
    assert "拍于家中".encode() not in data


def test_areas_are_those_of_the_picture_as_it_is_seen(cast):
    evidence = filed(cast, files=[incoming("竖.jpg", photo(orientation=6))])
    copy = opened(bytes_of(covered(cast, evidence, evidence.revisions.get().files.get(), Area(0, 0, 1000, 500)).copy))
    assert copy.size == (200, 400)
    assert max(copy.getpixel((100, 100))) < 12
    assert copy.getpixel((100, 300))[0] > 180


def test_heic_is_covered_on_a_jpeg_copy(cast):
    evidence = filed(cast, files=[incoming("手机.heic", heic())])
    made = covered(cast, evidence, evidence.revisions.get().files.get())
    assert (made.copy.media_type, made.copy.original_name) == ("image/jpeg", "手机_遮挡.jpg")


def test_from_then_on_everybody_is_shown_the_copy(cast, evidence, file):
    copy = covered(cast, evidence, file).copy
    for who in ("expert", "lead", "office", "leader"):
        client = cast.client(who)
        assert got(client, at("file", file) + "?download=1") == (200, bytes_of(copy))
        for view in ("thumb", "preview"):
            status, data = got(client, at(view, file))
            assert status == 200
            assert max(opened(data).convert("RGB").getpixel((150, 100))) < 12, view


def test_the_same_picture_elsewhere_and_in_earlier_revisions_is_covered_too(cast, evidence, file):
    other = filed(cast, "另一件", unit=cast.responsible, files=[incoming("又一份.jpg", photo())])
    copy = covered(cast, evidence, file).copy
    there = other.revisions.get().files.get()
    assert got(cast.client("expert"), at("file", there)) == (200, bytes_of(copy))
    with pytest.raises(NotAllowed, match="已由机关党委遮挡"):
        uncover(evidence=other, file=there, reason="不用遮", by=cast.viewers["responsible"], at=NOW)
    with pytest.raises(NotAllowed, match="已由机关党委遮挡"):
        covered(cast, other, there, by=cast.viewers["responsible"])


def test_covering_anew_makes_another_copy_and_keeps_the_earlier_for_the_record(cast, evidence, file):
    first = covered(cast, evidence, file)
    second = covered(cast, evidence, file, FACE, Area(0, 0, 100, 100))
    assert first.copy_id != second.copy_id
    assert list(Covering.objects.order_by("pk").values_list("is_current", flat=True)) == [False, True]
    assert covering_of(file) == second


def test_taking_the_covering_back_asks_why(cast, evidence, file):
    covered(cast, evidence, file)
    by = cast.viewers["lead"]
    with pytest.raises(InputRefused, match="写明为什么"):
        uncover(evidence=evidence, file=file, reason="  ", by=by, at=NOW)
    uncover(evidence=evidence, file=file, reason="本人同意公开", by=by, at=NOW)
    assert covering_of(file) is None
    assert got(cast.client("expert"), at("file", file)) == (200, photo())
    entry = AuditEntry.objects.get(kind="evidence.covering_removed")
    assert entry.reason == "本人同意公开"


def test_the_original_leaves_with_a_reason_on_record(cast, evidence, file):
    covered(cast, evidence, file)
    client = cast.client("lead")
    refused = client.post(at("original", file), {"reason": ""})
    assert refused.status_code == 422
    assert "合影.jpg" in refused.content.decode()
    assert not AuditEntry.objects.filter(kind="evidence.original_taken").exists()
    answer = client.post(at("original", file), {"reason": "纪检部门核实"})
    assert b"".join(answer.streaming_content) == photo()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    close(answer)
    assert AuditEntry.objects.get(kind="evidence.original_taken").reason == "纪检部门核实"


def test_the_original_is_for_the_unit_and_the_office(cast, evidence, file):
    covered(cast, evidence, file)
    for who, expected in (("expert", 403), ("responsible", 403), ("leader", 403), ("stranger", 404), ("office", 200)):
        assert got(cast.client(who), at("preview", file) + "?original=1")[0] == expected, who
    assert cast.client("responsible").post(at("original", file), {"reason": "要"}).status_code == 403
    with pytest.raises(NotAllowed):
        take_original(evidence=evidence, file=file, reason="要", by=cast.viewers["responsible"], at=NOW)


def test_only_the_unit_and_the_office_cover_and_only_pictures(cast, evidence, file):
    with pytest.raises(NotAllowed):
        covered(cast, evidence, file, by=cast.viewers["responsible"])
    with pytest.raises(InputRefused, match="只有图片"):
        covered(cast, evidence, evidence.revisions.get().files.last())
    assert cast.client("expert").get(at("cover", file)).status_code == 403
    assert cast.client("stranger").post(at("cover", file), TYPED).status_code == 404
    assert not Covering.objects.exists()


def test_through_the_page_by_numbers_alone(cast, evidence, file):
    client = cast.client("lead")
    assert "遮挡哪几处" in client.get(at("cover", file)).content.decode()
    bad = client.post(at("cover", file), TYPED | {"width": ["", ""]})
    assert bad.status_code == 422
    assert "第 1 处的四个数要填全" in bad.content.decode()
    assert 'name="height" inputmode="decimal" maxlength="6" autocomplete="off" value="50"' in bad.content.decode()
    assert client.post(at("cover", file), TYPED).status_code == 303
    assert Covering.objects.get().areas == [[250, 250, 250, 500]]
    again = client.get(at("cover", file)).content.decode()
    assert 'value="25"' in again
    assert client.post(at("uncover", file), {"reason": ""}).status_code == 422
    assert client.post(at("uncover", file), {"reason": "不再需要"}).status_code == 303
    assert client.post(at("uncover", file), {"reason": "再来一次"}).status_code == 409


def test_ledger_and_page_say_that_it_is_covered(cast, evidence, file):
    ledger = reverse("evidence:ledger")
    assert "已遮挡" not in cast.client("expert").get(ledger).content.decode()
    covered(cast, evidence, file)
    assert "已遮挡" in cast.client("expert").get(ledger).content.decode()
    page = cast.client("expert").get(reverse("evidence:evidence", args=[evidence.pk])).content.decode()
    assert "已遮挡" in page
    assert "下载遮挡件" in page
    assert "看原图" not in page


def test_what_is_not_for_everybody_carries_who_looks_at_it(cast, evidence, file):
    here = reverse("evidence:evidence", args=[evidence.pk])
    covered(cast, evidence, file)
    client = cast.client("lead")
    assert "watermark" not in client.get(here).content.decode()
    original = client.get(here, {"file": file.pk, "original": 1}).content.decode()
    assert "牵头单位联络员 机关党委</text>" in original
    assert "watermark" not in cast.client("expert").get(here, {"file": file.pk, "original": 1}).content.decode()
    withheld = filed(cast, "限看的", files=[incoming("内.jpg", photo(3))], disclosure="withheld")
    page = cast.client("leader").get(reverse("evidence:evidence", args=[withheld.pk])).content.decode()
    assert 'class="watermark"' in page
