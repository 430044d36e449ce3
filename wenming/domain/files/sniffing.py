"""What a file is, told by its first bytes. The name only ever adds: which text is a table, which ending is false."""

import codecs
import re
from dataclasses import dataclass

from wenming.domain.errors import InputRefused, TooLarge

from . import types
from .names import clean_name, suffix_of
from .types import FileKind, FileType

HEAD_BYTES = 64 * 1024
"""How much of a file's beginning ``sniff`` wants to see."""
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE = FileType("application/x-ole-storage", FileKind.OTHER, "Office 97 文件", ())
"""A container still to be looked into; never the type of a stored file."""

_MAGIC: tuple[tuple[bytes, FileType], ...] = (
    (b"\xff\xd8\xff", types.JPEG), (b"\x89PNG\r\n\x1a\n", types.PNG), (b"GIF87a", types.GIF), (b"GIF89a", types.GIF),
    (b"II*\0", types.TIFF), (b"MM\0*", types.TIFF), (b"PK\x03\x04", types.ZIP), (b"PK\x05\x06", types.ZIP),
    (OLE_MAGIC, OLE), (b"Rar!\x1a\x07", types.RAR), (b"7z\xbc\xaf\x27\x1c", types.SEVEN_Z), (b"ID3", types.MP3),
    (b"\xff\xfb", types.MP3), (b"\xff\xfa", types.MP3), (b"\xff\xf3", types.MP3), (b"\xff\xf2", types.MP3),
)
_RIFF = {b"WEBP": types.WEBP, b"WAVE": types.WAV, b"AVI ": types.AVI}
_BRANDS = {
    b"qt  ": types.MOV, b"M4A ": types.M4A, b"M4B ": types.M4A, b"heic": types.HEIC, b"heix": types.HEIC,
    b"heim": types.HEIC, b"heis": types.HEIC, b"mif1": types.HEIC, b"msf1": types.HEIC, b"hevc": types.HEIC,
}
_MP4_BRANDS = re.compile(rb"isom|iso\d|mp4\d|avc\d|M4V |dash|MSNV|mmp4|hvc1|XAVC", re.IGNORECASE)
_PROGRAM_MAGIC = (
    b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0",
    b"#!", b"\0asm",
)
_PROGRAM_SUFFIXES = frozenset({
    "asp", "bat", "cmd", "com", "cpl", "exe", "hta", "inf", "jar", "js", "jse", "jsp", "lnk", "msc", "msi", "php",
    "pif", "ps1", "psm1", "py", "reg", "scr", "sh", "url", "vb", "vbe", "vbs", "wsf", "wsh",
})
_MARKUP = re.compile(
    r"\s*<(!doctype|!--|\?xml|\?php|%|html|head|body|svg|script|iframe|meta|title|style|div)", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|svg|iframe|object|embed)[\s>/]", re.IGNORECASE)



@dataclass(frozen=True, slots=True)
class Detected:
    """``mismatch`` is a sentence where the name claims another type; the content counts."""

    media_type: str
    kind: FileKind
    mismatch: str = ""


def sniff(head: bytes, name: str, *, pages: bool = False) -> Detected:
    """The type of a file that begins with ``head`` (its first HEAD_BYTES).

    A zip is no more than a zip and an old Office file no more than its container here; ``containers.examine`` looks
    inside. Raises InputRefused for programs, whatever is not in the table and, unless ``pages`` are wanted, web pages.
    """
    return detected(_by_magic(head, name) or _by_text(head, name, pages), name)


def detected(found: FileType, name: str) -> Detected:
    name = clean_name(name)
    claimed = suffix_of(name)
    mismatch = ""
    if claimed and found.suffixes and claimed not in found.suffixes:
        mismatch = f"“{name}”的内容其实是{found.label}，已按实际内容收下。"
    return Detected(found.media_type, found.kind, mismatch)


def refused(name: str, why: str) -> InputRefused:
    return InputRefused(f"“{clean_name(name)}”没有收：{why}", {"files": why})


def too_large(name: str, limit: int) -> TooLarge:
    """The refusal of a file of more than ``limit`` bytes."""
    why = f"超过单个文件的上限 {limit // 1024**2} MB。请压缩或分成几个再传。"
    return TooLarge(f"“{clean_name(name)}”没有收：{why}", {"files": why})


def _by_magic(head: bytes, name: str) -> FileType | None:
    if head.startswith(_PROGRAM_MAGIC) or (head.startswith(b"MZ") and b"\0" in head):
        raise _program(name)
    if b"%PDF-" in head[:1024] and not head.startswith(b"PK\x03\x04"):  # a zip may begin with a pdf as it is
        return types.PDF
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return types.BMP
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"}:
        return _by_brand(head)
    return next((found for magic, found in _MAGIC if head.startswith(magic)), None)


def _by_brand(head: bytes) -> FileType | None:
    """ISO media files name their brand, and further ones they also keep to."""
    if head[4:8] != b"ftyp":
        return types.MOV
    length = min(int.from_bytes(head[:4]), 256)
    brands = [head[8:12], *(head[at:at + 4] for at in range(16, length, 4))]
    for brand in brands:
        if brand in _BRANDS:
            return _BRANDS[brand]
        if brand.lower().startswith((b"3gp", b"3g2")):
            return types.THREE_GP
        if _MP4_BRANDS.match(brand):
            return types.MP4
    return None


def _by_text(head: bytes, name: str, pages: bool) -> FileType:
    text = decoded(head)
    if text is None:
        raise refused(name, f"认不出这是什么文件。可以收的有{types.READABLE}，请换成其中一种。")
    if suffix_of(clean_name(name)) in _PROGRAM_SUFFIXES:
        raise _program(name)
    if text.startswith("{\\rtf"):
        raise refused(name, "RTF 文件里可能藏有别的内容。请用 Word 或 WPS 另存为 docx 再传。")
    is_page = bool(_MARKUP.match(text) or _SCRIPT.search(text))
    if pages and (is_page or _is_parcel(text)):
        return types.WEB_PAGE
    if is_page:
        raise refused(name, "内容是网页或带脚本的图形（HTML、SVG），打开时可能执行代码。请另存为 PDF 或图片再传。")
    return types.CSV if suffix_of(clean_name(name)) in types.CSV.suffixes else types.TXT


def _is_parcel(text: str) -> bool:
    """Whether this is a page saved in one file (MHTML, RFC 2557): it begins with the head of a letter."""
    head = text[:4096].replace("\r\n", "\n").partition("\n\n")[0].lower()
    return bool(re.match(r"[a-z-]+:", head)) and "content-type: multipart/related" in head


def _program(name: str) -> InputRefused:
    return refused(name, "这是程序或脚本，不是材料。请传文档、图片、音视频本身。")


def decoded(head: bytes) -> str | None:
    """The text that ``head`` begins (UTF-8, UTF-16 with its mark, GB18030), or None for what is no text."""
    for encoding, mark in (("utf-16", codecs.BOM_UTF16_LE), ("utf-16", codecs.BOM_UTF16_BE), ("utf-8-sig", b""),
                           ("gb18030", b"")):
        if not head.startswith(mark):
            continue
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD_BYTES)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\n\r\f" for sign in text):
            return text
    return None
