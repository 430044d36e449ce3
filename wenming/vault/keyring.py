"""The ring of keys: one file per version in a folder outside the database, each written once and never again.

Two who make the next key at the same time meet at the file's name: one of them wins, the other is told.
"""

import base64
import json
import os
import secrets
from pathlib import Path

from django.conf import settings

from .ciphers import Key, new_key
from .errors import KeysMissing, RotationRefused

OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
_read: dict[Path, tuple[int, dict[int, Key]]] = {}


def folder() -> Path:
    return Path(settings.VAULT_KEYS)


def keys() -> dict[int, Key]:
    """Every key of the ring by version; read again only when the folder has changed."""
    where = folder()
    try:
        changed = where.stat().st_mtime_ns
    except OSError:
        return {}
    known = _read.get(where)
    if known is None or known[0] != changed:
        _read[where] = known = (changed, {key.version: key for key in map(_load, where.glob("*.json"))})
    return known[1]


def current() -> Key:
    """The newest key: everything new is sealed with it. Raises KeysMissing."""
    ring = keys()
    if not ring:
        raise KeysMissing(folder())
    return ring[max(ring)]


def key(version: int) -> Key:
    """Raises KeysMissing."""
    found = keys().get(version)
    if found is None:
        _read.pop(folder(), None)
        found = keys().get(version)
    if found is None:
        raise KeysMissing(folder(), version)
    return found


def make(version: int) -> Key:
    """A new key, on disk whole or not at all. Raises RotationRefused where the version exists."""
    made, where = new_key(version), folder()
    where.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    draft, target = where / f".{version}-{secrets.token_hex(6)}", where / f"{version}.json"
    try:
        _write(draft, _as_text(made))
        os.link(draft, target)
    except FileExistsError:
        raise RotationRefused(f"第 {version} 版密钥已经有了，没有再做一把。") from None
    finally:
        draft.unlink(missing_ok=True)
        _read.pop(where, None)
    return made


def readable_by_others() -> bool:
    """Whether anyone but the owner could read a key; always False where the system knows no such rights."""
    if os.name == "nt":
        return False
    return any(path.stat().st_mode & 0o077 for path in [folder(), *folder().glob("*.json")])


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="ascii") as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())


def _as_text(made: Key) -> str:
    return json.dumps({
        "version": made.version,
        "algorithm": made.algorithm, "secret": base64.b64encode(made.secret).decode(),
        "index_algorithm": made.index_algorithm, "index_secret": base64.b64encode(made.index_secret).decode(),
    }, indent=1)


def _load(path: Path) -> Key:
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        return Key(int(path.stem), kept["algorithm"], base64.b64decode(kept["secret"]), kept["index_algorithm"],
                   base64.b64decode(kept["index_secret"]))
    except (ValueError, KeyError, TypeError) as error:
        raise KeysMissing(path) from error
