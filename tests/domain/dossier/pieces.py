"""Pieces to lay out and to pack, without a database: tasks, evidence, files whose content is known."""

import hashlib
import io
import zipfile
from datetime import date

from wenming.domain.dossier import manifest
from wenming.domain.dossier.contents import EvidenceEntry, FileEntry, TaskEntry

DAY = date(2026, 1, 20)


def task(number: int, title: str = "开展普法教育活动", area: str = "（一）认真开展理想信念教育") -> TaskEntry:
    return TaskEntry(number, str(number), title, area)


def file(name: str = "照片.jpg", content: bytes = b"content") -> FileEntry:
    return FileEntry(f"key/{name}", name, len(content), hashlib.sha256(content).hexdigest())


def piece(number: int, *tasks: int, title: str = "法治讲座", files: tuple[FileEntry, ...] | None = None,
          on: date = DAY) -> EvidenceEntry:
    return EvidenceEntry(
        number, title, "税政法规处", on, on, "", "内部", frozenset(tasks), (file(),) if files is None else files
    )


def pack(files: dict[str, bytes]) -> bytes:
    """A package of these files with true lists."""
    sealed = [manifest.Sealed(path, len(data), manifest.digest_of(data)) for path, data in files.items()]
    details = manifest.details({}, sealed, {}, [])
    sealed.append(manifest.Sealed(manifest.DETAILS, len(details), manifest.digest_of(details)))
    return zipped({**files, manifest.DETAILS: details, manifest.LIST: manifest.listing(sealed)})


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
