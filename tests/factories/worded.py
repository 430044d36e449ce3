"""Small files with words in them, as people hand them in."""

from io import BytesIO
from zipfile import ZipFile

import docx
import xlsxwriter

SLIDE = (
    '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{0}</a:t></a:r><a:r><a:t>{1}</a:t></a:r></a:p></p:sld>'
)


def docx_of(*paragraphs: str, head: str = "") -> bytes:
    document, target = docx.Document(), BytesIO()
    if head:
        document.sections[0].header.paragraphs[0].text = head
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def xlsx_of(*rows: tuple[object, ...], sheet: str = "名单") -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return target.getvalue()


def pptx_of(first: str, second: str = "") -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("ppt/presentation.xml", "<p/>")
        package.writestr("ppt/slides/slide1.xml", SLIDE.format(first, second))
    return target.getvalue()
