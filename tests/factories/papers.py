"""Papers with pages one can look at, and papers made to hurt."""

import io
import zipfile

import pypdfium2 as pdfium

from tests.factories.worded import docx_of


def paper(pages: int = 2, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of so many empty pages; ``size`` in points."""
    document, out = pdfium.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(*size)
    document.save(out)
    document.close()
    return out.getvalue()


def swollen_docx() -> bytes:
    """A Word file whose main part unpacks to hundreds of times its size."""
    source, out = zipfile.ZipFile(io.BytesIO(docx_of("字"))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, source.read(name) + (b" " * 60_000_000 if name == "word/document.xml" else b""))
    return out.getvalue()
