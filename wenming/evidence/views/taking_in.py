"""Files of a request: the one a script sends as its whole body, those on receipts, plain ones of a form."""

from urllib.parse import unquote

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.files import sniffing
from wenming.evidence.actions.receiving import Received, receive_file, redeem
from wenming.filestore.errors import not_stored
from wenming.filestore.spool import Spooled

CHUNK = 64 * 1024


def sent(request: HttpRequest) -> UploadedFile:
    """The file of a request whose body is that file and nothing else, so that no form has to be taken apart.

    Its name stands, percent-encoded, in X-File-Name. A form's field ``file`` is taken as well. Raises InputRefused
    (nothing came, too large, broken off) and what the store says when its disk is full.
    """
    if "file" in request.FILES:
        return request.FILES["file"]
    name = unquote(request.headers.get("X-File-Name", ""))
    if not name:
        raise InputRefused("没有收到文件，请再选一次。")
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.MAX_FILE_BYTES:
        raise sniffing.too_large(name, settings.MAX_FILE_BYTES)
    try:
        spooled = Spooled(name)
    except OSError as error:
        raise not_stored(name, error) from error
    try:
        return _filled(spooled, request, length)
    except RuleBroken:
        spooled.close()
        raise


def _filled(spooled: Spooled, request: HttpRequest, length: int) -> Spooled:
    broken_off = sniffing.refused(spooled.name, "传到一半断开了，请再传一次。")
    try:
        while chunk := request.read(CHUNK):
            spooled.append(chunk)
    except UnreadablePostError as error:
        raise broken_off from error
    except OSError as error:
        raise not_stored(spooled.name, error) from error
    if spooled.size < length:
        raise broken_off
    spooled.seek(0)
    return spooled


def taken_in(request: HttpRequest, zone: str = "", *, pages: bool = False) -> tuple[list[Received], list[str]]:
    """What came in (saved web pages too where ``pages`` are wanted), and a sentence for each file refused.

    Plain files are stored at once: a refusal costs no file. A page with several places to put files names each: its
    fields end in that name.
    """
    ending = f"-{zone}" if zone else ""
    received, refused = redeemed(request.POST.getlist(f"receipts{ending}"), request.viewer)
    for content in request.FILES.getlist(f"files{ending}"):
        try:
            received.append(receive_file(
                content=content, name=content.name, by=request.viewer, at=timezone.now(), pages=pages
            ))
        except InputRefused as refusal:
            refused.append(refusal.sentence)
    return received, refused


def redeemed(receipts: list[str], viewer: Viewer) -> tuple[list[Received], list[str]]:
    try:
        return redeem(receipts=receipts, by=viewer), []
    except InputRefused as refusal:
        return [], [refusal.sentence]
