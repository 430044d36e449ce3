"""Recording acts, and sealing what was recorded."""

from .recording import record
from .sealing import seal, seal_all

__all__ = ["record", "seal", "seal_all"]
