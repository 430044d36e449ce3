"""Stored bytes on their way out."""

from .serving import file_response, rendition_response

__all__ = ["file_response", "rendition_response"]
