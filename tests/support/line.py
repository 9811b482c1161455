"""A line between a browser and a live server that a test can cut, as when the server stops, and mend again."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Carry what a browser says to the address of a live server; `url` is where the browser goes instead."""

    def __init__(self, to: str) -> None:
        there = urlsplit(to)
        self._there = (there.hostname, there.port)
        self._port = 0
        self._held: list[socket.socket] = []
        self.mend()
        self.url = f"http://{there.hostname}:{self._port}"

    def mend(self) -> None:
        """Listen, at the same port as before."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._answer, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Refuse every call, and drop those in hand."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for held in self._held:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
            held.close()
        self._held.clear()

    def _answer(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._there)
                self._held += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while said := one.recv(65_536):
            other.sendall(said)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
