"""Taking files into the store, making smaller pictures of them, letting them go."""

from .forgetting import forget, hold
from .storing import Stored, store

__all__ = ["Stored", "forget", "hold", "store"]
