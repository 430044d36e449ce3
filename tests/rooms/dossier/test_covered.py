"""A covered picture in the package: the copy, under its own digest, and the catalogue says so."""

import hashlib
import io
import zipfile

import python_calamine

from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg
from tests.factories.plan import make_campaign
from wenming.domain.dossier.verification import verify
from wenming.domain.evidence.covering import Area
from wenming.dossier.exports.sending import package_response
from wenming.evidence.actions.covering import cover
from wenming.filestore.queries import open_stored


def package(cast, campaign):
    return io.BytesIO(b"".join(package_response(campaign, by=cast.office, at=NOW).streaming_content))


def test_the_covered_copy_leaves_the_house_and_the_original_does_not(cast):
    made = make_campaign(cast, 1)
    files = [incoming("合影.png", jpeg("red")), incoming("会场.jpg", jpeg("blue"))]
    evidence = filed(cast, files=files, tasks=made.tasks)
    file = evidence.revisions.get().files.first()
    copy = cover(evidence=evidence, file=file, areas=[Area(0, 0, 500, 500)], by=cast.office, at=NOW).copy
    archive = package(cast, made.campaign)
    assert verify(archive).proved
    with zipfile.ZipFile(archive) as parcel:
        pictures = {name.rpartition("/")[2]: parcel.read(name) for name in parcel.namelist() if name.endswith(".jpg")}
        index = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(parcel.read("index.xlsx")))
    assert jpeg("red") not in pictures.values()
    assert jpeg("blue") in pictures.values()
    with open_stored(copy) as content:
        assert content.read() in pictures.values()
    rows = index.get_sheet_by_name("目录").to_python()
    assert [row[8] for row in rows if row[12] == copy.digest] == ["图中人脸或号码已遮挡，原件存本单位"]
    assert hashlib.sha256(jpeg("red")).hexdigest() not in str(rows)
