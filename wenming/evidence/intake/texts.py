"""The text of a stored file, read in a process of its own, bounded in size, memory and time."""

import json
import shutil
import sys
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wenming.domain.files import types
from wenming.domain.language.counting import characters_of
from wenming.evidence.models import FileText
from wenming.filestore import sandbox
from wenming.filestore.intake.office import modernised, office_program
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import open_stored

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is still read; a text of this size is no document."""
LARGEST_OLD = 50 * 1024 * 1024
MOST_CHARACTERS = 100_000
SECONDS = 90
_ROOT = Path(__file__).resolve().parents[3]
_OLD = {types.DOC.media_type: ("doc", types.DOCX.media_type), types.PPT.media_type: ("ppt", types.PPTX.media_type)}
State = FileText.State


@dataclass(frozen=True, slots=True)
class Reading:
    state: State
    text: str = ""
    characters: int = 0
    """字数 of the text as it was written; ``text`` is made plain for searching."""


def reading_of(file: StoredFile, *, seconds: int = SECONDS) -> Reading:
    """What the file says, read within ``seconds``. Raises filestore's Missing; whatever is wrong with the bytes is a
    state, never an error."""
    old = file.media_type in _OLD
    if file.size > (LARGEST_OLD if old else LARGEST):
        return Reading(State.TOO_BIG)
    with tempfile.TemporaryDirectory(prefix="wenming-text-") as name:
        path = Path(name) / "source"
        with open_stored(file) as content, path.open("wb") as target:
            shutil.copyfileobj(content, target)
        media_type = _modern(path, file.media_type) if old else file.media_type
        if media_type == types.PPT.media_type:
            return Reading(State.DAMAGED if office_program() else State.NO_READER)
        return _read(path, media_type, seconds)


def reading_of_bytes(data: bytes, media_type: str) -> Reading:
    """What bytes of a modern type say that are not, or not yet, stored."""
    with tempfile.TemporaryDirectory(prefix="wenming-text-") as name:
        path = Path(name) / "source"
        path.write_bytes(data)
        return _read(path, media_type, SECONDS)


def _modern(path: Path, media_type: str) -> str:
    """Old Office files in their modern form where LibreOffice can do it; the type of what then lies at ``path``."""
    program, (kind, modern) = office_program(), _OLD[media_type]
    if program is not None:
        with suppress(sandbox.Stopped, OSError):
            path.write_bytes(modernised(path.read_bytes(), kind, program))
            return modern
    return media_type


def _read(path: Path, media_type: str, seconds: int) -> Reading:
    command = [sys.executable, "-m", "wenming.evidence.intake.text_program", path, media_type, str(MOST_CHARACTERS)]
    try:
        found = json.loads(sandbox.run(command, seconds=seconds, settings={"PYTHONPATH": str(_ROOT)}))
    except (sandbox.Stopped, OSError, ValueError):
        return Reading(State.DAMAGED)
    if "refused" in found:
        return Reading(State(found["refused"]))
    text = unicodedata.normalize("NFKC", found["text"]).replace("\0", "").encode("utf-8", "replace").decode()
    state = State.CUT if found["cut"] else State.READ
    return Reading(state, text[:MOST_CHARACTERS], characters_of(found["text"]))
