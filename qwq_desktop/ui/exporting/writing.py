"""Where exported chats go: one file or a folder of them, in one of the formats."""

from pathlib import Path

from qwq_desktop.chat.exporting.options import ExportFormat, ExportOptions
from qwq_desktop.chat.transfer import ChatSink
from qwq_desktop.ui.exporting.formats import WRITERS
from qwq_desktop.ui.exporting.pdf import pdf_writer
from qwq_desktop.ui.exporting.sinks import JsonFile, folder_of_files, one_file
from qwq_desktop.ui.theme.icons import Icons


def sink_for(
    path: Path, kind: ExportFormat, options: ExportOptions, icons: Icons, *, is_file: bool
) -> ChatSink:
    """What writes chats to `path`, a file (of any number of chats for JSON, else of one) or not."""
    if kind is ExportFormat.JSON:
        return JsonFile(path, options)
    write = pdf_writer(icons) if kind is ExportFormat.PDF else WRITERS[kind]
    if is_file:
        return one_file(path, write, options)
    return folder_of_files(path, kind, write, options)
