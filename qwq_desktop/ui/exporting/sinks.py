"""Where exported chats go: one file, a file each in a folder, one file for all."""

from collections.abc import Callable
from pathlib import Path

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.own_json import to_own_json
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.exporting.formats import ChatWriter, save_bytes, save_chat, save_in_folder


class _Sink:
    """Writes each chat as it comes; keeps the paths."""

    def __init__(self, save: Callable[[WholeChat], Path]) -> None:
        self._save = save
        self._paths: list[Path] = []

    def take(self, whole: WholeChat) -> None:
        """Write a chat."""
        self._paths.append(self._save(whole))

    def end(self) -> list[Path]:
        """The files that were written."""
        return self._paths


def one_file(path: Path, write: ChatWriter, options: ExportOptions) -> _Sink:
    """One chat in this file."""
    return _Sink(lambda whole: save_chat(whole, path, write, options))


def folder_of_files(folder: Path, ending: str, write: ChatWriter, options: ExportOptions) -> _Sink:
    """A file for each chat, named by its title."""
    return _Sink(lambda whole: save_in_folder(whole, folder, ending, write, options))


class JsonFile:
    """All chats in one file of the program's own JSON."""

    def __init__(self, path: Path, options: ExportOptions) -> None:
        self._path = path
        self._options = options
        self._chats: list[WholeChat] = []

    def take(self, whole: WholeChat) -> None:
        """Keep a chat until all have come."""
        self._chats.append(whole)

    def end(self) -> list[Path]:
        """Write the file."""
        return [save_bytes(self._path, to_own_json(self._chats, self._options))]
