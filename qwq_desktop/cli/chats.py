"""`chats`: the chats kept so far, listed and searched."""

import argparse
from contextlib import closing
from datetime import datetime

from qwq_desktop.cli.output import print_json
from qwq_desktop.services import Services
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.search import SearchHit


def run_chats(arguments: argparse.Namespace, services: Services) -> int:
    """List the chats, or those that hold some words. Raises QwQError."""
    path = str(services.paths.database_file)
    with closing(ChatRepository(open_database(path).connection)) as repository:
        if arguments.action == "search":
            _search(repository, arguments)
        else:
            _list(repository, arguments)
    return 0


def _list(repository: ChatRepository, arguments: argparse.Namespace) -> None:
    for chat in repository.list_chats():
        if arguments.json:
            print_json({"id": chat.id, "title": chat.title, "updated_at": chat.updated_at})
        else:
            print(f"{chat.id}\t{chat.title}")


def _search(repository: ChatRepository, arguments: argparse.Namespace) -> None:
    while repository.index_some():
        pass
    for hit in repository.search(arguments.query, arguments.top):
        if arguments.json:
            print_json(_facts(hit))
        else:
            day = datetime.fromtimestamp(hit.at).date()
            print(f"{day}\t{hit.chat_id}\t{hit.chat_title}\t{hit.part}\t{hit.snippet.text}")


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
