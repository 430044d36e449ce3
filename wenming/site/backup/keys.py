"""The keys of the installation: never in the same place as what they protect (decision 0009)."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings


def key_files() -> dict[str, Path]:
    """The key files that exist, by the name they have in a backup of keys."""
    return {path.name: path for path in settings.KEY_FILES if path.exists()}


def fingerprints() -> list[dict[str, str]]:
    """Enough of a digest to tell whether the right key is in place, of no use for finding it."""
    return [
        {"name": name, "fingerprint": hashlib.sha256(b"wenming key\0" + path.read_bytes()).hexdigest()[:16]}
        for name, path in key_files().items()
    ]


def copy_keys(folder: Path) -> list[Path]:
    """Copy every key into ``folder``, readable by their owner alone. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = []
    for name, path in key_files().items():
        target = folder / name
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, path.open("rb") as content:
            os.chmod(target, 0o600)
            shutil.copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())
        written.append(target)
    return written
