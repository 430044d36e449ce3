"""Named reads: who holds a value, and under which key the values of each table stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from . import keyring
from .fields import BlindIndexField, EncryptedTextField


def encrypted_fields() -> dict[type[models.Model], list[EncryptedTextField]]:
    """Every model with encrypted columns, in the order of the applications."""
    found = {model: [one for one in model._meta.local_fields if isinstance(one, EncryptedTextField)]
             for model in apps.get_models()}
    return {model: fields for model, fields in found.items() if fields}


def indexes_of(field: EncryptedTextField) -> list[BlindIndexField]:
    """The blind indexes over an encrypted field."""
    every = field.model._meta.local_fields
    return [one for one in every if isinstance(one, BlindIndexField) and one.of == field.name]


def holding(field: EncryptedTextField, value: str, organisation_id: int) -> Q:
    """Rows of the organisation whose encrypted ``field`` holds ``value``, whichever key it stands under.

    Raises KeysMissing, and LookupError where the field has no blind index.
    """
    for index in indexes_of(field):
        return Q(organisation_id=organisation_id, **{f"{index.name}__in": index.tokens(value, organisation_id)})
    raise LookupError(f"{field} has no blind index")


def sealed(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Rows that hold any encrypted value."""
    any_of_them = Q()
    for field in encrypted_fields()[model]:
        any_of_them |= ~Q(**{field.name: ""})
    return model._base_manager.filter(any_of_them)  # a row out of sight of the default manager is sealed too


def sealed_earlier(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Rows with a value under another key than the newest."""
    prefix, any_of_them = keyring.current().prefix, Q()
    for field in encrypted_fields()[model]:
        any_of_them |= ~Q(**{field.name: ""}) & ~Q(**{f"{field.name}__under": prefix})
    return model._base_manager.filter(any_of_them)


def anything_sealed() -> bool:
    """Whether the database holds an encrypted value; tables that are not there yet hold none."""
    tables = set(connection.introspection.table_names())
    return any(sealed(model).exists() for model in encrypted_fields() if model._meta.db_table in tables)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one table: rows with encrypted values, and those among them still under an earlier key."""

    table: str
    rows: int
    earlier: int


def standings() -> Iterator[Standing]:
    """Raises KeysMissing."""
    for model in encrypted_fields():
        name = str(model._meta.verbose_name)
        yield Standing(name, sealed(model).count(), sealed_earlier(model).count())
