"""Files and evidence for tests of this room and the rooms above it."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import NOW, TODAY, Cast
from wenming.domain.authority import Viewer
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.models import Evidence
from wenming.organisation.models import Unit

TAKEN_TAG, EXIF_FOLDER = 36867, 0x8769


def jpeg(colour: str = "white", taken: datetime | None = None) -> bytes:
    """A small photograph; the same arguments give the same bytes."""
    picture, target = Image.new("RGB", (48, 36), colour), BytesIO()
    exif = Image.Exif()
    if taken:
        exif.get_ifd(EXIF_FOLDER)[TAKEN_TAG] = f"{taken:%Y:%m:%d %H:%M:%S}"
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def pdf(text: str = "1") -> bytes:
    """A one-page document; ``text`` makes it another one."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% " + text.encode() + b"\n"
        b"trailer<</Size 4/Root 1 0 R>>\n%%EOF\n"
    )


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def incoming(name: str, data: bytes) -> Incoming:
    return Incoming(name, content=upload(name, data))


def filed(
    cast: Cast, title: str = "宪法日宣讲", *, unit: Unit | None = None, by: Viewer | None = None,
    files: Sequence[Incoming] | None = None, event_on: date = TODAY, at: datetime = NOW, **more,
) -> Evidence:
    """Filed evidence: by the office for the leading unit unless said otherwise, one document of its own."""
    return file_evidence(
        files=[incoming(f"{title}.pdf", pdf(title))] if files is None else files, title=title, unit=unit or cast.lead,
        event_on=event_on, by=by or cast.office, at=at, **more,
    )
