"""Where the product may reach out to. Whoever types an address must not make the server knock at its own doors.

Judged is the very address that is then connected to, at the first request and again at each redirect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from .addresses import PORTS, WebAddress

_SHARED = ip_network("100.64.0.0/10")
"""Between a provider and its customers (RFC 6598)."""
_INSIDE_V6 = tuple(IPv6Network(one) for one in ("fc00::/7", "fec0::/10"))
_CARRIES_V4 = tuple(IPv6Network(one) for one in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48",
                                                 "2001::/32", "2002::/16"))
"""IPv6 that carries an IPv4 address in it: mapped, compatible, NAT64, Teredo, 6to4. No web site is named so."""
ITSELF = "这是本系统自己的地址，不能登记。请填对外发布的网址。"


@dataclass(frozen=True, slots=True)
class Reach:
    """``own_names`` are the hosts the product answers to; a name that begins with a dot covers those below it.

    ``allowed`` are places of an intranet that may be reached: a host, or a host with its port.
    """

    own_names: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()

    def why_not_named(self, address: WebAddress) -> str:
        """Why an address is refused before its name is looked up; "" where it is not."""
        if self._is_own(address.host):
            return ITSELF
        found = _as_ip(address.host)
        if found is not None and is_itself(found):
            return ITSELF
        if address.port not in PORTS.values() and address.place not in self.allowed:
            return f"网址用了端口 {address.port}，系统只去取 80 和 443 端口的网页；别的要由系统管理员列入允许的网站。"
        return ""

    def why_not_found(self, address: WebAddress, ips: Iterable[str]) -> str:
        """Why none of the addresses ``ips`` that a name was resolved to may be connected to; "" where all may.

        One that may not spoils the rest: an honest site does not mix them.
        """
        for text in ips:
            found = _as_ip(text)
            if found is None or is_itself(found):
                return "网址指向本系统所在的服务器，系统不去取。"
            if is_inside(found) and not {address.host, address.place} & self.allowed:
                return "网址指向内部网络，系统不去取。确是本单位内网网站的，请系统管理员列入允许的网站。"
        return ""

    def _is_own(self, host: str) -> bool:
        return any(
            host == name.lstrip(".") or (name.startswith(".") and host.endswith(name)) for name in self.own_names
        )


def is_itself(ip: IPv4Address | IPv6Address) -> bool:
    """Whether this leads to the machine itself, its neighbours on the wire or nobody in particular: never allowed."""
    if isinstance(ip, IPv6Address) and any(ip in one for one in _CARRIES_V4):
        return True
    return ip.is_loopback or ip.is_unspecified or ip.is_link_local or ip.is_multicast or ip.is_reserved


def is_inside(ip: IPv4Address | IPv6Address) -> bool:
    """Whether this is an address of some inner network, which the world outside does not reach."""
    if isinstance(ip, IPv6Address):
        return any(ip in one for one in _INSIDE_V6) or not ip.is_global
    return ip in _SHARED or ip.is_private or not ip.is_global


def _as_ip(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None
