"""One HTTP request to one address that was judged before: no second look-up, no proxy, no redirect, an end in time."""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from wenming.domain.links.addresses import PORTS, WebAddress

CONNECT_SECONDS = 10
"""For the connection, and between any two pieces of the answer."""
LARGEST = 20 * 1024 * 1024
CHUNK = 64 * 1024
AGENT = "wenming-snapshot"
Connected = Callable[[socket.socket], None]


class Unread(Exception):
    """Why there is no answer, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` as the page is, any packing of the transport undone; empty unless the status is 200."""

    status: int
    media_type: str
    location: str
    body: bytes


def ask(address: WebAddress, ip: str, *, seconds: float, on_connected: Connected) -> Answer:
    """GET ``address`` from ``ip`` within ``seconds``. ``on_connected`` may raise before a word is sent. Raises Unread.
    """
    connection = _Pinned(address, ip, on_connected)
    alarm = threading.Timer(max(seconds, 0), connection.hang_up)
    alarm.daemon = True
    alarm.start()
    try:
        host = f"[{address.host}]" if ":" in address.host else address.host
        named = host if address.port == PORTS[address.scheme] else f"{host}:{address.port}"
        connection.request("GET", address.target, headers={
            "Host": named, "User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Language": "zh-CN,zh", "Accept-Encoding": "identity", "Connection": "close",
        })
        with connection.getresponse() as response:
            return _answer(response)
    except ssl.SSLCertVerificationError as error:
        raise Unread("网站的安全证书无效，没有取。") from error
    except TimeoutError as error:
        raise Unread("网站没有及时应答。") from error
    except Unread as error:
        raise (Unread("网站没有及时应答。") if connection.hung_up else error) from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise Unread("网站没有及时应答。" if connection.hung_up else "连不上网站，或网站的应答不完整。") from error
    finally:
        alarm.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to ``ip`` alone; the name stands in the certificate that is asked for and in the Host header."""

    def __init__(self, address: WebAddress, ip: str, on_connected: Connected) -> None:
        super().__init__(address.host, address.port)
        self._ip, self._secure, self._on_connected = ip, address.scheme == "https", on_connected
        self.hung_up = False
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        """By the number itself: ``create_connection`` would look it up once more."""
        self.sock = self._wire = socket.socket(socket.AF_INET6 if ":" in self._ip else socket.AF_INET)
        self.sock.settimeout(CONNECT_SECONDS)
        self.sock.connect((self._ip, self.port))
        self._on_connected(self.sock)
        if self._secure:
            self.sock = self._wire = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def hang_up(self) -> None:
        """However slowly the other side drips: this is the end."""
        self.hung_up = True
        if self._wire is not None:  # ``sock`` is given away with the answer
            with suppress(OSError):
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


def _answer(response: http.client.HTTPResponse) -> Answer:
    media_type = response.headers.get_content_type()
    location = response.headers.get("Location", "")
    body = b"" if response.status != 200 else _body(response)
    return Answer(response.status, media_type, location, body)


def _body(response: http.client.HTTPResponse) -> bytes:
    pieces, size = [], 0
    for piece in _unpacked(response):
        size += len(piece)
        if size > LARGEST:
            raise Unread(f"网页超过 {LARGEST // 1024**2} MB，没有取。")
        pieces.append(piece)
    length = response.headers.get("Content-Length", "")
    packed = response.headers.get("Content-Encoding")
    if not packed and length.isdigit() and size < int(length):
        raise Unread("网站传到一半断开了。")
    return b"".join(pieces)


def _unpacked(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body piece by piece, never more than CHUNK at a time: a small answer may unpack to anything."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise Unread("网站用了认不出的压缩方式，没有取。")
    unpack = None if packing in {"", "identity"} else zlib.decompressobj(zlib.MAX_WBITS | 32)
    while data := response.read(CHUNK):
        if unpack is None:
            yield data
            continue
        while data:
            yield unpack.decompress(data, CHUNK)
            data = unpack.unconsumed_tail
    if unpack is not None and not unpack.eof:
        raise Unread("网站传到一半断开了。")
