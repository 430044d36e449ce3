"""What a camera wrote into its picture."""

from wenming.filestore.pictures import Capture, capture_of, captured_at

__all__ = ["Capture", "capture_of", "captured_at"]
