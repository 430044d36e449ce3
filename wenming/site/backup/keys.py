"""The keys of the installation: never in the same place as what they protect (decision 0011)."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

from wenming.vault import keyring


def key_files() -> dict[str, Path]:
    """The key files that exist, by the name they have in a copy of the keys."""
    ring = {f"keys/{path.name}": path for path in sorted(keyring.folder().glob("*.json"))}
    signing = Path(settings.DATA_FOLDER) / "secret-key"
    return {**({"secret-key": signing} if signing.exists() else {}), **ring}


def fingerprints() -> list[dict[str, str]]:
    """Enough of a digest to tell whether the right key is in place, of no use for finding it."""
    return [
        {"name": name, "fingerprint": hashlib.sha256(b"wenming key\0" + path.read_bytes()).hexdigest()[:16]}
        for name, path in key_files().items()
    ]


def copy_keys(folder: Path) -> list[Path]:
    """Copy every key into ``folder``, readable by their owner alone. Raises OSError."""
    written = []
    for name, path in key_files().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, path.open("rb") as content:
            target.chmod(0o600)
            shutil.copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())
        written.append(target)
    return written
