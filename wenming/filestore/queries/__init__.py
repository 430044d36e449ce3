"""Named reads of stored files, and the proof that each still holds what it held."""

from .checking import FileFault, fault_of, files_to_check, organisations_with_files
from .likeness import pictures_to_compare, spots_like, telling_words
from .naming import digest_in, is_named, orphans_of, uncited
from .reading import of_content, open_key, open_stored, page_preview_of, rendition_of

__all__ = [
    "FileFault", "digest_in", "fault_of", "files_to_check", "is_named", "of_content", "open_key", "open_stored",
    "organisations_with_files", "orphans_of", "page_preview_of", "pictures_to_compare", "rendition_of", "spots_like",
    "telling_words", "uncited",
]
