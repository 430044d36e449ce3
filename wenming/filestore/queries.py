"""Named reads of stored files, and the proof that each still holds what it held."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import IO

from django.core.files.storage import default_storage

from .errors import Missing
from .models import Rendition, StoredFile

CHUNK = 1024 * 1024
