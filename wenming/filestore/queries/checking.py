"""Does every file still hold what it held?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from wenming.filestore.models import StoredFile
from wenming.filestore.stores import StoreAway, the_store

CHUNK = 1024 * 1024


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
    """What is wrong with one file's bytes, or None. Raises StoreAway where no file could be read."""
    named = f"“{file.original_name}”（{file.key}）"
    try:
        size, digest = _measure(file)
    except FileNotFoundError:
        return FileFault(file, "missing", f"{named}不见了。")
    except StoreAway:
        raise
    except OSError as error:
        return FileFault(file, "unreadable", f"{named}读不出来：{error.strerror or error}。")
    if size != file.size:
        return FileFault(file, "size", f"{named}大小不符：应为 {file.size} 字节，实为 {size} 字节。")
    if digest != file.digest:
        return FileFault(file, "altered", f"{named}内容被改动：摘要与入库时不同。")
    return None


def _measure(file: StoredFile) -> tuple[int, str]:
    size, measured = 0, hashlib.new(file.algorithm)
    with the_store.open(file.key, "rb") as content:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            measured.update(chunk)
    return size, measured.hexdigest()
