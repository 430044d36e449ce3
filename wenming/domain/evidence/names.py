"""File names as people may see them. A name from outside can lie about its ending or hide half of itself."""

import re
import unicodedata

LONGEST = 120
NAMELESS = "未命名文件"
# what a file of a known ending may turn out to be; an ending not listed here says nothing
ENDINGS: dict[str, tuple[str, ...]] = {
    "jpg": ("image/jpeg",), "jpeg": ("image/jpeg",), "png": ("image/png",), "gif": ("image/gif",),
    "webp": ("image/webp",), "bmp": ("image/bmp", "image/x-ms-bmp"), "tif": ("image/tiff",), "tiff": ("image/tiff",),
    "heic": ("image/heic", "image/heif"), "pdf": ("application/pdf",),
    "docx": ("wordprocessingml",), "xlsx": ("spreadsheetml",), "pptx": ("presentationml",),
    "doc": ("msword", "ole", "cfb"), "xls": ("ms-excel", "ole", "cfb"), "ppt": ("powerpoint", "ole", "cfb"),
    "mp4": ("video/", "audio/"), "mov": ("video/",), "mp3": ("audio/",), "zip": ("zip",), "txt": ("text/",),
    "csv": ("text/",), "htm": ("text/html",), "html": ("text/html",), "svg": ("image/svg",),
}


def clean_name(name: str) -> str:
    """``name`` without folders, control and direction marks, at most LONGEST characters, its ending kept.

    A right-to-left mark turns ``gpj.exe`` into a picture to the eye, so no invisible character survives.
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C" and one not in "\u2028\u2029")
    seen = re.sub(r"\s+", " ", seen).strip(" .")
    if not seen:
        return NAMELESS
    if len(seen) <= LONGEST:
        return seen
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[: LONGEST - 1 - len(ending)]}.{ending}" if dot and len(ending) <= 8 else seen[:LONGEST]


def title_of(name: str) -> str:
    """A title to start from: the cleaned name without its ending."""
    cleaned = clean_name(name)
    stem, dot, _ = cleaned.rpartition(".")
    return stem if dot and stem else cleaned


def false_ending(name: str, media_type: str) -> str:
    """The ending of ``name`` where the content is something else, otherwise ""."""
    _, dot, ending = clean_name(name).lower().rpartition(".")
    wanted = ENDINGS.get(ending) if dot else None
    return f".{ending}" if wanted and not any(one in media_type for one in wanted) else ""
