"""What the viewer shows of one file: a picture, a page of a paper, a text, a film, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wenming.domain.evidence.kinds import Kind
from wenming.domain.files import types
from wenming.domain.files.sniffing import HEAD_BYTES, decoded
from wenming.evidence.models import EvidenceFile
from wenming.filestore.errors import Missing, Unreadable
from wenming.filestore.intake.office import office_program
from wenming.filestore.models import PagePreview, Rendition
from wenming.filestore.queries import open_stored, page_preview_of, rendition_of

State = PagePreview.State
MOST_WAITS = 40
"""How often the page looks again by itself, every few seconds, before it leaves that to the reader."""
_SHOWN_AS_THEY_CAME = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"})
_TEXTS = frozenset({types.TXT.media_type, types.CSV.media_type})
_DOWNLOAD = "请下载原件，用本机的软件打开。"
_NO_PAGES = {
    State.LOCKED: "这个 PDF 设了打开密码，看不了。请取消密码后重新上传，别人才能核对。",
    State.DAMAGED: "这个文件打不开，可能没有传完整或已损坏。请下载原件看一看，打不开就重新上传。",
    State.UNCONVERTED: (
        "这个文件没能转成页面：可能设了密码、已损坏，或服务器上的 LibreOffice 缺少相应的部件。" + _DOWNLOAD),
    State.NO_PROGRAM: "服务器上没有安装 LibreOffice，Word、Excel、PPT 文件不能在页面里看。" + _DOWNLOAD,
    State.TOO_BIG: "文件太大，不在页面里展开。" + _DOWNLOAD,
}


class Mode(StrEnum):
    PICTURE = "picture"
    PAGE = "page"
    TEXT = "text"
    VIDEO = "video"
    SOUND = "sound"
    WAITING = "waiting"
    """It is not made yet."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks the viewer for; ``waited`` is how often it has looked already, 0 before the first time."""

    file: str = ""
    page: int = 1
    waited: int = 0
    original: bool = False
    """Of a covered picture, what lies under the covering."""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        page, waited = max(1, _number(query.get("page"), 1)), _number(query.get("waited"), 0)
        return cls(query.get("file", ""), page, waited, "original" in query)


@dataclass(frozen=True, slots=True)
class Look:
    """``page`` of ``pages`` where the file has pages; ``made`` tells whether the smaller picture is there."""

    mode: Mode
    sentence: str = ""
    page: int = 1
    pages: int = 0
    text: str = ""
    is_cut: bool = False
    made: bool = False
    is_original: bool = False
    waited: int = 0

    @property
    def gave_up(self) -> bool:
        return self.waited >= MOST_WAITS


def look_at(file: EvidenceFile, asked: Asked) -> Look:
    """``file`` comes with its renditions (``rows.with_renditions``)."""
    media_type = file.stored.media_type
    if file.kind is Kind.PICTURE:
        return _picture(file, asked)
    if media_type in types.HAVE_PAGES:
        return _page(file, asked)
    if media_type in _TEXTS:
        return _text(file)
    if media_type.startswith("video/"):
        return Look(Mode.VIDEO)
    if media_type.startswith("audio/"):
        return Look(Mode.SOUND)
    return Look(Mode.NOTHING, f"{types.TYPES[media_type].label}不在页面里展开。{_DOWNLOAD}")


def _picture(file: EvidenceFile, asked: Asked) -> Look:
    if file.covering_id:  # the smaller pictures of both were made before it was covered
        return Look(Mode.PICTURE, made=True, is_original=asked.original)
    if file.unopenable:
        return Look(Mode.NOTHING, "图片打不开，请重新上传。")
    if file.preview_made or file.stored.media_type in _SHOWN_AS_THEY_CAME:
        return Look(Mode.PICTURE, made=file.preview_made)
    return Look(Mode.WAITING, waited=asked.waited)


def _page(file: EvidenceFile, asked: Asked) -> Look:
    known = page_preview_of(file.stored)
    if known is None or (known.state == State.NO_PROGRAM and office_program()):
        return Look(Mode.WAITING, page=asked.page, waited=asked.waited)
    if known.state != State.READY:
        return Look(Mode.NOTHING, _NO_PAGES[State(known.state)])
    page = min(asked.page, known.count)
    if page in known.undrawn:
        return Look(Mode.NOTHING, f"第 {page} 页画不出来。{_DOWNLOAD}", page=page, pages=known.count)
    made = rendition_of(file.stored, Rendition.Kind.PAGE, page) is not None
    return Look(Mode.PAGE if made else Mode.WAITING, page=page, pages=known.count, waited=asked.waited)


def _text(file: EvidenceFile) -> Look:
    """The beginning; the rest is for a program that opens long texts."""
    try:
        with open_stored(file.stored) as content:
            head = content.read(HEAD_BYTES)
    except (Missing, Unreadable) as error:
        return Look(Mode.NOTHING, error.sentence)
    text = decoded(head)
    if text is None:
        return Look(Mode.NOTHING, f"读不懂这个文件的文字编码。{_DOWNLOAD}")
    return Look(Mode.TEXT, text=text.lstrip("\ufeff"), is_cut=file.stored.size > HEAD_BYTES)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else otherwise
