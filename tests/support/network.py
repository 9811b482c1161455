"""No test leaves the machine: only loopback addresses and local sockets answer."""

import ipaddress
import socket

import pytest

LOOPBACK_NAMES = {"localhost"}


class NetworkRefused(Exception):
    """A test tried to reach another machine."""


def _is_local(address) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in a folder
    host = address[0]
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _closed_network():
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def local_only(self, address, real=real):
            if not _is_local(address):
                raise NetworkRefused(f"A test tried to reach {address}. Tests reach this machine alone.")
            return real(self, address)

        patch.setattr(socket.socket, name, local_only)
    yield
    patch.undo()
