"""Messages to people, and what people say to each other about a thing."""

from .comments import Comment
from .notices import Notice

__all__ = ["Comment", "Notice"]
