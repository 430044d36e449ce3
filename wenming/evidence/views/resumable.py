"""Large files in pieces, by the tus protocol 1.0 (https://tus.io), then one question for the receipt."""

import base64
import binascii

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.evidence.actions.receiving import receive_whole
from wenming.filestore.actions import partials
from wenming.shell.addresses import address
from wenming.shell.door import needs

from .upload import told

PIECES = "application/offset+octet-stream"


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["POST", "OPTIONS"])
def begin(request: HttpRequest) -> HttpResponse:
    """A place for a file whose length and name the headers say."""
    if request.method == "OPTIONS":
        return _said(204, **{"Tus-Version": "1.0.0", "Tus-Extension": "creation,expiration,termination",
                             "Tus-Max-Size": settings.MAX_FILE_BYTES})
    partial = partials.begin(
        name=_name_in(request.headers.get("Upload-Metadata", "")), size=_number(request, "Upload-Length"),
        by=request.viewer, at=timezone.now(),
    )
    return _said(201, **{"Location": address("evidence:piece", partial.pk), "Upload-Expires": _expires(partial)})


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def piece(request: HttpRequest, upload_id: int) -> HttpResponse:
    """How much is there, the next piece, or an end to it."""
    partial = partials.partial_for(request.viewer, upload_id)
    if request.method == "DELETE":
        partials.drop(partial)
        return _said(204)
    if request.method == "HEAD":
        return _said(200, **{"Upload-Offset": partials.offset_of(partial), "Upload-Length": partial.size,
                             "Upload-Expires": _expires(partial)})
    if request.content_type != PIECES:
        return _said(415)
    try:
        offset = partials.append(partial=partial, offset=_number(request, "Upload-Offset"), read=request.read)
    except partials.WrongOffset:
        return _said(409)
    return _said(204, **{"Upload-Offset": offset, "Upload-Expires": _expires(partial)})


@needs(Permission.FILE_EVIDENCE)
@require_POST
def finish(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The receipt of a file that is whole; the answer may be asked for again."""
    partial = partials.partial_for(request.viewer, upload_id)
    return told(request, receive_whole(partial=partial, by=request.viewer, at=timezone.now()))


def _said(status: int, **headers: object) -> HttpResponse:
    return HttpResponse(status=status, headers={
        "Tus-Resumable": "1.0.0", "Cache-Control": "no-store", **{name: str(value) for name, value in headers.items()},
    })


def _expires(partial: partials.PartialUpload) -> str:
    return http_date(partial.until.timestamp())


def _number(request: HttpRequest, header: str) -> int:
    written = request.headers.get(header, "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise InputRefused("上传的请求不完整，请刷新本页后再传。")
    return int(written)


def _name_in(metadata: str) -> str:
    """``filename`` of the pairs the header holds: a key, a blank, the value in base64."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError) as error:
                raise InputRefused("文件名读不出来，请改名后再传。") from error
    return ""
