"""What can happen to the keys."""

from wenming.audit.registry import kind, words

keys_rotated = kind("vault.keys_rotated", "启用第 {after[version]} 版密钥，重新加密{after[table]}")
words("vault", table="哪张表", version="第几版密钥")
