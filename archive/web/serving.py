"""The web application on a socket: one process, this machine's own address, nothing believed of itself.

The server underneath would believe any forwarding header from this machine, name itself in every answer and
write addresses into a log. All of that is off: who a request comes from is ``addresses`` to say.
"""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from archive.web.addresses import OWN_NAMES, Addresses, Network
from archive.web.protocol import IDLE_SECONDS, MOST_HEAD, spoken_to

STOPPING_SECONDS = 10
"""How long requests in progress may take to end once the server is stopped."""


def addresses_of(hosts: tuple[str, ...], proxies: tuple[Network, ...], bound: str) -> Addresses:
    """The names of the settings, or without any those of this machine and the address it listens on."""
    own = {*OWN_NAMES, f"[{bound}]" if ":" in bound else bound}
    return Addresses(frozenset(hosts or own), proxies)


def serve_on(app: FastAPI, addresses: Addresses, host: str, port: int) -> None:
    """Serve until somebody stops it."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=spoken_to(addresses),  # type: ignore[arg-type]
        ws="none",
        loop="asyncio",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_level="error",
        access_log=False,
        h11_max_incomplete_event_size=MOST_HEAD,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOPPING_SECONDS,
    )
