"""Reading a web address that somebody typed."""

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from wenming.domain.errors import InputRefused

LONGEST = 1000
PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """``host`` as DNS has it (lower case, ASCII), without a dot at its end; ``target`` is what a request asks for."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self.port == PORTS[self.scheme] else f':{self.port}'}{self.target}"

    @property
    def place(self) -> str:
        """Host and port, as a list of allowed places names them."""
        return f"{self.host}:{self.port}"

    def leading_to(self, location: str) -> "WebAddress":
        """Where a redirect leads. Raises InputRefused as ``read_address`` does."""
        return read_address(urljoin(str(self), location.strip()))


def read_address(text: str) -> WebAddress:
    """The address in ``text``, the part after ``#`` left out, which is never sent.

    Raises InputRefused for what is no http(s) address, holds a name and password, or is longer than LONGEST.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise _refused(f"网址太长（超过 {LONGEST} 个字符），请核对。")
    if any(sign.isspace() or sign < " " or sign in "\\\x7f" for sign in text):
        raise _refused("网址里有空格、反斜杠或看不见的字符，请从浏览器地址栏重新复制。")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refused("网址写得不对，请从浏览器地址栏重新复制。") from error
    if parts.scheme not in PORTS:
        raise _refused("网址要以 http:// 或 https:// 开头。")
    if parts.username is not None or parts.password is not None:
        raise _refused("网址里带着用户名或密码，不能登记。请换成不用登录就能打开的网址。")
    if port == 0:
        raise _refused("网址里的端口不对，请核对。")
    found = WebAddress(parts.scheme, _host(parts), port or PORTS[parts.scheme], _target(parts))
    if len(str(found)) > LONGEST:  # outside ASCII every sign becomes several
        raise _refused(f"网址太长（超过 {LONGEST} 个字符），请核对。")
    return found


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:  # an IPv6 address; without its zone, which is this machine's own business
        return host.partition("%")[0]
    try:
        return host.encode("idna").decode("ascii").lower() if host else _no_host()
    except UnicodeError as error:
        raise _refused("网址里的网站名写得不对，请核对。") from error


def _no_host() -> str:
    raise _refused("网址里没有网站名，请从浏览器地址栏重新复制。")


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    return f"{path}?{quote(parts.query, safe=_PATH_SAFE + '?')}" if parts.query else path


def _refused(why: str) -> InputRefused:
    return InputRefused(why, {"address": why})
