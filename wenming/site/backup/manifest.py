"""What a backup says of itself, and the proof that it is so. The format is described in docs/reference/backup.md."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from .columns import Column

FORMAT = 1
NAME = "manifest.json"
SEAL = "manifest.sha256"
FILE_LIST = "files.jsonl.gz"
FILES = "files"
DATABASE = "database"
CHUNK = 1024 * 1024


class Unsound(Exception):
    """The backup is not what it says, or not one this version can read; the sentence says what and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """``last_number`` is the greatest key ever given out in it."""

    name: str
    columns: list[Column]
    rows: int
    last_number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` counts and weighs them; ``missing`` are keys the store did not hold when the backup was taken."""

    taken_at: str
    version: str
    database: str
    migrations: list[list[str]]
    tables: list[Table]
    files: dict[str, Any]
    audit: list[dict[str, Any]]
    keys: list[dict[str, str]]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)


def write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    for name, content in ((NAME, text), (SEAL, hashlib.sha256(text).hexdigest().encode())):
        with (folder / name).open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())


def read(folder: Path) -> Manifest:
    """Raises Unsound where there is none, where it was altered, or where it is of a later format."""
    try:
        text, seal = (folder / NAME).read_bytes(), (folder / SEAL).read_text("ascii").strip()
    except OSError as error:
        raise Unsound(f"{folder} 里没有完整的备份（{error.strerror}：{NAME}、{SEAL}）。") from error
    if hashlib.sha256(text).hexdigest() != seal:
        raise Unsound(f"{folder} 的清单与封签不符，可能损坏或被改动。请换一份备份。")
    found = json.loads(text)
    if found["format"] != FORMAT:
        raise Unsound(f"备份的格式是第 {found['format']} 版，本程序只认第 {FORMAT} 版。请用写它的那个版本恢复。")
    tables = [Table(**{**one, "columns": [Column(**column) for column in one["columns"]]}) for one in found["tables"]]
    return Manifest(**{**found, "tables": tables})


def table_file(folder: Path, name: str) -> Path:
    return folder / DATABASE / f"{name}.jsonl.gz"


def hash_of(content: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of what is left to read."""
    measured, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        measured.update(chunk)
        size += len(chunk)
    return measured.hexdigest(), size


def lines(path: Path) -> Iterator[Any]:
    """The JSON lines of a packed file. Raises OSError, EOFError or ValueError where it is damaged."""
    with gzip.open(path, "rb") as content:
        for line in content:
            yield json.loads(line)


def faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Read everything again, whole; a sentence for each part that is not what the manifest says."""
    for table in manifest.tables:
        path = table_file(folder, table.name)
        yield from _fault_of(path, f"表 {table.name}", table.sha256)
        if path.exists() and (count := _rows(path)) != table.rows:
            yield f"表 {table.name} 应有 {table.rows} 行，读出 {count} 行。"
    listed = folder / FILE_LIST
    yield from _fault_of(listed, "文件清单", manifest.files["sha256"])
    if _rows(listed) < 0:
        return
    for one in lines(listed):
        yield from _fault_of(folder / FILES / one["key"], f"文件 {one['key']}", one["sha256"])


def _rows(path: Path) -> int:
    """How many lines; -1 where they cannot be read."""
    try:
        with gzip.open(path, "rb") as content:
            return sum(1 for _ in content)
    except (OSError, EOFError):
        return -1


def _fault_of(path: Path, what: str, wanted: str) -> Iterator[str]:
    try:
        with path.open("rb") as content:
            found, _ = hash_of(content)
    except OSError as error:
        yield f"{what}读不出来：{error.strerror}。"
        return
    if found != wanted:
        yield f"{what}的摘要不符，内容已损坏或被改动。"
