"""Runs the application on a port of this machine until it is stopped."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import uvicorn

from tawthiq.web.app import application
from tawthiq.web.desk import Desk

_BACKLOG = 128
_STOPPING_SECONDS = 5


def serve(desk: Desk, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until Ctrl-C. ``ready`` is told the port once the server answers there. Raises ``OSError`` where the port
    cannot be had."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
        found = int(listening.getsockname()[1])
        config = uvicorn.Config(
            application(desk, [f"{name}:{found}" for name in (host, "localhost")]),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            ws="none",
            timeout_graceful_shutdown=_STOPPING_SECONDS,
            h11_max_incomplete_event_size=32 * 1024,
        )
        threading.Thread(target=desk.warm, daemon=True).start()
        ready(found)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
