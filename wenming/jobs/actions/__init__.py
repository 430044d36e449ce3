"""Asking for a job, and what workers do with the queue."""

from .queue import enqueue

__all__ = ["enqueue"]
