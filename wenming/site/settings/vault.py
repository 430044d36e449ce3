"""Where the keys of encrypted values lie: outside the database, never in a backup of it."""

from pathlib import Path

from .environment import data_folder, text

VAULT_KEYS = Path(text("WENMING_KEYS") or data_folder() / "keys")
