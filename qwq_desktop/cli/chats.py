"""`chats`: what was said so far, listed, searched, written to files, taken in from files."""

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from qwq_desktop.chat.exporting.file_names import file_name
from qwq_desktop.chat.exporting.options import ExportFormat, ExportOptions
from qwq_desktop.chat.exporting.own_json import to_own_json
from qwq_desktop.chat.importing.files import read_chats
from qwq_desktop.cli.output import print_error, print_json
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.services import Services
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.search import SearchHit
from qwq_desktop.storage.whole_chats import WholeChat, read_whole, write_whole
from qwq_desktop.ui.exporting.formats import WRITERS, save_bytes, save_chat, save_in_folder


def run_chats(arguments: argparse.Namespace, services: Services) -> int:
    """Run an action. Raises QwQError."""
    actions: dict[str, Callable[[argparse.Namespace, ChatRepository], int]] = {
        "list": _list,
        "search": _search,
        "export": _export,
        "import": _import,
    }
    repository = ChatRepository(open_database(str(services.paths.database_file)).connection)
    try:
        return actions[arguments.action](arguments, repository)
    finally:
        repository.close()


def _list(arguments: argparse.Namespace, repository: ChatRepository) -> int:
    """List the chats, newest first."""
    for chat in repository.list_chats():
        if arguments.json:
            print_json(
                {
                    "id": chat.id,
                    "title": chat.title,
                    "updated_at": chat.updated_at,
                    "pinned": chat.is_pinned,
                    "archived": chat.archived_at is not None,
                    "folder": chat.folder,
                }
            )
        else:
            print(f"{chat.id}\t{chat.title}")
    return 0


def _search(arguments: argparse.Namespace, repository: ChatRepository) -> int:
    """Print a line a hit."""
    while repository.index_some():
        pass
    for hit in repository.search(arguments.query, arguments.top):
        if arguments.json:
            print_json(_facts(hit))
        else:
            day = datetime.fromtimestamp(hit.at).date()
            print(f"{day}\t{hit.chat_id}\t{hit.chat_title}\t{hit.part}\t{hit.snippet.text}")
    return 0


def _facts(hit: SearchHit) -> dict[str, object]:
    return {
        "chat": hit.chat_id,
        "title": hit.chat_title,
        "message": hit.message_id,
        "part": hit.part,
        "snippet": hit.snippet.text,
        "marks": hit.snippet.marks,
        "at": hit.at,
    }


def _export(arguments: argparse.Namespace, repository: ChatRepository) -> int:
    path, kind = Path(arguments.path), ExportFormat(arguments.format)
    options = ExportOptions(arguments.with_thinking)
    ids = arguments.chat or [chat.id for chat in repository.list_chats()]
    if kind is ExportFormat.JSON:
        data = to_own_json((_whole(repository, chat_id) for chat_id in ids), options)
        if path.is_dir():
            path = path / file_name("chats", kind, {one.name.casefold() for one in path.iterdir()})
        _say_written(arguments, ids, save_bytes(path, data))
        return 0
    is_file = len(ids) == 1 and not path.is_dir() and path.suffix.lower() == f".{kind}"
    for chat_id in ids:
        whole = _whole(repository, chat_id)
        if is_file:
            written = save_chat(whole, path, WRITERS[kind], options)
        else:
            written = save_in_folder(whole, path, kind, WRITERS[kind], options)
        _say_written(arguments, [chat_id], written)
    return 0


def _whole(repository: ChatRepository, chat_id: int) -> WholeChat:
    return repository.run(chat_id, lambda connection: read_whole(connection, chat_id))


def _say_written(arguments: argparse.Namespace, ids: Sequence[int], path: Path) -> None:
    if arguments.json:
        print_json({"chats": list(ids), "path": str(path)})
    else:
        print(path)


def _import(arguments: argparse.Namespace, repository: ChatRepository) -> int:
    """Take in each file; one that can't be read is told, and the others are taken."""
    status = 0
    for name in arguments.path:
        try:
            chats = read_chats(Path(name))
        except QwQError as error:
            print_error(error)
            status = 1
            continue
        for whole in chats:
            chat_id = repository.run(0, partial(write_whole, whole=whole))
            title, count = whole.chat.title, len(whole.messages)
            if arguments.json:
                print_json({"id": chat_id, "title": title, "messages": count, "path": name})
            else:
                print(f"{chat_id}\t{title}")
    return status
