"""Where in each piece of evidence of a page the words stand, with the few characters around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, TextField, Value
from django.db.models.functions import Greatest, Lower, StrIndex, Substr

from wenming.domain.files.names import clean_name
from wenming.domain.language.excerpts import Piece, excerpt, is_in
from wenming.domain.language.questions import Term
from wenming.evidence.models import Evidence, EvidenceFile, FileText

from .texts import SAID

BEFORE, WINDOW = 40, 240
"""Characters before a find in a long text, and of the piece of it that is fetched."""
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Find:
    place: str
    pieces: list[Piece]


@dataclass(slots=True)
class _Looked:
    """One piece of evidence: what was found, which terms were not met yet, the files that may hold them."""

    lacking: list[Term]
    finds: list[Find] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)

    def look(self, place: str, text: str, terms: Sequence[Term]) -> None:
        if any(is_in(text, one) for one in terms):
            self.finds.append(Find(place, excerpt(text, terms)))
            self.meet(text)

    def meet(self, text: str) -> None:
        self.lacking = [one for one in self.lacking if not is_in(text, one)]


def finds_of(organisation_id: int, page: Sequence[int], terms: Sequence[Term]) -> dict[int, list[Find]]:
    """Evidence → where its words were found outside the title, at most MOST_SHOWN places.

    ``page`` are keys of what the asker may see. Three queries, whatever the page holds.
    """
    looked: dict[int, _Looked] = {}
    for key, title, *others in Evidence.objects.of(organisation_id).filter(pk__in=page).values_list("pk", *SAID):
        looked[key] = one = _Looked(list(terms))
        one.meet(title)
        for place, text in zip(list(SAID.values())[1:], others, strict=True):
            one.look(place, text, terms)
    # by their keys alone: asked for the body as well, SQLite would go through all its files
    files = EvidenceFile.objects.filter(revision__is_current=True, revision__evidence_id__in=looked)
    for key, name, stored_id in files.values_list("revision__evidence_id", "name", "stored_id"):
        looked[key].look("文件名", clean_name(name), terms)
        looked[key].stored.append(stored_id)
    _look_inside([one for one in looked.values() if one.lacking])
    return {key: one.finds[:MOST_SHOWN] for key, one in looked.items()}


def _look_inside(looked: Sequence[_Looked]) -> None:
    """Where what is said does not hold every term: of a text no more is fetched than the piece around each term."""
    terms = list(dict.fromkeys(term for one in looked for term in one.lacking))
    pieces = _pieces({stored for one in looked for stored in one.stored}, terms) if terms else {}
    for one in looked:
        for term in list(one.lacking):
            found = next((text for stored in one.stored if (text := pieces.get((stored, term), ""))), "")
            if found and term in one.lacking:
                one.finds.insert(0, Find("正文", excerpt(found, [term])))
                one.meet(found)


def _pieces(stored: Iterable[int], terms: Sequence[Term]) -> dict[tuple[int, Term], str]:
    columns: list[str] = []
    texts = FileText.objects.filter(stored_id__in=stored)
    for number, term in enumerate(terms):
        at = StrIndex(Lower("text"), Value(max(term.runs, key=len), output_field=TextField()))
        texts = texts.annotate(**{f"at{number}": at}).annotate(
            **{f"around{number}": Substr("text", Greatest(F(f"at{number}") - BEFORE, Value(1)), WINDOW)}
        )
        columns += [f"at{number}", f"around{number}"]
    return {
        (key, term): around
        for key, *found in texts.values_list("stored_id", *columns)
        for term, at, around in zip(terms, found[::2], found[1::2], strict=True)
        if at
    }
