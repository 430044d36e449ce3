"""Which bytes are named by rows, and which files by rows of any room: found from the models, not from a list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, Exists, ManyToOneRel, Model, OuterRef, Q, QuerySet

from wenming.filestore.models import StoredFile
from wenming.filestore.stores import the_store


def uncited(organisation_id: int, *, before: datetime) -> QuerySet[StoredFile]:
    """Files that no row of any room refers to, and that nobody handed in since ``before``."""
    files = StoredFile.objects.filter(organisation_id=organisation_id, stored_at__lt=before)
    files = files.filter(Q(again_at=None) | Q(again_at__lt=before))
    for relation in citing():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        files = files.filter(~Exists(rows))
    return files


def citing() -> list[Any]:
    """Every key of every model that points at a stored file; what merely goes along with it (CASCADE) does not cite."""
    return [
        relation for relation in StoredFile._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel) and relation.on_delete is not CASCADE
    ]


def is_named(organisation_id: int, key: str) -> bool:
    """Whether any row of the organisation says that its bytes lie under ``key``."""
    return bool(_named(organisation_id, [key]))


def orphans_of(organisation_id: int) -> Iterator[str]:
    """Keys in the organisation's part of the store that no row names: left by a crash or a rolled-back act."""
    for folder, names in _folders(str(organisation_id)):
        keys = [f"{folder}/{name}" for name in names]
        yield from sorted(set(keys) - _named(organisation_id, keys))


def digest_in(key: str) -> str:
    """Every key ends in its file's digest."""
    return key.rpartition("/")[2].partition("-")[0]


def _named(organisation_id: int, keys: list[str]) -> set[str]:
    digests = {digest_in(key) for key in keys}
    files = StoredFile.objects.filter(organisation_id=organisation_id, digest__in=digests)
    known = set(files.values_list("key", flat=True))
    for model in _made_from_files():
        known.update(model._base_manager.filter(file__in=files).values_list("key", flat=True))
    return known.intersection(keys)


def _made_from_files() -> list[type[Model]]:
    """The models of this room whose rows say that bytes lie under a key, beside the files themselves."""
    models = apps.get_app_config("filestore").get_models()
    return [model for model in models if model is not StoredFile and hasattr(model, "key")]


def _folders(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder beneath ``folder`` with the files in it, one at a time."""
    try:
        folders, names = the_store.listdir(folder)
    except FileNotFoundError:
        return
    if names:
        yield folder, names
    for name in sorted(folders):
        yield from _folders(f"{folder}/{name}")
