"""What is looked at to say whether an installation is well: the doctor's list, and the page of the administrators."""

from collections.abc import Callable

from . import accounts, database, keys, machine, store, work
from .look import Look, State

__all__ = ["EVERYTHING", "Look", "State", "everything"]

EVERYTHING: list[Callable[[], Look]] = [
    machine.python, machine.data_folder, machine.disk, store.store, database.database, database.integrity,
    database.clock, keys.keys, keys.encryption, accounts.separation, accounts.second_factor, work.worker, work.jobs,
    work.backup, machine.fonts, machine.assets,
]


def everything() -> list[Look]:
    return [look() for look in EVERYTHING]
