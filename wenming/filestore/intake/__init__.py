"""What is read out of files that come in."""

from wenming.domain.files.sniffing import Detected, sniff

__all__ = ["Detected", "sniff"]
