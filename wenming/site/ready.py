"""Is this process ready to serve? Cheap enough to be asked every few seconds."""

from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from wenming.filestore.stores import the_store
from wenming.jobs.queries import workers_alive
from wenming.site.looks.database import unapplied

_brought_up = False
"""Once true it stays so for the life of the process: an older database does not come back beneath a running one."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """``checks`` by name: True, False, or None where it could not be asked."""

    checks: dict[str, bool | None]

    @property
    def ready(self) -> bool:
        return all(self.checks[name] for name in ("database", "migrations", "store"))

    @property
    def degraded(self) -> bool:
        return self.checks["worker"] is not True


def readiness() -> Readiness:
    checks: dict[str, bool | None] = {"database": False, "migrations": None, "store": _store(), "worker": None}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = True
        checks["migrations"] = _migrations()
        checks["worker"] = bool(workers_alive(at=timezone.now()))
    except (DatabaseError, InterfaceError):
        connection.close()
    return Readiness(checks)


def _migrations() -> bool:
    global _brought_up  # noqa: PLW0603 - one answer per process
    _brought_up = _brought_up or unapplied() == 0
    return _brought_up


def _store() -> bool:
    try:
        the_store.check()
    except OSError:
        return False
    return True
