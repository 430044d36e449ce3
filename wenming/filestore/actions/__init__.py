"""Taking files into the store, making smaller pictures of them, letting them go."""

from .forgetting import forget, hold
from .storing import Laid, Stored, keep, largest, lay, store

__all__ = ["Laid", "Stored", "forget", "hold", "keep", "largest", "lay", "store"]
