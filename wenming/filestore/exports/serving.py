"""Stored bytes to a browser: the detected type and no other, in parts where parts are asked for.

Who may have a file is decided before these are called.
"""

import re
from dataclasses import dataclass
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags

from wenming.domain.files.types import PDF, named_honestly
from wenming.filestore.errors import Missing
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import open_key, open_stored, rendition_of

INLINE = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "application/pdf", "video/mp4", "audio/mpeg",
    "audio/mp4", "audio/wav",
})
"""What a browser may show by itself; everything else is saved, whatever was asked."""
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
"""Whatever a browser takes the bytes for: no script, no form, nothing of this site."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_HOUR = 3600
_BLOCK = 64 * 1024


@dataclass
class Part:
    """``length`` bytes of an open file from ``start`` on; closing it closes the file.

    Without slots: Django hangs its own ``close`` on what it streams through the server's file wrapper.
    """

    content: IO[bytes]
    start: int
    length: int

    def __post_init__(self) -> None:
        self.content.seek(self.start)

    def read(self, size: int) -> bytes:
        chunk = self.content.read(min(size, self.length))
        self.length -= len(chunk)
        return chunk

    def close(self) -> None:
        self.content.close()


class Unsatisfiable(Exception):
    """The part asked for lies outside the file."""


def file_response(request: HttpRequest, file: StoredFile, *, name: str, inline: bool) -> HttpResponse:
    """The original under ``name``, shown or saved; 206 for a part, 304 where the browser has it, 416 for a part beyond.

    Raises Missing where the storage does not hold the bytes.
    """
    etag = f'"{file.algorithm}-{file.digest}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _labelled(HttpResponseNotModified(), etag)
    try:
        part = _wanted(request, file.size, etag)
    except Unsatisfiable:
        return _labelled(HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"}), etag)
    start, length = part or (0, file.size)
    response = FileResponse(Part(open_stored(file), start, length), status=206 if part else 200)
    response.block_size = _BLOCK
    response.headers["Content-Type"] = file.media_type
    response.headers["Content-Length"] = str(length)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = content_disposition_header(
        not (inline and file.media_type in INLINE), named_honestly(name, file.media_type))
    if file.media_type != PDF.media_type:  # its reader in the browser does not open in a sandbox
        response.headers["Content-Security-Policy"] = ALONE
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{file.size}"
    return _labelled(response, etag)


def rendition_response(request: HttpRequest, file: StoredFile, kind: str, number: int = 0) -> HttpResponse:
    """A smaller picture of ``file``, or its page ``number``. Raises Missing where it is not made (yet)."""
    etag = f'"{file.digest}-{kind}-{number}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _labelled(HttpResponseNotModified(), etag, _HOUR)
    rendition = rendition_of(file, kind, number)
    if rendition is None:
        raise Missing(file.original_name)
    response = FileResponse(open_key(rendition.key, file.original_name), content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = ALONE
    return _labelled(response, etag, _HOUR)


def _wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """``(start, length)`` of the one part asked for; None for the whole (RFC 9110, 14.2). Raises Unsatisfiable."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not found or not any(found.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
        if last and int(last) < start:
            return None
    if start > end or start >= size:
        raise Unsatisfiable
    return start, end - start + 1


def _labelled(response: HttpResponse, etag: str, seconds: int = 0) -> HttpResponse:
    """Kept by this browser alone; asked after again each time, or after ``seconds``."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={seconds}" if seconds else "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
