"""Recording acts, holding what was removed, and sealing what was recorded."""

from .recording import record
from .removing import hold
from .sealing import seal, seal_all

__all__ = ["hold", "record", "seal", "seal_all"]
