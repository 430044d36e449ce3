"""How long a Chinese text is, counted as word processors count 字数."""

import re

_EAST_ASIAN = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3200-\u33ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003134f"
    "“”‘’—…·"
)
"""Han signs, kana, and what is written in their width: Chinese points, quotation marks and dashes."""
_COUNTED = re.compile(f"[{_EAST_ASIAN}]|[^\\s{_EAST_ASIAN}]+")


def characters_of(text: str) -> int:
    """字数: each Han sign and each Chinese point is one, each word or number of other signs is one, blanks are none."""
    return sum(not one[0].isspace() for one in _COUNTED.findall(text))
