"""Taking files in before the form that files them: each goes into the store by itself and is answered with a receipt.

A receipt is signed for one person, one organisation, one stored content and one name. It outlives the sign-in, so a
session that ends, or a connection that breaks, costs no file a second time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO

from django.core import signing
from django.core.files import File
from django.utils import timezone

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import InputRefused, NotAllowed
from wenming.domain.evidence.filing import doubted_words
from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.domain.evidence.names import mismatch
from wenming.domain.files.names import clean_name
from wenming.domain.files.secrecy import secrecy_warning
from wenming.domain.language.warnings import Kind as Caution
from wenming.domain.language.warnings import warnings_of
from wenming.evidence.access import sight_of
from wenming.evidence.models import Evidence
from wenming.evidence.queries.doubts import filed_alike
from wenming.evidence.queries.files import first_filed
from wenming.filestore.actions import partials, store
from wenming.filestore.intake import exif
from wenming.filestore.models import PartialUpload, StoredFile
from wenming.filestore.queries import open_stored

SALT = "evidence.receipt"
GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to be filed: fresh ``content``, or content already ``stored`` on a receipt."""

    name: str
    content: "File[bytes] | IO[bytes] | None" = None
    stored: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file in the store and what a person should know about it before filing it."""

    receipt: str
    name: str
    stored: StoredFile
    captured_on: date | None = None
    first: Evidence | None = None
    alike: Evidence | None = None
    """What holds a picture that looks like this one, where both were compared before; None where ``first`` is known."""
    doubted_on: date | None = None

    @property
    def kind(self) -> Kind:
        return kind_of(self.stored.media_type)

    @property
    def mismatch(self) -> str:
        """The sentences about an ending that does not fit the content and a camera's clock that is wrong, or ""."""
        clock = doubted_words(self.doubted_on) if self.doubted_on else ""
        return mismatch(self.name, self.stored.media_type) + clock

    @property
    def caution(self) -> str:
        """The warning where the name holds a mark of secrecy or a number of a person, or ""."""
        numbers = [one for one in warnings_of(self.name, timezone.localdate()) if one.kind is not Caution.SECRECY]
        return secrecy_warning(self.name) + "".join(f"{one.sentence('文件名')}。{one.kind.advice}" for one in numbers)

    @property
    def shown_name(self) -> str:
        return clean_name(self.name)


def receive_file(
    *, content: "File[bytes]", name: str, by: Viewer, at: datetime, pages: bool = False
) -> Received:
    """Store one file, a web page where ``pages`` are wanted, and issue its receipt.

    Raises what the store refuses (InputRefused).
    """
    if not (by.may(Permission.FILE_EVIDENCE) or by.may(Permission.OFFER_EVIDENCE)):
        raise NotAllowed("您的角色不报送佐证。")
    kept = store(content=content, name=name, by=by, at=at, pages=pages)
    taken = exif.capture_of(content) if kept.file.is_picture else exif.Capture()  # the store may be far away
    known = (None, None) if kept.is_new else _known([kept.file], by)[kept.file.pk]
    return _received(kept.file, name, by, taken, known)


def receive_whole(*, partial: PartialUpload, by: Viewer, at: datetime) -> Received:
    """Store a file that came piece by piece and issue its receipt; asked again it gives the same answer.

    Raises what the store refuses; what is refused for good (InputRefused) is not kept.
    """
    if partial.stored:
        known = _known([partial.stored], by)[partial.stored.pk]
        return _received(partial.stored, partial.name, by, capture_of(partial.stored), known)
    with partials.whole(partial) as content:
        try:
            got = receive_file(content=content, name=partial.name, by=by, at=at)
        except InputRefused:
            partials.drop(partial)
            raise
    partials.settle(partial=partial, stored=got.stored)
    return got


def _received(
    stored: StoredFile, name: str, by: Viewer, taken: exif.Capture, known: tuple[Evidence | None, Evidence | None]
) -> Received:
    receipt = signing.dumps([by.user_id, by.organisation_id, stored.pk, name], salt=SALT, compress=True)
    captured_on = timezone.localdate(taken.at) if taken.at else None
    return Received(receipt, name, stored, captured_on, *known, taken.doubted)


def redeem(*, receipts: list[str], by: Viewer) -> list[Received]:
    """The files behind receipts, in their order, each receipt once. Raises InputRefused for one that is not good.

    A receipt is not good when it is altered, older than GOOD_FOR, another person's, or its content is gone.
    """
    opened = {receipt: _open(receipt, by) for receipt in receipts}
    ids = {stored_id for stored_id, _ in opened.values()}
    files = StoredFile.objects.filter(organisation_id=by.organisation_id, pk__in=ids).in_bulk()
    if len(files) < len(ids):
        raise InputRefused("有文件已不在文件库里，请重新选择文件。", {"files": "请重新选择"})
    known = _known(files.values(), by)
    return [Received(one, name, files[pk], None, *known[pk]) for one, (pk, name) in opened.items()]


def _known(files: Collection[StoredFile], by: Viewer) -> dict[int, tuple[Evidence | None, Evidence | None]]:
    """For each file the evidence with the very same content, or else with a picture like it; asks what is known only:
    a picture that came in a moment ago is compared later, and its evidence and a notice tell then."""
    sight = sight_of(by)
    first = first_filed(by.organisation_id, sight, [one.pk for one in files])
    compared = [one.pk for one in files if one.compared_at and one.pk not in first]
    alike = filed_alike(by.organisation_id, sight, compared)
    return {one.pk: (first.get(one.pk), alike.get(one.pk)) for one in files}


def capture_of(stored: StoredFile) -> exif.Capture:
    """When the camera says the picture was taken; unknown for whatever is no picture."""
    if not stored.is_picture:
        return exif.Capture()
    with open_stored(stored) as content:
        return exif.capture_of(content)


def _open(receipt: str, by: Viewer) -> tuple[int, str]:
    try:
        user_id, organisation_id, stored_id, name = signing.loads(receipt, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError) as error:
        raise InputRefused("有文件的上传凭证已失效，请重新选择文件。", {"files": "请重新选择"}) from error
    if (user_id, organisation_id) != (by.user_id, by.organisation_id):
        raise InputRefused("这些文件是别人上传的，请重新选择文件。", {"files": "请重新选择"})
    return stored_id, name
