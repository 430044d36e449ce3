"""Making the first key, going over to a new one, and re-encrypting what stands under an earlier one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from wenming.audit.actions import record
from wenming.domain.authority import system
from wenming.domain.errors import RuleBroken
from wenming.jobs.actions import enqueue
from wenming.jobs.models import Job

from . import events, keyring, queries
from .errors import KeysMissing, RotationRefused
from .fields import Ciphertext

REENCRYPT = "vault.reencrypt"


def make_first_key() -> bool:
    """Make the first key of a new installation; returns whether one was made.

    Raises KeysMissing where encrypted values exist already: their key is lost or not in place, and a new one would
    only hide that.
    """
    if keyring.keys():
        return False
    if queries.anything_sealed():
        raise KeysMissing(keyring.folder())
    try:
        keyring.make(1)
    except RotationRefused:  # another process made it this very moment
        return False
    return True


@dataclass(frozen=True, slots=True)
class Rotation:
    """``made`` is False where an earlier rotation had not come to its end and is taken up again."""

    version: int
    made: bool
    jobs: list[Job]


def rotate_keys(*, at: datetime) -> Rotation:
    """Make the next key and ask for the re-encryption of every table; takes up an unfinished rotation first.

    Raises KeysMissing, and RotationRefused where another rotation is just being asked for.
    """
    newest = keyring.current()
    unfinished = any(one.earlier for one in queries.standings())
    if not unfinished:
        newest = keyring.make(newest.version + 1)
    jobs = [_ask(model, organisation_id, newest.version, at)
            for model in queries.encrypted_fields() for organisation_id in _organisations(model)]
    return Rotation(newest.version, not unfinished, jobs)


def _organisations(model: type[models.Model]) -> list[int]:
    rows = queries.sealed_earlier(model).order_by().values_list("organisation_id", flat=True)
    return sorted(set(rows.distinct()))


@transaction.atomic
def _ask(model: type[models.Model], organisation_id: int, version: int, at: datetime) -> Job:
    by, label, table = system(organisation_id), model._meta.label_lower, str(model._meta.verbose_name)
    job = enqueue(REENCRYPT, title=f"重新加密：{table}", by=by, at=at, arguments={"label": label},
                  unique_key=f"{label}.{version}")
    record(events.keys_rotated, by=by, at=at, on=job, after={"version": version, "table": table})
    return job


def reencrypt_row(model: type[models.Model], pk: Any) -> None:
    """Put one row's values under the newest key; at any moment the row is readable. Called inside a transaction.

    Raises the StaysClosed errors and leaves the row as it was.
    """
    row = model._base_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        return
    prefix, fresh = keyring.current().prefix, {}
    for field in queries.encrypted_fields()[model]:
        held = field.value_from_object(row)
        if isinstance(held, Ciphertext) and not held.startswith(prefix):
            plain = field.opened(held, row)
            fresh[field.attname] = field.sealed(plain, row)
            for index in queries.indexes_of(field):
                organisation_id: int = row.organisation_id  # type: ignore[attr-defined]
                fresh[index.attname] = index.token(plain, organisation_id)  # type: ignore[assignment]
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**fresh)
    except IntegrityError:
        raise RuleBroken("同一个值另有一行登记，两行请先并成一行；这一行仍用旧密钥，能照常查看。") from None
