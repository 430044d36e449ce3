"""What there is to read of one piece of evidence: what is said about it, its files' names, the text inside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming.evidence.models import Evidence, EvidenceFile, EvidenceRevision, FileText

SAID = {"title": "题名", "caption": "说明", "place": "地点", "people": "人物"}
AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Part:
    """``key`` names it for good, ``place`` is how it is spoken of."""

    key: str
    place: str
    text: str
    file: EvidenceFile | None = None


def said_of(evidence: Evidence) -> Iterator[Part]:
    for name, place in SAID.items():
        yield Part(name, place, getattr(evidence, name))


def names_of(evidence: Evidence) -> Iterator[Part]:
    for file in _files(evidence):
        yield Part(f"name:{file.stored_id}", "文件名", file.name, file)


def inside(evidence: Evidence) -> Iterator[Part]:
    """The texts that were read so far, a few at a time."""
    return _texts(evidence.organisation_id, _files(evidence))


def _texts(organisation_id: int, files: Sequence[EvidenceFile]) -> Iterator[Part]:
    by_content = {file.stored_id: file for file in files}
    texts = FileText.objects.of(organisation_id).filter(stored_id__in=by_content).exclude(text="").order_by("pk")
    for one in texts.iterator(chunk_size=AT_ONCE):
        file = by_content[one.stored_id]
        yield Part(f"text:{one.stored_id}", f"“{file.shown_name[:40]}”正文", one.text, file)


def all_parts(evidence: Evidence) -> Iterator[Part]:
    for parts in (said_of, names_of, inside):
        yield from parts(evidence)


def parts_of(revision: EvidenceRevision) -> Iterator[Part]:
    """The same of one revision, in use or proposed."""
    said = revision.said if not revision.is_current else {}
    for name, place in SAID.items():
        yield Part(name, place, said.get(name) or getattr(revision.evidence, name))
    files = list(revision.files.all())
    for file in files:
        yield Part(f"name:{file.stored_id}", "文件名", file.name, file)
    yield from _texts(revision.organisation_id, files)


def told_warnings(evidence: Evidence) -> str:
    """What stands open, for the sentence after filing; ""  where nothing does."""
    found = [one.details for one in evidence.warnings.filter(answered_at=None)]
    return f"请核对：{'；'.join(found)}。" if found else ""


def _files(evidence: Evidence) -> list[EvidenceFile]:
    return list(EvidenceFile.objects.filter(revision__evidence=evidence, revision__is_current=True))
