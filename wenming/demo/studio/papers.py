"""Papers of the story as docx, txt, xlsx and scanned pdf. The same input gives the same bytes."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from random import Random
from time import gmtime
from xml.sax.saxutils import escape

import xlsxwriter
from PIL import Image, ImageDraw

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_HEADING = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="36"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
)
_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">　　{}</w:t></w:r></w:p>'


def letter(title: str, paragraphs: Sequence[str]) -> bytes:
    """A docx with a centred title."""
    body = _HEADING.format(escape(title)) + "".join(_PARAGRAPH.format(escape(one)) for one in paragraphs)
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    parts = {"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


def note(title: str, paragraphs: Sequence[str]) -> bytes:
    return "\r\n".join([title, "", *paragraphs, ""]).encode()


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]], *, made_at: datetime) -> bytes:
    """An xlsx with one sheet."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    sheet, bold = book.add_worksheet("名册"), book.add_format({"bold": True})
    sheet.write(0, 0, title, bold)
    sheet.write_row(1, 0, headings, bold)
    for number, row in enumerate(rows, start=2):
        sheet.write_row(number, 0, row)
    sheet.set_column(0, len(headings), 16)
    book.close()
    return buffer.getvalue()


def scan(*, made_at: datetime, rng: Random) -> bytes:
    """A pdf of one page as a scanner gives it: a red head, lines that stand for writing, a round seal."""
    page = Image.new("RGB", (620, 877), (250, 250, 250))
    pen = ImageDraw.Draw(page)
    pen.rectangle([120, 70, 500, 96], fill=(186, 40, 40))
    pen.rectangle([60, 120, 560, 123], fill=(186, 40, 40))
    for line in range(rng.randint(14, 24)):
        indent, end = (100 if line % 4 == 0 else 70), (rng.randint(260, 480) if line % 4 == 3 else 550)
        pen.rectangle([indent, 160 + line * 24, end, 168 + line * 24], fill=(96, 96, 100))
    seal = (420 + rng.randint(-12, 12), 760 + rng.randint(-12, 12))
    pen.ellipse([seal[0] - 56, seal[1] - 56, seal[0] + 56, seal[1] + 56], outline=(200, 44, 40), width=5)
    buffer = BytesIO()
    when = gmtime(made_at.timestamp())
    page.save(buffer, "PDF", resolution=75, creationDate=when, modDate=when, producer="wenming demo")
    return buffer.getvalue()
