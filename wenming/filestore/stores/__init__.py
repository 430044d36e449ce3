"""Where the bytes lie: a disk of this machine, or a bucket that speaks S3. The rest of the product never asks which."""

from typing import cast

from django.core.files.storage import default_storage

from .away import StoreAway
from .base import Store
from .disk import DiskStore

__all__ = ["DiskStore", "Store", "StoreAway", "the_store"]

the_store = cast(Store, default_storage)
"""The one the settings name, looked up when it is first asked for something."""
