"""Tokens for hubs, in the system's keyring: never in a file or the log, each for one host alone."""

import json
import logging
import threading
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.platform.network import is_loopback

_LOG = logging.getLogger(__name__)
_SERVICE = "QwQ Desktop"


class Keyring(Protocol):
    """What is used of the `keyring` package's back ends."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class Secrets:
    """Tokens by host (`huggingface.co`). Blocks: a keyring may ask the user to unlock it.

    It is asked only for hosts that a token was given for; `hosts_file` keeps their names, so that
    who has no token never meets the keyring.
    """

    def __init__(self, hosts_file: Path, keyring: Keyring | None = None) -> None:
        """`keyring` None takes the system's."""
        self._hosts_file = hosts_file
        self._given = keyring
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}  # asked for already
        self._held: dict[str, str] = {}  # in memory alone, for systems without a keyring

    def token_for(self, url: str) -> str:
        """The token for an address, "" for none; only over https, or to this computer.

        Raises QwQError: keyring_refused.
        """
        host = _host(url)
        is_safe = url.lower().startswith("https://") or is_loopback(host)
        return self.get(host) if host and is_safe else ""

    def get(self, host: str) -> str:
        """The token for a host, "" for none. Raises QwQError: keyring_refused."""
        with self._lock:
            if host in self._held:
                return self._held[host]
            if host not in self._kept():
                return ""
            if host not in self._known:
                try:
                    self._known[host] = self._keyring().get_password(_SERVICE, host) or ""
                except Exception as error:  # each back end has errors of its own
                    raise _refused(error, host) from error
            return self._known[host]

    def put(self, host: str, token: str) -> None:
        """Keep a token. Raises QwQError: keyring_missing, keyring_refused."""
        with self._lock:
            try:
                self._keyring().set_password(_SERVICE, host, token)
            except Exception as error:
                raise _refused(error, host) from error
            self._known[host] = token
            self._held.pop(host, None)
            self._write({*self._kept(), host})

    def hold(self, host: str, token: str) -> None:
        """Use a token until the program ends; for where there is no keyring to keep it."""
        with self._lock:
            self._held[host] = token

    def remove(self, host: str) -> None:
        """Forget a token. Raises QwQError: keyring_missing, keyring_refused."""
        with self._lock:
            self._held.pop(host, None)
            hosts = self._kept()
            if host not in hosts:
                return
            try:
                self._keyring().delete_password(_SERVICE, host)
            except Exception as error:
                raise _refused(error, host) from error
            self._known.pop(host, None)
            self._write(hosts - {host})

    def hosts(self) -> set[str]:
        """For which hosts there is a token."""
        return self._kept() | self._held.keys()

    def _kept(self) -> set[str]:
        """The hosts whose token is in the keyring."""
        try:
            names = json.loads(self._hosts_file.read_bytes())
        except (OSError, ValueError):
            return set()
        return (
            {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
        )

    def _write(self, hosts: set[str]) -> None:
        try:
            write_atomically(self._hosts_file, json.dumps(sorted(hosts)).encode())
        except OSError as error:
            raise QwQError(
                "home_unwritable", detail=repr(error), path=str(self._hosts_file)
            ) from error

    def _keyring(self) -> Keyring:
        if self._given is None:
            self._given = _system_keyring()
        return self._given


def _system_keyring() -> Keyring:
    """The system's, or QwQError: keyring_missing. Plain files are no keyring."""
    import keyring  # takes a while, and few users have a token
    from keyring.backends.fail import Keyring as Missing
    from keyring.backends.null import Keyring as Nothing

    found = keyring.get_keyring()
    if isinstance(found, Missing | Nothing) or found.priority <= 0:
        raise QwQError("keyring_missing")
    return found


def _refused(error: Exception, host: str) -> QwQError:
    if isinstance(error, QwQError):
        return error
    # Not the error's own text: nobody knows what a back end puts into it.
    _LOG.warning("the keyring refused: %s", type(error).__name__)
    return QwQError("keyring_refused", detail=type(error).__name__, host=host)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
