"""The lists a package proves itself by: ``manifest.json`` for programs, ``manifest-sha256.txt`` over every file.

The text list has the form of ``sha256sum``: ``sha256sum -c manifest-sha256.txt`` proves an unpacked package too.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LIST = "manifest-sha256.txt"
DETAILS = "manifest.json"
FORMAT, VERSION = "wenming-package", 1
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file as it stands in the package: ``size`` in bytes, ``digest`` SHA-256 in hexadecimal."""

    path: str
    size: int
    digest: str


class UnreadableManifest(ValueError):
    """The list is not one this product writes; the message is a Chinese sentence."""


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def details(subject: Mapping[str, str], sealed: Iterable[Sealed], about: Mapping[str, Mapping[str, Any]],
            gaps: Iterable[str]) -> bytes:
    """``manifest.json``: whose package it is, every file with what is known ``about`` it by path, and the gaps."""
    files = [{"path": one.path, "size": one.size, "sha256": one.digest, **about.get(one.path, {})} for one in sealed]
    whole = {"format": FORMAT, "version": VERSION, **subject, "files": files, "gaps": list(gaps)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def listing(sealed: Iterable[Sealed]) -> bytes:
    """``manifest-sha256.txt``: one line a file, in the order of the package."""
    return "".join(f"{one.digest}  {one.path}\n" for one in sealed).encode()


def read_listing(data: bytes) -> dict[str, str]:
    """Path → digest. Raises UnreadableManifest at the first line of another form, or a path named twice."""
    digests: dict[str, str] = {}
    for number, line in enumerate(_text(data, LIST).removesuffix("\n").split("\n"), start=1):
        found = LINE.fullmatch(line)
        if not found or found[2] in digests:
            raise UnreadableManifest(f"清单 {LIST} 第 {number} 行不是“摘要、两个空格、文件名”，清单已损坏。")
        digests[found[2]] = found[1]
    return digests


def read_details(data: bytes) -> dict[str, int]:
    """Path → size from ``manifest.json``. Raises UnreadableManifest where it is not one of ours."""
    try:
        whole = json.loads(_text(data, DETAILS))
        if whole["format"] != FORMAT or whole["version"] != VERSION:
            raise UnreadableManifest(f"{DETAILS} 的格式不是本产品的第 {VERSION} 版，请用生成它的版本核对。")
        return {str(one["path"]): int(one["size"]) for one in whole["files"]}
    except UnreadableManifest:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableManifest(f"{DETAILS} 已损坏，读不出文件清单。") from error


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableManifest(f"{name} 不是 UTF-8 文字，清单已损坏。") from error
