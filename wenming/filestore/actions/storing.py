"""Taking a file in: proved, measured, kept once, and never altered afterwards."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import IntegrityError, transaction

from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.domain.files import types
from wenming.domain.files.containers import examine
from wenming.domain.files.names import clean_name, suffix_of
from wenming.domain.files.sniffing import Detected, refused, too_large
from wenming.filestore import pictures
from wenming.filestore.errors import not_stored
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import of_content
from wenming.filestore.spool import ALGORITHM
from wenming.shell.prepared import first

from . import blobs
from .renditions import ask_for_renditions

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """``is_new`` is False where the organisation had the same bytes already; ``mismatch`` tells of a false ending."""

    file: StoredFile
    is_new: bool
    mismatch: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """Bytes in the store that no row names yet, and what they were taken in as."""

    content: IO[bytes]
    incoming: blobs.Incoming
    key: str
    name: str
    found: Detected


def store(*, content: IO[bytes], name: str, by: Viewer, at: datetime, pages: bool = False) -> Stored:
    """Keep ``content`` (seekable; a Django File or UploadedFile) under the name it came with, cleaned.

    Web pages are taken where ``pages`` are wanted, never shown as such. Raises what ``lay`` and ``keep`` raise. The
    bytes come before the row, and before its transaction begins: a crash leaves bytes no row names, never a row
    without bytes, and a large file keeps no writer waiting.
    """
    return keep(lay(content=content, name=name, by=by, pages=pages), by=by, at=at)


def lay(*, content: IO[bytes], name: str, by: Viewer, pages: bool = False) -> Laid:
    """The bytes, proved and measured; to be kept soon.

    Raises InputRefused for an empty file, one over ``largest``, a type not taken, a broken picture or document, a
    document with macros; OutOfReach or NoRoom where the store fails.
    """
    name = clean_name(name)
    found = _proved(content, name, pages)
    incoming = _taken_in(content, name, by.organisation_id)
    key = f"{by.organisation_id}/{incoming.digest[:2]}/{incoming.digest}"
    _settle(incoming, key, name)
    return Laid(content, incoming, key, name, found)


def keep(laid: Laid, *, by: Viewer, at: datetime) -> Stored:
    """The row of what was laid. Raises OutOfReach or NoRoom where the store fails."""
    file, is_new = _registered(
        laid.incoming, key=laid.key, name=laid.name, media_type=laid.found.media_type, by=by, at=at
    )
    if is_new and _left(laid.key, laid.name):  # the same bytes lay here and were just leaving (see ``forgetting``)
        _settle(_taken_in(laid.content, laid.name, by.organisation_id), laid.key, laid.name)
    return Stored(file, is_new, laid.found.mismatch)


def largest(name: str) -> int:
    """The most bytes a file of this name may have: a zip may be larger, for the files in it are taken in singly."""
    return settings.MAX_ARCHIVE_BYTES if suffix_of(name) == "zip" else settings.MAX_FILE_BYTES


@transaction.atomic
def _registered(
    incoming: blobs.Incoming, *, key: str, name: str, media_type: str, by: Viewer, at: datetime
) -> tuple[StoredFile, bool]:
    """The row of the bytes: the one that is there, or a new one; of a new picture smaller ones are asked for.

    Either way it is held until the transaction ends: nobody clears it away before it is cited.
    """
    file, is_new = _held(StoredFile(
        organisation_id=by.organisation_id, algorithm=ALGORITHM, digest=incoming.digest, size=incoming.size,
        media_type=media_type, original_name=name, key=key, stored_at=at,
    ))
    if is_new:
        ask_for_renditions(file=file, by=by, at=at)
    return file, is_new


def _held(new: StoredFile) -> tuple[StoredFile, bool]:
    while True:
        there = first(of_content(new.organisation_id, new.algorithm, new.digest))
        if there is None:
            if _saved(new):
                return new, True
        elif StoredFile.objects.filter(pk=there.pk).update(again_at=new.stored_at):
            return there, False
        # it was being cleared away when it was found, or laid by another when it was not: now it is gone, or there


def _saved(new: StoredFile) -> bool:
    """False where the same content was handed in at the same moment."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        if not of_content(new.organisation_id, new.algorithm, new.digest):
            raise
        return False
    return True


def _proved(content: IO[bytes], name: str, pages: bool) -> Detected:
    """The type, by content, of a file that may be kept."""
    size = content.seek(0, 2)
    if size == 0:
        raise refused(name, "这是空文件（0 字节）。请在本机打开确认后重新选择。")
    if size > largest(name):
        raise too_large(name, largest(name))
    found = examine(content, name, pages=pages)
    if size > settings.MAX_FILE_BYTES and found.media_type != types.ZIP.media_type:
        raise too_large(name, settings.MAX_FILE_BYTES)
    if found.media_type in pictures.OPENABLE:
        try:
            pictures.prove(content)
        except pictures.Unreadable as error:
            raise refused(name, "图片打不开，可能没有传完整或已损坏。请在本机打开确认后重新选择。") from error
        except pictures.TooManyPixels as error:
            raise refused(name, "图片的像素太多（超过 1.2 亿）。请缩小后再传。") from error
    return found


def _taken_in(content: IO[bytes], name: str, organisation_id: int) -> blobs.Incoming:
    try:
        return blobs.take_in(content, folder=str(organisation_id), limit=largest(name))
    except blobs.TooLarge as error:
        raise too_large(name, largest(name)) from error
    except OSError as error:
        raise _said(name, error) from error


def _settle(incoming: blobs.Incoming, key: str, name: str) -> None:
    try:
        blobs.settle(incoming, key)
    except OSError as error:
        raise _said(name, error) from error


def _left(key: str, name: str) -> bool:
    try:
        return not blobs.is_there(key)
    except OSError as error:
        raise _said(name, error) from error


def _said(name: str, error: OSError) -> RuleBroken:
    log.exception("storing a file failed")  # its name is nobody's business in a log
    return not_stored(name, error)
