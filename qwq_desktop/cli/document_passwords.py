"""Passwords of files that want one: from a file or asked for, never an argument."""

import argparse
import getpass
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from qwq_desktop.cli.document_watch import DocumentWatch
from qwq_desktop.cli.output import print_error
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.decoding import decoded
from qwq_desktop.platform.errors import QwQError

_TRIES = 3
_UNDER_WAY = (DocumentState.WAITING, DocumentState.READING)


class Passwords:
    """What may open a file: the line of a file once, then what the user types, a few times."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Raises QwQError: password_file_unreadable, password_no_terminal."""
        self._given = _first_line(arguments.password_file) if arguments.password_file else ""
        self._asks = arguments.password
        if self._asks and not sys.stdin.isatty():
            raise QwQError("password_no_terminal", option="--password-file")

    def open(self, library: DocumentLibrary, watch: DocumentWatch, ids: Sequence[int]) -> None:
        """Try passwords on those of the documents that want one, and wait. Raises Stopped."""
        for document_id in ids:
            for password in self._for(library, document_id):
                library.set_password(document_id, password)
                watch.until(lambda: bool(watch.troubles) or not under_way(library, ids))

    def _for(self, library: DocumentLibrary, document_id: int) -> Iterator[str]:
        """One password after another, as long as the document wants one."""
        if self._given and _locked(library, document_id):
            yield self._given
        for _ in range(_TRIES if self._asks else 0):
            entry = _locked(library, document_id)
            if entry is None:
                return
            trouble = entry.status.trouble
            if trouble is not None and trouble.code == "document_password_wrong":
                print_error(QwQError(trouble.code, **trouble.facts))
            password = _asked(entry.document.name)
            if not password:
                return
            yield password


def _locked(library: DocumentLibrary, document_id: int) -> Entry | None:
    """The document, where it wants a password."""
    entry = library.entry(document_id)
    is_locked = entry is not None and entry.status.state is DocumentState.NEEDS_PASSWORD
    return entry if is_locked else None


def under_way(library: DocumentLibrary, ids: Sequence[int]) -> bool:
    """Whether one of the documents is still to be read."""
    entries = (library.entry(one) for one in ids)
    return any(entry is not None and entry.status.state in _UNDER_WAY for entry in entries)


def _asked(name: str) -> str:
    """What the user types unseen; "" leaves the file. Raises Stopped at Ctrl+C."""
    try:
        return getpass.getpass(f"{name}: ")
    except EOFError:
        return ""
    except KeyboardInterrupt as interrupt:
        raise Stopped from interrupt


def _first_line(file: str) -> str:
    try:
        text = decoded(Path(file).read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError("password_file_unreadable", path=file, reason=reason) from error
    lines = (text or "").splitlines()
    return lines[0] if lines else ""
