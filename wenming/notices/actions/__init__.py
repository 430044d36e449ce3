"""Sending messages to people, and what people say about a thing."""

from .notices import mark_all_read, mark_read, send

__all__ = ["mark_all_read", "mark_read", "send"]
