"""A document into its parts: covering notice, the plan itself, annexes, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming.domain.plan.dates import iso_date
from wenming.domain.plan.draft import Span
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.letterhead import Head, handed_on, is_cover, issuer_in, read_head
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.signature import Signature, disclosure, is_back_matter, signatures, undated

_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,2}")
_ANNEX_LIST = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[：:]")
_MOST_BACK_MATTER = 8


@dataclass(frozen=True, slots=True)
class Document:
    """``body`` is the plan's own text after its title; ``annexes`` what stands behind other 附件 marks.

    ``official``: something beyond the text itself says that this is an official document.
    """

    title: Passage
    printed_title: str
    issuer: str
    issuer_spans: tuple[Span, ...]
    issued_on: str | None
    date_spans: tuple[Span, ...]
    number: str
    recipients: str
    disclosure: str
    disclosure_spans: tuple[Span, ...]
    cover: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    annexes: tuple[tuple[Paragraph, ...], ...]
    official: bool


def read_document_parts(paragraphs: Sequence[Paragraph]) -> Document:
    """Part a document. The plan of a covering notice is its annex, or what follows the notice's signature."""
    segments = _segments(paragraphs)
    head = read_head(segments[0])
    cover: list[Paragraph] = []
    own = head
    if is_cover(squeezed(head.title.text)):
        segments = _after_signature(segments, head)
        if len(segments) > 1:
            cover = segments.pop(0)[head.body :]
            own = read_head(segments[0])
    signed = _signature(cover or segments[0], paragraphs)
    body = _without_back_matter(segments[0][own.body :])
    return _document(paragraphs, head, own, signed, cover=cover, body=body, annexes=segments[1:])


def _document(
    paragraphs: Sequence[Paragraph],
    head: Head,
    own: Head,
    signed: Signature | None,
    *,
    cover: list[Paragraph],
    body: list[Paragraph],
    annexes: list[list[Paragraph]],
) -> Document:
    option, option_spans = disclosure(paragraphs)
    title = own.title if own.title.text else head.title
    printed = squeezed(own.title.text) or handed_on(squeezed(head.title.text)) or squeezed(head.title.text)
    dated = head.dated or own.dated
    last = None if signed and signed.issuer else undated(body, dated=bool(dated or signed))
    if last:
        body = body[: last.start]
    who, day = last or signed, signed if signed and signed.issued_on else None
    issuer = (who.issuer if who else "") or issuer_in(head.title.text)
    return Document(
        title=title,
        printed_title=printed,
        issuer=issuer,
        issuer_spans=who.issuer_spans if who else (),
        issued_on=day.issued_on if day else iso_date(squeezed(dated.text)) if dated else None,
        date_spans=day.date_spans if day else dated.pieces if dated else (),
        number=head.number or own.number,
        recipients=head.recipients or own.recipients,
        disclosure=option,
        disclosure_spans=option_spans,
        cover=tuple(_without_back_matter(cover)),
        body=tuple(body),
        annexes=tuple(tuple(part) for part in annexes),
        official=own.sure or head.sure or bool(signed and signed.issuer),
    )


def _segments(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Cut at every line that is only 附件, 附件1 and so on."""
    segments: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if segments[-1] and _is_annex_mark(paragraph):
            segments.append([])
        else:
            segments[-1].append(paragraph)
    return [segment for segment in segments if segment] or [[]]


def _is_annex_mark(paragraph: Paragraph) -> bool:
    """附件 alone; with a colon it opens the list of annexes."""
    return not paragraph.cells and bool(_ANNEX.fullmatch(squeezed(paragraph.text)))


def _after_signature(segments: list[list[Paragraph]], head: Head) -> list[list[Paragraph]]:
    """A covering notice without 附件 mark ends at its signature, if a document follows."""
    first = segments[0]
    for signed in signatures(first):
        rest = first[signed.end :]
        while rest and is_back_matter(rest[0].text):
            rest = rest[1:]
        if signed.start >= head.body and (len(rest) > _MOST_BACK_MATTER or _is_handed_on(rest, head)):
            return [first[: signed.end], rest, *segments[1:]]
    return segments


def _is_handed_on(rest: Sequence[Paragraph], head: Head) -> bool:
    """What follows begins with the title the notice names."""
    named = handed_on(squeezed(head.title.text))
    own = squeezed(read_head(rest).title.text)
    return bool(named and own) and (own.endswith(named) or named.endswith(own))


def _signature(segment: Sequence[Paragraph], everything: Sequence[Paragraph]) -> Signature | None:
    """The last full signature of the part that is signed, else any imprint or date of the document."""
    own = [one for one in signatures(segment) if not one.imprint]
    signed = [one for one in own if one.issuer]
    if signed or own:
        return (signed or own)[-1]
    others = [one for one in signatures(everything) if one.issuer]
    return others[-1] if others else None


def _without_back_matter(part: list[Paragraph]) -> list[Paragraph]:
    """Without signature, list of annexes and the lines under the text."""
    drop: set[int] = set()
    for signed in signatures(part):
        drop.update(range(signed.start, signed.end))
    listing = False
    for at, paragraph in enumerate(part):
        marker = parse_marker(paragraph.text)
        if _ANNEX_LIST.match(paragraph.text):
            listing = True
        elif not (
            listing
            and ((marker is not None and marker.kind == "digit") or paragraph.text[0] in "（(")
            and len(paragraph.text) < 80
        ):
            listing = False
        if listing or is_back_matter(paragraph.text):
            drop.add(at)
    return [paragraph for at, paragraph in enumerate(part) if at not in drop]
