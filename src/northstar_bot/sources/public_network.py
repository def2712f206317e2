"""Connections to the public internet only, refused where the socket is made: no name leads round that."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]
_TRANSLATED = ip_network("64:ff9b::/96")


@dataclass(slots=True)
class Guard:
    """Makes sockets to public addresses, and to those of `allowed`; remembers when it refused."""

    allowed: frozenset[IPv4Network | IPv6Network] = field(default_factory=frozenset)
    refused: bool = False

    def __call__(self, info: AddressInfo) -> socket.socket:
        """A socket for this address, or OSError."""
        family, kind, protocol, _, where = info
        address = ip_address(str(where[0]).partition("%")[0])
        if not self._may(address):
            self.refused = True
            message = "not a public address"
            raise OSError(message)
        return socket.socket(family, kind, protocol)

    def _may(self, address: Address) -> bool:
        inner = _inner(address)
        return is_public(inner) or any(
            inner in network for network in self.allowed if network.version == inner.version
        )


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, and no group address."""
    local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not address.is_multicast and not address.is_reserved and not local


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def networks(written: Iterable[str]) -> frozenset[IPv4Network | IPv6Network]:
    """Those of `written` that are addresses or networks; names are not."""
    found = set()
    for each in written:
        try:
            found.add(ip_network(each.strip(), strict=False))
        except ValueError:
            continue
    return frozenset(found)


def everywhere() -> frozenset[IPv4Network | IPv6Network]:
    """Every address, for a host that is allowed by name."""
    return frozenset({IPv4Network("0.0.0.0/0"), IPv6Network("::/0")})
