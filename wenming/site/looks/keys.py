"""The keys: there, the right ones, and nobody's but the owner's."""

import os
import stat

from wenming.site.backup.keys import key_files
from wenming.vault import keyring
from wenming.vault.errors import StaysClosed
from wenming.vault.queries import anything_sealed, standings

from .look import Look, asks_the_database, ill, warn, well


def keys() -> Look:
    """Who may read them."""
    open_to_others = [str(path) for path in key_files().values()
                      if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if keyring.folder().exists() and keyring.readable_by_others() and not open_to_others:
        open_to_others = [str(keyring.folder())]
    if open_to_others:
        return ill("密钥权限", f"{'、'.join(open_to_others)} 别人也能读",
                   f"请运行 chmod -R go= {' '.join(open_to_others)}")
    return well("密钥权限", f"{len(key_files())} 个密钥文件，只有属主能读" if key_files() else "没有密钥文件")


@asks_the_database("加密密钥")
def encryption() -> Look:
    """Whether what is encrypted can be opened."""
    try:
        if not keyring.keys() and not anything_sealed():
            return well("加密密钥", "还没有，第一次 wenming migrate 时生成")
        newest, earlier = keyring.current(), sum(one.earlier for one in standings())
    except StaysClosed as closed:
        return ill("加密密钥", closed.sentence, "请把备份时另存的密钥放回密钥目录。")
    words = f"第 {newest.version} 版（{newest.algorithm}）"
    if earlier:
        return warn("加密密钥", f"{words}，还有 {earlier} 行用旧密钥", "请运行 wenming rotate-keys 接着换。")
    return well("加密密钥", words)
