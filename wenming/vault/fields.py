"""Model fields whose text the database never sees in the clear.

An instance keeps the text as the database holds it and opens it when it is asked for, so a list that does not show the
value costs nothing and stays open while the key is away. The row must carry ``organisation_id``: a text belongs to its
table, its column and its organisation.
"""

from typing import Any

from django.db import models
from django.db.models.lookups import StartsWith
from django.db.models.query_utils import DeferredAttribute

from . import ciphers, keyring

ALLOWED_LOOKUPS = {"exact", "in", "isnull", "under"}


class Ciphertext(str):
    """A text as the database holds it."""

    __slots__ = ()


class _OpensWhenAsked(DeferredAttribute):
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return self.field.opened(value, instance) if isinstance(value, Ciphertext) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Text sealed with the ring's newest key when the row is saved. Empty stays empty and is not sealed.

    Reading raises the ``StaysClosed`` errors. Writing goes through ``save`` or ``bulk_create``; ``update`` with a plain
    text is a programming error (TypeError), and so is any lookup by content: look things up with a BlindIndexField.
    """

    descriptor_class = _OpensWhenAsked

    def place(self, organisation_id: int) -> str:
        """Where a text of this column belongs. Renaming the model or the field needs a re-encryption."""
        return f"{self.model._meta.label_lower}.{self.name}@{organisation_id}"

    def opened(self, text: str, instance: models.Model) -> str:
        return ciphers.unseal(text, self.place(instance.organisation_id), keyring.key)  # type: ignore[attr-defined]

    def sealed(self, plain: str, instance: models.Model) -> Ciphertext:
        place = self.place(instance.organisation_id)  # type: ignore[attr-defined]
        return Ciphertext(ciphers.seal(keyring.current(), place, plain))

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return Ciphertext(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.value_from_object(model_instance)
        return value if not value or isinstance(value, Ciphertext) else self.sealed(str(value), model_instance)

    def value_from_object(self, obj: models.Model) -> Any:
        """As the database holds it: a dump of the data carries no plain text."""
        return obj.__dict__.get(self.attname, "")

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str) and value and not isinstance(value, Ciphertext):
            raise TypeError(f"{self}: a plain text reaches the database through save() alone")
        return str(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name in ALLOWED_LOOKUPS else None


@EncryptedTextField.register_lookup
class Under(StartsWith):
    """``field__under=key.prefix``: rows sealed with that key."""

    lookup_name = "under"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return connection.operators["startswith"] % rhs


class BlindIndexField(models.CharField):
    """Finds a row by the exact value of the encrypted field ``of`` without knowing it (see ``queries.holding``).

    Name it beside its field in ``save(update_fields=…)``.
    """

    def __init__(self, *args: Any, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 90, "blank": True, "default": "", "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def tokens(self, value: str, organisation_id: int) -> list[str]:
        """What ``value`` may stand under: one token for each key of the ring, the newest first."""
        place = self.place(organisation_id)
        ring = keyring.keys() or {0: keyring.current()}
        return [ciphers.blind(ring[version], place, value) for version in sorted(ring, reverse=True)]

    def token(self, value: str, organisation_id: int) -> str:
        return ciphers.blind(keyring.current(), self.place(organisation_id), value)

    def place(self, organisation_id: int) -> str:
        return f"{self.model._meta.label_lower}.{self.of}@{organisation_id}"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = model_instance.__dict__.get(self.of)
        if value is not None and not isinstance(value, Ciphertext):
            organisation_id: int = model_instance.organisation_id  # type: ignore[attr-defined]
            setattr(model_instance, self.attname, self.token(value, organisation_id) if value else "")
        return str(getattr(model_instance, self.attname))
