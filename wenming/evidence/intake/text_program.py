"""The text of one file. Runs as a program of its own (see ``texts``), away from the product.

Arguments: the file, its media type, the most characters wanted. Standard output: one JSON object with ``text`` and
``cut``, or the ``refused`` reason: locked, damaged, empty.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

from wenming.domain.errors import InputRefused
from wenming.domain.files import types
from wenming.domain.files.packages import Limits, PackageFault, Untrusted, opened, part_of, xml_of

MEMORY, CPU_SECONDS = 1536 * 1024 * 1024, 60
PACKAGE = Limits(entries=20_000, unpacked=2 * 1024**3, ratio=200)
PART = Limits(entries=0, unpacked=64 * 1024 * 1024, ratio=0)
MOST_PAGES, MOST_PARTS, MOST_ROWS = 2000, 2000, 100_000
PLAIN_BYTES = 2 * 1024 * 1024
_WORD = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_SLIDES = ("ppt/slides/slide", "ppt/notesslides/notesslide")
_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tr": "\n", "tab": "\t", "tc": "\t"}


class Refused(Exception):
    """Why the file gives no text."""


def pdf(path: Path) -> Iterator[str]:
    import pypdfium2
    from pypdfium2 import raw

    from wenming.domain.language.runs import joined_lines

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "damaged") from None
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            yield joined_lines(page.get_textpage().get_text_range())
        except pypdfium2.PdfiumError:  # one broken page hides no other
            continue
        yield "\n"


def word(path: Path) -> Iterator[str]:
    yield from _parts(path, _WORD)


def slides(path: Path) -> Iterator[str]:
    yield from _parts(path, _SLIDES)


def workbook(path: Path) -> Iterator[str]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            yield f"{name}\n"
            for row in book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS):
                yield "\t".join(_cell(value) for value in row if value not in ("", None)) + "\n"
    except python_calamine.PasswordError:
        raise Refused("locked") from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refused("damaged") from None


def ofd(path: Path) -> Iterator[str]:
    from wenming.filestore.intake.lines.archive import Archive
    from wenming.filestore.intake.lines.ofd import read_ofd

    for line in read_ofd(Archive(path.read_bytes())):
        yield f"{line.text}\n"


def old_word(path: Path) -> Iterator[str]:
    from wenming.filestore.intake.lines.word97 import read_word97

    for line in read_word97(path.read_bytes()):
        yield f"{line.text}\n"


def plain(path: Path) -> Iterator[str]:
    from wenming.filestore.intake.lines.text import decode_text

    with path.open("rb") as content:
        data = content.read(PLAIN_BYTES)
        if content.read(1):
            data = data[: data.rfind(b"\n") + 1]  # no character is cut in two
    yield decode_text(data)


def page(path: Path) -> Iterator[str]:
    from wenming.evidence.intake.page_text import web_page

    yield from web_page(path)


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    types.PDF.media_type: pdf, types.DOCX.media_type: word, types.PPTX.media_type: slides,
    types.XLSX.media_type: workbook, types.XLS.media_type: workbook, types.OFD.media_type: ofd,
    types.DOC.media_type: old_word, types.TXT.media_type: plain, types.CSV.media_type: plain,
    types.WEB_PAGE.media_type: page,
}


def read(path: Path, media_type: str, most: int) -> dict[str, object]:
    """At most ``most`` characters of the text, in the order of the file."""
    pieces, size, cut = [], 0, False
    try:
        for piece in READERS[media_type](path):
            pieces.append(piece[: most - size])
            size += len(piece)
            if size > most:
                cut = True
                break
    except Refused as refused:
        return {"refused": str(refused)}
    except Untrusted as untrusted:
        return {"refused": "locked" if untrusted.fault is PackageFault.PROTECTED else "damaged"}
    except InputRefused as refused:  # the readers of the plan room speak to people
        words = refused.sentence
        return {"refused": "locked" if "密码" in words else "empty" if "没有文字" in words else "damaged"}
    text = "".join(pieces)
    return {"text": text, "cut": cut} if text.strip() else {"refused": "empty"}


def _parts(path: Path, wanted: tuple[str, ...]) -> Iterator[str]:
    """The text of the wanted parts of a package, in the order of their names."""
    with path.open("rb") as content:
        package = opened(content, PACKAGE)
        names = [one for one in package.namelist() if one.lower().startswith(wanted) and one.lower().endswith(".xml")]
        for name in sorted(names, key=lambda one: (len(one), one))[:MOST_PARTS]:
            yield from _texts(package, name)


def _texts(package: ZipFile, name: str) -> Iterator[str]:
    """Every ``t`` of a part; what was deleted under tracked changes is no ``t``."""
    data = part_of(package, name, PART)
    for element in xml_of(data).iter() if data else ():
        kind = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if kind == "t":
            yield element.text or ""
        elif kind in _BREAKS:
            yield _BREAKS[kind]
    yield "\n"


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _limit() -> None:
    """A file made to fill the memory or the clock ends this program and nothing else."""
    try:
        import resource
    except ImportError:  # a system without such limits: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def main() -> int:
    _limit()
    path, media_type, most = sys.argv[1:]
    json.dump(read(Path(path), media_type, int(most)), sys.stdout, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
