"""An official document as a Word file, by the measures of its layout. Every official document goes out through here."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from wenming.domain.documents.layout import GB_9704, LATIN, Layout, Type, signature_indents
from wenming.domain.documents.outline import Outline, Paragraph, Part

_TWIPS = 20
BLANK_DATE = "2026年12月31日"
"""As wide as the date that someone will write in by hand."""
_FOOTER_LINE = 5
"""Height of the line with the page number, in millimetres (4号, 14 pt)."""
_ALIGNED = {
    Part.TITLE: WD_ALIGN_PARAGRAPH.CENTER, Part.NUMBER: WD_ALIGN_PARAGRAPH.CENTER,
    Part.ADDRESSEE: WD_ALIGN_PARAGRAPH.LEFT, Part.SIGNATURE: WD_ALIGN_PARAGRAPH.CENTER,
    Part.DATE: WD_ALIGN_PARAGRAPH.RIGHT,
}
_FLUSH = frozenset(_ALIGNED)


def docx_of(outline: Outline, layout: Layout = GB_9704) -> bytes:
    """The bytes of a .docx; the same outline gives the same text, fonts and measures."""
    document = docx.Document()
    _set_page(document, layout)
    _set_normal(document, layout)
    closing = _closing(outline, layout)
    for before, paragraph in zip((None, *outline.paragraphs), outline.paragraphs, strict=False):
        made = _add(document, layout, paragraph)
        made.paragraph_format.space_before = Pt(layout.line * _lines_between(before, paragraph))
        if paragraph.part in closing:
            _indent(made, layout.types[paragraph.part], **closing[paragraph.part])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = outline.title, outline.author, ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _lines_between(before: Paragraph | None, paragraph: Paragraph) -> int:
    """A line under the title and its number, two over the signature for the seal (GB/T 9704-2012, 7.3.1, 7.3.5)."""
    if paragraph.part is Part.SIGNATURE:
        return 2
    headed = before is not None and before.part in {Part.TITLE, Part.NUMBER}
    return int(headed and paragraph.part not in {Part.TITLE, Part.NUMBER})


def _set_page(document: Document, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.footer_distance = Mm(layout.bottom - layout.page_number_below - _FOOTER_LINE)
    _set_grid(document, layout)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, aligned, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = aligned
        _indent(paragraph, layout.page_number, **{side: 1})
        _page_number(paragraph, layout.page_number)


def _set_grid(document: Document, layout: Layout) -> None:
    """Lines only: with characters too, some programs spread the letters and 11 pages become 16."""
    properties = document.element.body.get_or_add_sectPr()
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(layout.line * _TWIPS)))
    properties.append(grid)


def _set_normal(document: Document, layout: Layout) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(layout.types[Part.BODY].size)
    _name_fonts(style.element.get_or_add_rPr(), layout.types[Part.BODY])
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _add(document: Document, layout: Layout, paragraph: Paragraph) -> WordParagraph:
    made = document.add_paragraph()
    made.alignment = _ALIGNED.get(paragraph.part, WD_ALIGN_PARAGRAPH.JUSTIFY)
    if paragraph.part not in _FLUSH:
        _indent(made, layout.types[paragraph.part], firstLine=layout.indent)
    _line(made, layout)
    heading = layout.types[paragraph.part]
    if paragraph.lead:
        _set(made.add_run(paragraph.lead), heading)
    _set(made.add_run(paragraph.text), layout.types[Part.BODY] if paragraph.lead else heading)
    return made


def _line(paragraph: WordParagraph, layout: Layout) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(layout.line)


def _set(run: Run, wanted: Type) -> None:
    run.font.size = Pt(wanted.size)
    run.font.bold = wanted.bold or None
    _name_fonts(run.font.element.get_or_add_rPr(), wanted)


def _name_fonts(properties: object, wanted: Type) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), wanted.font)
    fonts.set(qn("w:hint"), "eastAsia")


def _indent(paragraph: WordParagraph, wanted: Type, **sides: float) -> None:
    """In characters, as Word counts them (hundredths), and in twips for programs that do not."""
    element = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    for side, characters in sides.items():
        element.set(qn(f"w:{side}Chars"), str(round(characters * 100)))
        element.set(qn(f"w:{side}"), str(round(characters * wanted.size * _TWIPS)))


def _closing(outline: Outline, layout: Layout) -> dict[Part, dict[str, float]]:
    """The date stands its characters from the right edge, the signature is centred over it (or over where it goes)."""
    said = {one.part: one.text for one in outline.paragraphs}
    left, right = signature_indents(layout, said.get(Part.SIGNATURE, ""), said.get(Part.DATE, BLANK_DATE))
    return {Part.DATE: {"right": layout.date_indent}, Part.SIGNATURE: {"left": left, "right": right}}


def _page_number(paragraph: WordParagraph, wanted: Type) -> None:
    """—1— as a field the program counts itself."""
    _set(paragraph.add_run("— "), wanted)
    run = paragraph.add_run()
    _set(run, wanted)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run.font.element.append(element)
    _set(paragraph.add_run(" —"), wanted)
