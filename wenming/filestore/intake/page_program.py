"""Some pages of a PDF as pictures. Runs as a program of its own (see ``pages``), away from the product.

Arguments: the file, the folder for the pictures, the first page (from 1), how many, the longest edge in pixels.
Into the folder goes ``told`` before any page is drawn: the number of pages of the whole file, or the reason why there
are none, locked or damaged. A picture is there once it bears its name ``NUMBER.jpg``; a page that cannot be drawn has
none.
"""

import sys
from contextlib import suppress
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

MEMORY, CPU_SECONDS = 1536 * 1024 * 1024, 60
QUALITY = 82


def draw(path: Path, folder: Path, first: int, number: int, edge: int) -> None:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        (folder / "told").write_text("locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "damaged")
        return
    count = len(document)
    (folder / "told").write_text(str(count) if count else "damaged")
    for at in range(first - 1, min(first - 1 + number, count)):
        with suppress(pdfium.PdfiumError, ValueError):
            _draw(document[at], folder / f"{at + 1}.jpg", edge)


def _draw(page: pdfium.PdfPage, target: Path, edge: int) -> None:
    """However large the page says it is, the picture is ``edge`` long."""
    width, height = page.get_size()
    bitmap = page.render(scale=edge / max(width, height, 1), may_draw_forms=False)
    part = target.with_suffix(".part")
    bitmap.to_pil().convert("RGB").save(part, "JPEG", quality=QUALITY, optimize=True)
    part.rename(target)


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
    path, folder, *numbers = sys.argv[1:]
    first, number, edge = (int(one) for one in numbers)
    draw(Path(path), Path(folder), first, number, edge)
    return 0


if __name__ == "__main__":
    sys.exit(main())
