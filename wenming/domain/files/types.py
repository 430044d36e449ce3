"""The file types the store takes. What is not in this table is refused."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    DOCUMENT = "document"
    PICTURE = "picture"
    VIDEO = "video"
    """Moving pictures and sound."""
    TABLE = "table"
    LINK = "link"
    """A page of the web, saved: kept as it is, never shown as a page."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileType:
    """``suffixes`` are the endings a name of this type may honestly have, the usual one first."""

    media_type: str
    kind: FileKind
    label: str
    suffixes: tuple[str, ...]


D, P, V, T, X = FileKind.DOCUMENT, FileKind.PICTURE, FileKind.VIDEO, FileKind.TABLE, FileKind.OTHER
_OOXML = "application/vnd.openxmlformats-officedocument."
JPEG = FileType("image/jpeg", P, "JPEG 图片", ("jpg", "jpeg", "jpe", "jfif"))
PNG = FileType("image/png", P, "PNG 图片", ("png",))
GIF = FileType("image/gif", P, "GIF 图片", ("gif",))
WEBP = FileType("image/webp", P, "WebP 图片", ("webp",))
BMP = FileType("image/bmp", P, "BMP 图片", ("bmp", "dib"))
TIFF = FileType("image/tiff", P, "TIFF 图片", ("tif", "tiff"))
HEIC = FileType("image/heic", P, "HEIC 图片", ("heic", "heif", "hif"))
PDF = FileType("application/pdf", D, "PDF 文件", ("pdf",))
DOCX = FileType(_OOXML + "wordprocessingml.document", D, "Word 文档", ("docx", "dotx", "docm", "wps"))
XLSX = FileType(_OOXML + "spreadsheetml.sheet", T, "Excel 表格", ("xlsx", "xltx", "xlsm", "et"))
PPTX = FileType(_OOXML + "presentationml.presentation", D, "演示文稿", ("pptx", "potx", "ppsx", "pptm", "dps"))
DOC = FileType("application/msword", D, "Word 97 或 WPS 文档", ("doc", "wps", "dot", "wpt"))
XLS = FileType("application/vnd.ms-excel", T, "Excel 97 或 WPS 表格", ("xls", "et", "xlt"))
PPT = FileType("application/vnd.ms-powerpoint", D, "PowerPoint 97 或 WPS 演示", ("ppt", "dps", "pps", "pot"))
OFD = FileType("application/ofd", D, "OFD 版式文件", ("ofd",))
MP4 = FileType("video/mp4", V, "MP4 视频", ("mp4", "m4v"))
MOV = FileType("video/quicktime", V, "MOV 视频", ("mov", "qt"))
THREE_GP = FileType("video/3gpp", V, "3GP 视频", ("3gp", "3g2"))
AVI = FileType("video/x-msvideo", V, "AVI 视频", ("avi",))
MP3 = FileType("audio/mpeg", V, "MP3 录音", ("mp3",))
WAV = FileType("audio/wav", V, "WAV 录音", ("wav",))
M4A = FileType("audio/mp4", V, "M4A 录音", ("m4a", "m4b", "aac"))
TXT = FileType("text/plain", D, "纯文本", ("txt", "text", "log", "md"))
CSV = FileType("text/csv", T, "CSV 表格", ("csv", "tsv"))
ZIP = FileType("application/zip", X, "ZIP 压缩包", ("zip",))
WEB_PAGE = FileType("application/x-web-page", FileKind.LINK, "网页存档", ("html", "htm", "xhtml", "mhtml", "mht"))
RAR = FileType("application/vnd.rar", X, "RAR 压缩包", ("rar",))
SEVEN_Z = FileType("application/x-7z-compressed", X, "7z 压缩包", ("7z",))

TYPES: dict[str, FileType] = {
    one.media_type: one for one in (
        JPEG, PNG, GIF, WEBP, BMP, TIFF, HEIC, PDF, DOCX, XLSX, PPTX, DOC, XLS, PPT, OFD, MP4, MOV, THREE_GP, AVI, MP3,
        WAV, M4A, TXT, CSV, ZIP, RAR, SEVEN_Z, WEB_PAGE,
    )
}
HOLD_TEXT = frozenset(
    one.media_type for one in (PDF, DOCX, PPTX, XLSX, XLS, OFD, DOC, PPT, TXT, CSV, WEB_PAGE)
)
"""Media types of files worth reading for their words: documents and tables, no pictures, films or parcels."""
HAVE_PAGES = frozenset(one.media_type for one in (PDF, DOCX, XLSX, PPTX, DOC, XLS, PPT))
"""Media types of papers that can be shown page by page."""
READABLE = "图片、PDF、OFD、Word、Excel、PPT、音视频、文本和压缩包"


def named_honestly(name: str, media_type: str) -> str:
    """``name``, with the usual ending of ``media_type`` added where its own is another type's."""
    kind = TYPES.get(media_type)
    if kind is None or name.lower().endswith(tuple(f".{suffix}" for suffix in kind.suffixes)):
        return name
    return f"{name}.{kind.suffixes[0]}"
