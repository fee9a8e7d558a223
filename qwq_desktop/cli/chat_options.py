"""The options of `chats`; apart from what runs it, so that other commands start quickly."""

import argparse

from qwq_desktop.chat.exporting.options import ExportFormat
from qwq_desktop.cli.values import positive

# A page needs the window's libraries, which a terminal may not have.
FORMATS = tuple(str(known) for known in ExportFormat if known is not ExportFormat.PDF)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions of `chats` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the chats kept so far")
    search = actions.add_parser("search", help="titles, questions, answers and thinking")
    search.add_argument("query", metavar="QUERY", help='words; "a phrase" in quotation marks')
    search.add_argument("--top", type=positive, default=20, metavar="N", help="hits at most")
    export = actions.add_parser("export", help="write chats to files")
    export.add_argument(
        "--chat", type=int, metavar="ID", action="append", help="default: all; may be repeated"
    )
    export.add_argument("--format", choices=FORMATS, default="md")
    export.add_argument("--with-thinking", action="store_true", help="the model's thoughts too")
    export.add_argument(
        "path", metavar="PATH", help="a file for one chat or for JSON, else a folder"
    )
    importing = actions.add_parser("import", help="take in chats from files")
    importing.add_argument(
        "path",
        metavar="PATH",
        nargs="+",
        help="its own JSON; exports of ChatGPT or Open WebUI; conversations of LM Studio",
    )
    for action in (listing, search, export, importing):
        action.add_argument("--json", action="store_true", help="machine-readable JSON lines")
