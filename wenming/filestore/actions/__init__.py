"""Taking files into the store, and making smaller pictures of them."""

from .storing import Stored, store

__all__ = ["Stored", "store"]
