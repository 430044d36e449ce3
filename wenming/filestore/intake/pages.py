"""Papers as pictures, page by page: PDF drawn in a process of its own, Office files made PDF by LibreOffice first."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image

from wenming.domain.files import types
from wenming.domain.files.packages import Limits, Untrusted, opened
from wenming.filestore import sandbox
from wenming.filestore.models import PagePreview

from .office import as_pdf, office_program

State = PagePreview.State
LARGEST = 200 * 1024 * 1024
LARGEST_OFFICE = 50 * 1024 * 1024
"""Bytes of a paper that is still drawn."""
EDGE = 1600
SECONDS, MOST_STOPS = 90, 3
_ROOT = Path(__file__).resolve().parents[3]
_PACKAGE = Limits(entries=20_000, unpacked=1024**3, ratio=200)
OFFICE = {
    types.DOCX.media_type: "docx", types.XLSX.media_type: "xlsx", types.PPTX.media_type: "pptx",
    types.DOC.media_type: "doc", types.XLS.media_type: "xls", types.PPT.media_type: "ppt",
}


class NoPages(Exception):
    """Why there are none, as a state."""

    def __init__(self, state: PagePreview.State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page, from 1, as JPEG of ``size`` pixels."""

    number: int
    data: bytes
    size: tuple[int, int]


@contextmanager
def drawn(content: IO[bytes], *, first: int, number: int) -> Iterator[tuple[int, Iterator[Drawn]]]:
    """How many pages a PDF has, and pictures of ``number`` of them from ``first`` on, of those that can be drawn.

    Raises NoPages where the file opens at no page.
    """
    with tempfile.TemporaryDirectory(prefix="wenming-pages-") as name:
        folder = Path(name)
        with (folder / "source").open("wb") as target:
            shutil.copyfileobj(content, target)
        count = _draw(folder, first, first + number)
        yield count, _read(folder)


def _draw(folder: Path, first: int, end: int) -> int:
    """Returns the pages of the whole. A page that ends the program is left out and the next is begun anew."""
    for _ in range(MOST_STOPS):
        command = [sys.executable, "-m", "wenming.filestore.intake.page_program", folder / "source", folder,
                   str(first), str(end - first), str(EDGE)]
        whole = True
        try:
            sandbox.run(command, seconds=SECONDS, settings={"PYTHONPATH": str(_ROOT)})
        except sandbox.Stopped:
            whole = False
        first = max([first, *(number + 1 for number in _made(folder))]) + 1
        if whole or first >= end:
            break
    told = (folder / "told").read_text() if (folder / "told").exists() else str(State.DAMAGED)
    if not told.isdigit():
        raise NoPages(State(told))
    return int(told)


def _made(folder: Path) -> list[int]:
    return sorted(int(one.stem) for one in folder.glob("*.jpg"))


def _read(folder: Path) -> Iterator[Drawn]:
    for number in _made(folder):
        path = folder / f"{number}.jpg"
        with Image.open(path) as picture:
            size = picture.size
        yield Drawn(number, path.read_bytes(), size)


def pdf_of(content: IO[bytes], size: int, media_type: str) -> bytes:
    """An Office file as PDF. Raises NoPages."""
    if size > LARGEST_OFFICE:
        raise NoPages(State.TOO_BIG)
    program = office_program()
    if program is None:
        raise NoPages(State.NO_PROGRAM)
    kind = OFFICE[media_type]
    try:
        if kind.endswith("x"):
            opened(content, _PACKAGE).close()
        content.seek(0)
        return as_pdf(content.read(), kind, program)
    except (sandbox.Stopped, Untrusted) as error:
        raise NoPages(State.UNCONVERTED) from error
