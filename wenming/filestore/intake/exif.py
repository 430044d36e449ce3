"""What a camera wrote into its picture."""

from wenming.filestore.pictures import captured_at

__all__ = ["captured_at"]
