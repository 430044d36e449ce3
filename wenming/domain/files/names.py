"""A file's name as it may be shown and kept: it cannot hide what it is, leave its folder or trouble another system."""

import re
import unicodedata

LIMIT_BYTES = 255
NAMELESS = "未命名文件"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, direction and other invisible signs: a right-to-left mark makes ``gpj.exe`` look like a picture."""
FORBIDDEN = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)")
"""Names Windows keeps for devices, with any ending."""
SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def clean_name(name: str) -> str:
    """``name`` without folders and without what is invisible or forbidden, its ending kept, LIMIT_BYTES at most."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign in "\t\r\n" else sign for sign in last if sign in "\t\r\n" or _is_visible(sign))
    seen = re.sub(r"\s+", " ", FORBIDDEN.sub("-", seen)).strip(" ").rstrip(" .")
    if not seen.strip("."):
        return NAMELESS
    if RESERVED.match(seen):
        seen = f"_{seen}"
    return _shortened(seen)


def suffix_of(name: str) -> str:
    """The ending of a cleaned name in small letters, without its dot; "" where there is none."""
    found = SUFFIX.search(name)
    return found[1].lower() if found else ""


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in INVISIBLE


def _shortened(name: str) -> str:
    """The stem gives way, the ending stays; no sign is cut in two."""
    if len(name.encode()) <= LIMIT_BYTES:
        return name
    found = SUFFIX.search(name)
    ending = found[0] if found else ""
    stem = name[: len(name) - len(ending)].encode()[: LIMIT_BYTES - len(ending)].decode(errors="ignore")
    return stem.rstrip(" .") + ending
