"""What kind of material a file is, told by its content type, never by its name."""

from collections.abc import Iterable
from enum import StrEnum

from wenming.domain.files.types import TYPES, FileKind


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

    @property
    def word(self) -> str:
        """Two signs, for the corner of a thumbnail."""
        return {Kind.TABLE: "表格", Kind.VIDEO: "影音", Kind.LINK: "网页"}.get(self, LABELS[self])


LABELS = {
    Kind.ANY: "不限", Kind.DOCUMENT: "文件", Kind.PICTURE: "图片", Kind.VIDEO: "音视频", Kind.TABLE: "表格、名册",
    Kind.LINK: "网页链接", Kind.MIXED: "综合",
}


def kind_of(media_type: str) -> Kind:
    """The kind of one file of a stored media type; an archive, or whatever else is in no table, is a document."""
    found = TYPES.get(media_type)
    return Kind.DOCUMENT if found is None or found.kind is FileKind.OTHER else Kind(found.kind.value)


def kind_of_all(kinds: Iterable[Kind]) -> Kind:
    """The kind of a piece of evidence made of files of ``kinds``: theirs where all agree, else MIXED."""
    found = set(kinds)
    return found.pop() if len(found) == 1 else Kind.MIXED
