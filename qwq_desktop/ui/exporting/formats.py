"""Every format with what writes it, and files of them on the disk."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qwq_desktop.chat.exporting.file_names import file_name
from qwq_desktop.chat.exporting.markdown import to_markdown
from qwq_desktop.chat.exporting.options import ExportFormat, ExportOptions
from qwq_desktop.chat.exporting.own_json import to_own_json
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.exporting.html import to_html

ChatWriter = Callable[[WholeChat, ExportOptions], bytes]


def _to_docx(whole: WholeChat, options: ExportOptions) -> bytes:
    # Reading the Word library takes longer than all the rest of the window.
    from qwq_desktop.ui.exporting.docx import to_docx

    return to_docx(whole, options)


WRITERS: Mapping[ExportFormat, ChatWriter] = {
    ExportFormat.MARKDOWN: to_markdown,
    ExportFormat.HTML: to_html,
    ExportFormat.WORD: _to_docx,
    ExportFormat.JSON: lambda whole, options: to_own_json([whole], options),
}


def save_chat(whole: WholeChat, path: Path, write: ChatWriter, options: ExportOptions) -> Path:
    """Write a chat to a file, whole or not at all; return the path.

    A file that is there is replaced: the user was asked. Raises QwQError("export_failed").
    """
    return save_bytes(path, write(whole, options))


def save_in_folder(
    whole: WholeChat, folder: Path, ending: str, write: ChatWriter, options: ExportOptions
) -> Path:
    """Write a chat to a new file of the folder, named by its title; return its path.

    Nothing that is there is replaced. Raises QwQError("export_failed").
    """
    data = write(whole, options)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.name.casefold() for path in folder.iterdir()}
    except OSError as error:
        raise QwQError("export_failed", path=str(folder), reason=str(error)) from error
    return save_bytes(folder / file_name(whole.chat.title, ending, taken), data)


def save_bytes(path: Path, data: bytes) -> Path:
    """Write a file, whole or not at all; return the path. Raises QwQError("export_failed")."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise QwQError("export_failed", path=str(path), reason=str(error)) from error
    return path
