"""What a file's name tells, and where it does not tell the truth."""

from wenming.domain.files.names import clean_name, suffix_of
from wenming.domain.files.sniffing import detected
from wenming.domain.files.types import TYPES


def title_of(name: str) -> str:
    """A title to start from: the cleaned name without its ending."""
    cleaned = clean_name(name)
    suffix = suffix_of(cleaned)
    return cleaned[: -len(suffix) - 1].rstrip() if suffix and len(cleaned) > len(suffix) + 1 else cleaned


def mismatch(name: str, media_type: str) -> str:
    """The sentence about a name that claims another type than its content has, or ""."""
    found = TYPES.get(media_type)
    return detected(found, name).mismatch if found else ""
