"""Why a passkey cannot be used at an address, in a sentence: browsers bind it to one name, with TLS. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.oversight.passkeys import RelyingParty


def why_not(party: RelyingParty, host: str) -> str:
    """What keeps browsers from using passkeys at this address; empty if nothing does.

    ``host`` is the name and port that the browser asked for.
    """
    if not party.usable:
        return (
            "Passkeys need an address with a name and TLS (https), or localhost. This archive has neither: "
            "the administrator sets up TLS and names the address in HEARD_ORIGIN."
        )
    if host.lower() != urlsplit(party.origin).netloc.lower():
        return f"Passkeys work at {party.origin} alone. Open this page there."
    return ""
