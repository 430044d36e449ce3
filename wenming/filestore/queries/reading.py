"""The bytes of what is stored, for whoever was allowed them."""

from typing import IO

from django.db.models import QuerySet

from wenming.filestore.errors import Missing, Unreadable
from wenming.filestore.models import PagePreview, Rendition, StoredFile
from wenming.filestore.stores import the_store
from wenming.shell.prepared import prepared


@prepared
def of_content(organisation_id: int, algorithm: str, digest: str) -> QuerySet[StoredFile]:
    """What an organisation has with the very same bytes: one file or none."""
    return StoredFile.objects.filter(organisation_id=organisation_id, algorithm=algorithm, digest=digest)


def open_stored(file: StoredFile) -> IO[bytes]:
    """The original's bytes, seekable, to be closed by the caller. Raises Missing and Unreadable."""
    return open_key(file.key, file.original_name)


def open_key(key: str, name: str) -> IO[bytes]:
    try:
        return the_store.open(key, "rb")
    except FileNotFoundError as error:
        raise Missing(name) from error
    except OSError as error:
        raise Unreadable(name, error) from error


def rendition_of(file: StoredFile, kind: str, number: int = 0) -> Rendition | None:
    """``number`` is the page, from 1, of what has pages."""
    made = Rendition.objects.filter(organisation_id=file.organisation_id, file=file, kind=kind, number=number)
    return made.first()


def page_preview_of(file: StoredFile) -> PagePreview | None:
    return PagePreview.objects.filter(organisation_id=file.organisation_id, file=file).first()
