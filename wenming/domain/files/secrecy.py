"""Marks of secrecy in a file's name: a warning to whoever is about to hand the file in, never a refusal.

The marks are those of 《国家秘密定密管理暂行规定》: 绝密、机密、秘密 with ★ and a term, as 机密★10年. The bare
word 秘密 also stands in harmless titles (保守国家秘密法学习心得), so it only counts where it stands as a mark does.
"""

import re

_TERM = r"\s*[★☆*]\s*(?:\d+\s*[年月日]|长期|解密)?|\s*\d+\s*年"
_MARK = re.compile(
    rf"(?P<strong>绝密|机密)(?:级|{_TERM})?"
    rf"|(?P<plain>秘密)(?:级|{_TERM})"
    r"|(?:^|[\[【(（〔_\-—\s])(?P<alone>秘密)(?=$|[\]】)）〕_\-—\s.])"
)
_HARMLESS = re.compile(r"非(?:绝密|机密|秘密)|(?:绝密|机密)(?:文件)?(?:管理|保管|制度|教育|培训|自查)")


def secrecy_mark(name: str) -> str:
    """The mark as it stands in the name (机密★10年), or ""."""
    found = _MARK.search(_HARMLESS.sub("", name))
    return found[0].strip("[【(（〔_-— \t") if found else ""


def secrecy_warning(name: str) -> str:
    """The sentence for whoever hands in the file, or "" where the name holds no mark."""
    mark = secrecy_mark(name)
    return f"文件名里有“{mark}”字样：涉密文件不得上传。确实涉密的请马上移除，并报告本单位保密办。" if mark else ""
