"""Where in each piece of evidence of a page the words stand, with the few characters around them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Greatest, Lower, StrIndex, Substr

from wenming.domain.files.names import clean_name
from wenming.domain.language.excerpts import Piece, excerpt, met_in, met_with_excerpt
from wenming.domain.language.questions import Term
from wenming.evidence.models import Evidence, EvidenceFile, FileText
from wenming.shell.prepared import padded, prepared

from .texts import SAID

BEFORE, WINDOW = 40, 240
"""Characters before a find in a long text, and of the piece of it that is fetched."""
MOST_SHOWN = 3


class Find(NamedTuple):
    place: str
    pieces: list[Piece]


@dataclass(slots=True)
class _Looked:
    """One piece of evidence: what was found, which terms were not met yet, the files that may hold them."""

    title: str
    lacking: list[Term]
    finds: list[Find] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)

    def look(self, place: str, text: str, terms: Sequence[Term]) -> None:
        met, pieces = met_with_excerpt(text, terms)
        if met:
            self.finds.append(Find(place, pieces))
            self.meet(met)

    def meet(self, met: Sequence[Term]) -> None:
        if met and self.lacking:
            self.lacking = [one for one in self.lacking if one not in met]

    def is_to_open(self) -> bool:
        """Whether a term stands in none of what is said, the title among it, and may stand in a file."""
        if self.lacking and self.stored:
            self.meet(met_in(self.title, self.lacking))
        return bool(self.lacking and self.stored)


def finds_of(organisation_id: int, page: Sequence[int], terms: Sequence[Term]) -> dict[int, list[Find]]:
    """Evidence → where its words were found outside the title, at most MOST_SHOWN places.

    ``page`` are keys, at least one, of what the asker may see. Three queries, whatever the page holds.
    """
    looked: dict[int, _Looked] = {}
    places = list(SAID.values())[1:]
    keys = tuple(padded(page))
    for key, title, *others in _said(organisation_id, keys):
        looked[key] = one = _Looked(title, list(terms))
        for place, text in zip(places, others, strict=True):
            if text:
                one.look(place, text, terms)
    for key, name, stored_id in _named(keys):
        looked[key].look("文件名", clean_name(name), terms)
        looked[key].stored.append(stored_id)
    _look_inside([one for one in looked.values() if one.is_to_open()])
    return {key: one.finds[:MOST_SHOWN] for key, one in looked.items()}


@prepared
def _said(organisation_id: int, keys: tuple[int, ...]) -> QuerySet[Any, Any]:
    return Evidence.objects.of(organisation_id).filter(pk__in=keys).values_list("pk", *SAID)


@prepared
def _named(keys: tuple[int, ...]) -> QuerySet[Any, Any]:
    """By their keys alone: asked for the body as well, SQLite would go through all its files."""
    files = EvidenceFile.objects.filter(revision__is_current=True, revision__evidence_id__in=keys)
    return files.values_list("revision__evidence_id", "name", "stored_id")


def _look_inside(looked: Sequence[_Looked]) -> None:
    """Where what is said does not hold every term: of a text no more is fetched than the piece around each term."""
    terms = list(dict.fromkeys(term for one in looked for term in one.lacking))
    pieces = _pieces({stored for one in looked for stored in one.stored}, terms) if terms else {}
    for one in looked:
        for term in list(one.lacking):
            found = next((text for stored in one.stored if (text := pieces.get((stored, term), ""))), "")
            if found and term in one.lacking:
                one.finds.insert(0, Find("正文", excerpt(found, [term])))
                one.meet(met_in(found, one.lacking))


def _pieces(stored: Collection[int], terms: Sequence[Term]) -> dict[tuple[int, Term], str]:
    longest = tuple(max(term.runs, key=len) for term in terms)
    return {
        (key, term): around
        for key, *found in (_around(longest, tuple(padded(list(stored)))) if stored else ())
        for term, at, around in zip(terms, found[::2], found[1::2], strict=True)
        if at
    }


@prepared
def _around(runs: tuple[str, ...], stored: tuple[int, ...]) -> QuerySet[Any, Any]:
    """For each of ``runs`` where it begins in the text of a file, 0 for nowhere, and what stands around it."""
    columns: list[str] = []
    texts = FileText.objects.filter(stored_id__in=stored)
    for number, run in enumerate(runs):
        at = StrIndex(Lower("text"), Value(run, output_field=TextField()))
        texts = texts.annotate(**{f"at{number}": at}).annotate(
            **{f"around{number}": Substr("text", Greatest(F(f"at{number}") - BEFORE, Value(1)), WINDOW)}
        )
        columns += [f"at{number}", f"around{number}"]
    return texts.values_list("stored_id", *columns)
