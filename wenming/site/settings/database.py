"""SQLite by default, PostgreSQL when DATABASE_URL says so (docs/decisions/0003)."""

from urllib.parse import unquote, urlsplit

from .environment import data_folder, text

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-16384;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
)


def _sqlite() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_folder() / "wenming.sqlite3",
        "CONN_MAX_AGE": 600,
        # IMMEDIATE: a transaction that will write waits for its turn at the start instead of failing at the first write
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


_url = text("DATABASE_URL")
DATABASES = {"default": _postgresql(_url) if _url else _sqlite()}
