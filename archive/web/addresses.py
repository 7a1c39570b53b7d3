"""Under which names this server answers, and from which address a request really comes.

A browser can be led to this machine under any name, so a request for another name is refused. Anybody can
write a forwarding header, so one counts only from a proxy that the settings name, and of its hops only the
last that no such proxy vouches for. Where that cannot be told, the nearest address that is certain counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.datastructures import Headers

OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""What this machine calls itself."""

_HOST = re.compile(r"([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_FORWARDED_FOR = re.compile(r'(?:^|;)\s*for\s*=\s*("[^"]*"|[^;\s]*)\s*(?=;|$)', re.IGNORECASE)
_MOST_HOPS = 20
_ONE_LINE = 64
"""Bits of an IPv6 address that one subscriber is given: all addresses of one line count as one."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Addresses:
    """``hosts`` are names without ports, in small letters; ``proxies`` are those whose word counts."""

    hosts: frozenset[str] = frozenset(OWN_NAMES)
    proxies: tuple[Network, ...] = ()

    def answers_to(self, headers: Headers) -> bool:
        """Whether the request names this server, once; the port is not looked at."""
        named = headers.getlist("host")
        match = _HOST.fullmatch(named[0]) if len(named) == 1 else None
        return match is not None and match.group(1).lower() in self.hosts

    def source(self, peer: str, headers: Headers) -> str:
        """What counts as the sender's address: of IPv6 the network of one line. ``peer`` is who connected."""
        nearest = _address(peer)
        if nearest is None:
            return peer
        for hop in reversed(_hops(headers) if self.trusts(nearest) else ()):
            address = _address(hop)
            if address is None:
                break
            nearest = address
            if not self.trusts(nearest):
                break
        return _line(nearest)

    def trusts(self, address: Address) -> bool:
        """Whether this is a proxy that the settings name."""
        return any(address in network for network in self.proxies if network.version == address.version)

    def is_proxy(self, peer: str) -> bool:
        """The same for an address as text."""
        address = _address(peer)
        return address is not None and self.trusts(address)


def _hops(headers: Headers) -> Sequence[str]:
    """The forwarded addresses, farthest first; none where the two headers disagree or there are too many."""
    plain = [hop for line in headers.getlist("x-forwarded-for") for hop in line.split(",")]
    standard = [_forwarded(hop) for line in headers.getlist("forwarded") for hop in line.split(",")]
    if plain and standard and list(map(_address, plain)) != list(map(_address, standard)):
        return ()
    hops = plain or standard
    return hops if len(hops) <= _MOST_HOPS else ()


def _forwarded(hop: str) -> str:
    """The ``for`` of one element of ``Forwarded`` (RFC 7239); empty without one."""
    match = _FORWARDED_FOR.search(hop)
    return match.group(1).strip('"') if match else ""


def _address(text: str) -> Address | None:
    """The address in a hop, with or without a port; ``None`` for a name, an obfuscated or an unknown one."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _line(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, _ONE_LINE), strict=False))
