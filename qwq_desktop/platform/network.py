"""The one gate to the network: asked before each connection, and able to list them all."""

import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from qwq_desktop.platform.errors import QwQError

CONNECTIONS_KEPT = 1000  # the newest; older ones are forgotten


class Purpose(StrEnum):
    """What a connection is for."""

    SERVER_CHECK = "server_check"  # ask a model server what it offers
    MODEL_HEADER = "model_header"  # read what a model's file says of itself, before a download
    SERVER_CHAT = "server_chat"  # let a model server answer
    DOWNLOAD = "download"  # fetch a file that the user asked for
    HUB = "hub"  # ask a model hub what it has


@dataclass(frozen=True)
class Connection:
    """A connection that was made. `host` is a name with its port, `started_at` Unix time.

    `number` counts from 1 in the order they were made; `received_bytes` is None while nobody told.
    """

    host: str
    purpose: Purpose
    started_at: float
    number: int = 0
    received_bytes: int | None = None

    @property
    def leaves_computer(self) -> bool:
        """Whether it goes to another computer."""
        return not is_loopback(self.host)


class NetworkGuard(QObject):
    """Allows connections or forbids them all, and remembers those that were made.

    With `offline` only this computer itself can be reached (`localhost`, 127.x, ::1): nothing
    leaves it that way, and a model server running beside the program still works. Any thread may
    call it.
    """

    connection_made = Signal(object)  # Connection; from the thread that made it

    def __init__(self, *, offline: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offline = offline
        self._lock = threading.Lock()
        self._connections: deque[Connection] = deque(maxlen=CONNECTIONS_KEPT)
        self._made = 0

    @property
    def is_offline(self) -> bool:
        """Whether connections to other computers are forbidden."""
        return self._offline

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The connections so far, oldest first."""
        with self._lock:
            return tuple(self._connections)

    def check(self, url: str) -> None:
        """Whether a connection would be allowed. Raises QwQError("offline", url=…) if not."""
        if self._offline and not is_loopback(_host(url)):
            raise QwQError("offline", url=url)

    def begin(self, url: str, purpose: Purpose) -> Connection:
        """Allow and record a connection that is about to be made. Raises as `check`."""
        self.check(url)
        with self._lock:
            self._made += 1
            connection = Connection(_host(url), purpose, time.time(), self._made)
            self._connections.append(connection)
        self.connection_made.emit(connection)
        return connection

    def end(self, connection: Connection, received_bytes: int) -> None:
        """A connection is over; so much came. Of one that is long forgotten nothing is noted."""
        with self._lock:
            oldest = self._connections[0].number if self._connections else 0
            place = connection.number - oldest
            if 0 <= place < len(self._connections):
                self._connections[place] = replace(connection, received_bytes=received_bytes)


def is_loopback(host: str) -> bool:
    """Whether a host, with or without port, is this computer by its very name."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _host(url: str) -> str:
    """The host and port of an address, without a user's name; empty if it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""
