"""One text under one key: the algorithm named on it, authenticated, bound to its place (domain.md 10.3).

A sealed text reads ``algorithm$version$mark$place$payload``: ``mark`` tells this key from another of the same version,
``place`` is a digest of where the text belongs. Both only choose the right refusal; what protects is the cipher's tag.
"""

import base64
import binascii
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .errors import AlgorithmMissing, MovedText, TamperedText, WrongKey

NONCE, TAG = 12, 16
CIPHERS = {"sm4-gcm": (algorithms.SM4, 16), "aes-256-gcm": (algorithms.AES, 32)}
"""By preference: the national cipher, then the fallback. Each with the length of its key in bytes."""
HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {"hmac-sm3": hashes.SM3, "hmac-sha256": hashes.SHA256}
INDEX_SECRET = 32
_SEALED = re.compile(r"([a-z0-9-]+)\$(\d{1,9})\$([0-9a-f]{8})\$([0-9a-f]{8})\$([A-Za-z0-9_-]+={0,2})")


@dataclass(frozen=True)
class Key:
    """One version of the ring: the cipher's key and the index's own key."""

    version: int
    algorithm: str
    secret: bytes
    index_algorithm: str
    index_secret: bytes

    @cached_property
    def mark(self) -> str:
        return _short(b"wenming key mark" + self.secret)

    @property
    def prefix(self) -> str:
        """What every text sealed with this key begins with."""
        return f"{self.algorithm}${self.version}${self.mark}$"


def new_key(version: int) -> Key:
    """A random key of the best algorithms this machine offers."""
    algorithm, index_algorithm = preferred()
    secret = secrets.token_bytes(CIPHERS[algorithm][1])
    return Key(version, algorithm, secret, index_algorithm, secrets.token_bytes(INDEX_SECRET))


def preferred() -> tuple[str, str]:
    """Cipher and index algorithm of a new key on this machine."""
    return next(name for name in CIPHERS if offers(name)), next(name for name in HASHES if offers(name))


@cache
def offers(algorithm: str) -> bool:
    """Whether the cryptographic library of this machine can do ``algorithm``."""
    try:
        if algorithm in HASHES:
            hmac.HMAC(bytes(INDEX_SECRET), HASHES[algorithm]()).finalize()
        else:
            cipher, length = CIPHERS[algorithm]
            Cipher(cipher(bytes(length)), modes.GCM(bytes(NONCE))).encryptor()
    except UnsupportedAlgorithm:
        return False
    return True


def seal(key: Key, place: str, plain: str) -> str:
    """``plain`` encrypted for ``place`` alone. Raises AlgorithmMissing."""
    nonce = secrets.token_bytes(NONCE)
    encryptor = _cipher(key, nonce).encryptor()
    encryptor.authenticate_additional_data(_bound(key.algorithm, key.version, place))
    body = encryptor.update(plain.encode()) + encryptor.finalize()
    return f"{key.prefix}{_short(place.encode())}${base64.urlsafe_b64encode(nonce + body + encryptor.tag).decode()}"


def unseal(text: str, place: str, key_of: Callable[[int], Key]) -> str:
    """The plain text. Raises TamperedText, MovedText, WrongKey, AlgorithmMissing, and what ``key_of`` raises."""
    algorithm, version, mark, where, payload = _parts(text)
    key = key_of(version)
    if key.mark != mark or key.algorithm != algorithm:
        raise WrongKey(version)
    if where != _short(place.encode()):
        raise MovedText
    nonce, body, tag = payload[:NONCE], payload[NONCE:-TAG], payload[-TAG:]
    decryptor = _cipher(key, nonce, tag).decryptor()
    decryptor.authenticate_additional_data(_bound(algorithm, version, place))
    try:
        return (decryptor.update(body) + decryptor.finalize()).decode()
    except (InvalidTag, UnicodeDecodeError):
        raise TamperedText from None


def blind(key: Key, place: str, value: str) -> str:
    """The token under which ``value`` can be found again, and read by nobody. Raises AlgorithmMissing."""
    if not offers(key.index_algorithm):
        raise AlgorithmMissing(key.index_algorithm)
    mac = hmac.HMAC(key.index_secret, HASHES[key.index_algorithm]())
    mac.update(f"{place}\0{normalised(value)}".encode())
    return f"{key.index_algorithm}${key.version}${mac.finalize().hex()}"


def normalised(value: str) -> str:
    """Numbers written differently are the same number: full-width forms, spaces and dashes, small letters."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", value)).upper()


def _parts(text: str) -> tuple[str, int, str, str, bytes]:
    found = _SEALED.fullmatch(text)
    if found is None or found[1] not in CIPHERS:
        raise TamperedText
    try:
        payload = base64.urlsafe_b64decode(found[5])
    except binascii.Error:
        raise TamperedText from None
    if len(payload) < NONCE + TAG:
        raise TamperedText
    return found[1], int(found[2]), found[3], found[4], payload


def _cipher(key: Key, nonce: bytes, tag: bytes | None = None) -> Cipher:
    if not offers(key.algorithm):
        raise AlgorithmMissing(key.algorithm)
    return Cipher(CIPHERS[key.algorithm][0](key.secret), modes.GCM(nonce, tag))


def _bound(algorithm: str, version: int, place: str) -> bytes:
    return f"{algorithm}${version}${place}".encode()


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
