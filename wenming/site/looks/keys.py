"""The keys: there, and nobody's but the owner's."""

import os
import stat

from wenming.site.backup.keys import key_files

from .look import Look, ill, well


def keys() -> Look:
    open_to_others = [str(path) for path in key_files().values()
                      if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        return ill("密钥", f"{'、'.join(open_to_others)} 别人也能读", f"请运行 chmod 600 {' '.join(open_to_others)}")
    return well("密钥", "、".join(key_files()) + "，只有属主能读" if key_files() else "在环境变量里")
