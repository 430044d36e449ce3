"""Named reads of stored files, and the proof that each still holds what it held."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.core.files.storage import default_storage

from .errors import Missing
from .models import Rendition, StoredFile

CHUNK = 1024 * 1024


def open_stored(file: StoredFile) -> IO[bytes]:
    """The original's bytes, seekable, to be closed by the caller. Raises Missing."""
    return open_key(file.key, file.original_name)


def open_key(key: str, name: str) -> IO[bytes]:
    try:
        return default_storage.open(key, "rb")
    except FileNotFoundError as error:
        raise Missing(name) from error


def rendition_of(file: StoredFile, kind: str) -> Rendition | None:
    return Rendition.objects.filter(organisation_id=file.organisation_id, file=file, kind=kind).first()


def is_named(organisation_id: int, key: str) -> bool:
    """Whether any row of the organisation says that its bytes lie under ``key``."""
    files = StoredFile.objects.filter(organisation_id=organisation_id, digest=_digest_in(key))
    return files.filter(key=key).exists() or Rendition.objects.filter(file__in=files, key=key).exists()


def _digest_in(key: str) -> str:
    """Every key ends in its file's digest."""
    return key.rpartition("/")[2].partition("-")[0]


# --- does every file still hold what it held? -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileFault:
    """``kind`` is missing, size, altered or unreadable."""

    file: StoredFile
    kind: str
    sentence: str


def organisations_with_files() -> list[int]:
    return list(StoredFile.objects.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def files_to_check(organisation_id: int) -> Iterator[tuple[StoredFile, FileFault | None]]:
    """Every stored file of the organisation, each read whole; memory stays the same however many and large."""
    files = StoredFile.objects.filter(organisation_id=organisation_id).order_by("id")
    for file in files.iterator(chunk_size=500):
        yield file, fault_of(file)


def fault_of(file: StoredFile) -> FileFault | None:
    """What is wrong with one file's bytes, or None."""
    named = f"“{file.original_name}”（{file.key}）"
    try:
        size, digest = _measure(file)
    except FileNotFoundError:
        return FileFault(file, "missing", f"{named}不见了。")
    except OSError as error:
        return FileFault(file, "unreadable", f"{named}读不出来：{error.strerror or error}。")
    if size != file.size:
        return FileFault(file, "size", f"{named}大小不符：应为 {file.size} 字节，实为 {size} 字节。")
    if digest != file.digest:
        return FileFault(file, "altered", f"{named}内容被改动：摘要与入库时不同。")
    return None


def _measure(file: StoredFile) -> tuple[int, str]:
    size, measured = 0, hashlib.new(file.algorithm)
    with default_storage.open(file.key, "rb") as content:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            measured.update(chunk)
    return size, measured.hexdigest()


def orphans_of(organisation_id: int) -> Iterator[str]:
    """Keys in the organisation's part of the storage that no row names: left by a crash or a rolled-back act."""
    for folder, names in _folders(str(organisation_id)):
        digests = {_digest_in(name) for name in names}
        files = StoredFile.objects.filter(organisation_id=organisation_id, digest__in=digests)
        renditions = Rendition.objects.filter(file__in=files)
        known = {*files.values_list("key", flat=True), *renditions.values_list("key", flat=True)}
        yield from sorted({f"{folder}/{name}" for name in names} - known)


def _folders(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder beneath ``folder`` with the files in it, one at a time."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    if names:
        yield folder, names
    for name in sorted(folders):
        yield from _folders(f"{folder}/{name}")
