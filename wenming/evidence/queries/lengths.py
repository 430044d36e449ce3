"""How long the documents of evidence are, as they were read."""

from collections.abc import Iterable

from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.domain.evidence.slots import Length
from wenming.domain.files.names import clean_name
from wenming.domain.files.types import HOLD_TEXT
from wenming.evidence.models import FileText
from wenming.filestore.models import StoredFile


def documents_among(files: Iterable[tuple[str, StoredFile]]) -> list[tuple[str, StoredFile]]:
    """Of named files the documents whose text can be read: a table has no length anybody limits."""
    return [one for one in files if one[1].media_type in HOLD_TEXT and kind_of(one[1].media_type) is Kind.DOCUMENT]


def lengths_of(organisation_id: int, files: Iterable[tuple[str, StoredFile]]) -> tuple[Length, ...]:
    """One query where there are documents, none else."""
    documents = documents_among(files)
    if not documents:
        return ()
    read = FileText.objects.of(organisation_id).filter(stored__in=[stored for _, stored in documents])
    texts = {one.stored_id: one for one in read.defer("text")}
    return tuple(_length(name, texts.get(stored.pk)) for name, stored in documents)


def _length(name: str, text: FileText | None) -> Length:
    if text is None or not text.is_readable:
        return Length(clean_name(name), None)
    return Length(clean_name(name), text.characters, whole=text.state == FileText.State.READ)
