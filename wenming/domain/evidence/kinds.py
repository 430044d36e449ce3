"""What kind of material a file is, told by its content type, never by its name."""

from collections.abc import Iterable
from enum import StrEnum


class Kind(StrEnum):
    """The kinds a file, a piece of evidence or a demand can have; ``ANY`` is only ever demanded."""

    ANY = "any"
    DOCUMENT = "document"
    PICTURE = "picture"
    VIDEO = "video"
    TABLE = "table"
    LINK = "link"
    MIXED = "mixed"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Kind.ANY: "不限", Kind.DOCUMENT: "文件", Kind.PICTURE: "图片", Kind.VIDEO: "音视频", Kind.TABLE: "表格、名册",
    Kind.LINK: "网页链接", Kind.MIXED: "综合",
}
TABLE_TYPES = ("text/csv", "application/vnd.ms-excel", "spreadsheet")


def kind_of(media_type: str) -> Kind:
    """The kind of one file of a detected media type; whatever is neither seen, heard nor tabular is a document."""
    if media_type.startswith("image/"):
        return Kind.PICTURE
    if media_type.startswith(("video/", "audio/")):
        return Kind.VIDEO
    if any(mark in media_type for mark in TABLE_TYPES):
        return Kind.TABLE
    return Kind.DOCUMENT


def kind_of_all(kinds: Iterable[Kind]) -> Kind:
    """The kind of a piece of evidence made of files of ``kinds``: theirs where all agree, else MIXED."""
    found = set(kinds)
    return found.pop() if len(found) == 1 else Kind.MIXED
