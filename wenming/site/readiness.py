"""Whether the web processes may be started. Everything is looked at from outside, without loading the product: a start
takes a second instead of three."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage
from django.db import connection

UNREADY = "数据库还没有建立或升级，请先运行 wenming migrate。"


def refusals() -> list[str]:
    """Why nothing may be served: settings that make signing in unsafe, a database that is not as the code needs it."""
    from wenming.accounts.checks import proxies_are_addresses, sessions_are_kept_short

    unsafe: list[CheckMessage] = [*sessions_are_kept_short(), *proxies_are_addresses()]
    return [f"{one.msg}{one.hint or ''}" for one in unsafe] + [UNREADY] * bool(_migrations() - _applied())


def fingerprint_of_statics() -> str:
    """Of every file of the interface: its place, name, size and time of change."""
    told = hashlib.sha256()
    for folder in (*_folders("static"), *map(Path, settings.STATICFILES_DIRS)):
        for place in sorted(folder.rglob("*")):
            about = place.stat()
            told.update(f"{place}\0{about.st_size}\0{about.st_mtime_ns}\n".encode() if place.is_file() else b"")
    return told.hexdigest()


def statics_are_collected() -> bool:
    stamp = Path(settings.STATIC_ROOT) / "collected"
    return stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint_of_statics()


def _folders(name: str) -> Iterator[Path]:
    """The folder of this name in each installed application that has one."""
    for application in settings.INSTALLED_APPS:
        found = find_spec(application)
        for place in found.submodule_search_locations or () if found else ():
            if (folder := Path(place, name)).is_dir():
                yield folder


def _migrations() -> set[tuple[str, str]]:
    """``(application, name)`` of every migration there is; an application is called by the last part of its name."""
    return {
        (folder.parent.name, place.stem)
        for folder in _folders("migrations") for place in folder.glob("*.py") if not place.stem.startswith("_")
    }


def _applied() -> set[tuple[str, str]]:
    """Asked of the driver itself: Django's own cursor warns while the product is not loaded."""
    connection.ensure_connection()
    try:
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return set(cursor.fetchall())
    except (connection.Database.OperationalError, connection.Database.ProgrammingError):  # no such table: never built
        return set()
    finally:
        connection.close()


def main() -> int:
    """Say why not, or bring the interface's files to where they are served from where they changed."""
    told = refusals()
    for sentence in told:
        print(sentence, file=sys.stderr)
    if not told and not statics_are_collected():
        import django

        django.setup()
        from wenming.site.management.statics import collect_changed

        collect_changed()
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
