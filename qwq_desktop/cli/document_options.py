"""The options of `documents`; apart from what runs it, so that other commands start quickly."""

import argparse

from qwq_desktop.cli.values import positive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions of `documents` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adding = actions.add_parser("add", help="read files, or all of folders, so that they are found")
    adding.add_argument("path", metavar="PATH", nargs="+")
    adding.add_argument("--collection", metavar="NAME", help="put them there; it may be new")
    adding.add_argument(
        "--no-vectors", action="store_true", help="words are enough; meaning follows in the window"
    )
    adding.add_argument(
        "--password", action="store_true", help="ask here for the password of a file that wants one"
    )
    adding.add_argument(
        "--password-file", metavar="FILE", help="whose first line opens files that want a password"
    )
    listing = actions.add_parser("list", help="the documents and how they stand")
    removing = actions.add_parser("remove", help="forget documents; the files stay")
    removing.add_argument("document", metavar="DOCUMENT", nargs="+", help="a number or a file")
    search = actions.add_parser("search", help="find passages by words and meaning")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--top", type=positive, default=10, metavar="N", help="hits at most")
    for action in (listing, search):
        action.add_argument("--collection", metavar="NAME", help="only what is in this one")
    for action in (adding, listing, removing, search):
        action.add_argument("--json", action="store_true", help="machine-readable JSON lines")
        action.add_argument(
            "--offline", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
