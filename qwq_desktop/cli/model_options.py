"""The options of `models`; apart from what runs it, so that other commands start quickly."""

import argparse

from qwq_desktop.cli.values import positive
from qwq_desktop.models.catalogue_entry import HubSource


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions of `models` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_local(actions)
    search = actions.add_parser("search", help="find models on a hub")
    search.add_argument("query", metavar="WORDS")
    search.add_argument("--top", type=positive, default=20, metavar="N", help="hits at most")
    files = actions.add_parser("files", help="the models in a repository, by quantisation")
    files.add_argument("repository", metavar="REPO", help="OWNER/NAME")
    download = actions.add_parser(
        "download", help="fetch a model; Ctrl+C pauses it, the same command resumes"
    )
    download.add_argument("repository", metavar="REPO|URL", help="OWNER/NAME, or an address")
    download.add_argument(
        "file", metavar="FILE", nargs="?", default="", help="its name, or a quantisation"
    )
    advise = actions.add_parser("advise", help="which file suits this computer, and why")
    advise.add_argument("repository", metavar="REPO|ID", help="OWNER/NAME, or a known model's id")
    advise.add_argument("--ram", type=positive, metavar="BYTES", help="of another computer")
    advise.add_argument("--vram", type=positive, metavar="BYTES", action="append")
    token = actions.add_parser("token", help="keep a hub's token in the system's keyring")
    token.add_argument("--remove", action="store_true", help="forget it")
    for action in (search, files, download, advise, token):
        action.add_argument(
            "--source",
            type=HubSource,
            choices=tuple(HubSource),
            metavar="|".join(HubSource),
            help="default: the hub that answers first",
        )
    for action in (search, files, download, advise, token):
        action.add_argument("--json", action="store_true", help="machine-readable JSON lines")
        action.add_argument(
            "--offline",
            action="store_true",
            default=argparse.SUPPRESS,  # a default would undo an --offline before the command
            help="forbid connections to other computers",
        )


def _add_local(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The actions on what is here, and their options."""
    listing = actions.add_parser("list", help="the models on this computer")
    verifying = actions.add_parser("verify", help="read a model whole and compare its hash")
    verifying.add_argument("model", metavar="MODEL", help="an id or a file")
    removing = actions.add_parser("remove", help="move a model to the trash")
    removing.add_argument("model", metavar="MODEL", help="an id or a file")
    removing.add_argument("--forever", action="store_true", help="delete it, without any trash")
    importing = actions.add_parser(
        "import", help="take in a model file, or all of a folder; without PATH, show what is here"
    )
    importing.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        help="default: look for models of LM Studio, Ollama, GPT4All, Jan and Hugging Face",
    )
    importing.add_argument(
        "--move", action="store_true", help="into the models folder; default: used where it lies"
    )
    moving = actions.add_parser("move", help="move the models folder, to another disk maybe")
    moving.add_argument("path", metavar="FOLDER")
    folders = actions.add_parser("folders", help="where models lie; new ones go to the first")
    folders.add_argument("--add", metavar="FOLDER", help="look into this one too")
    folders.add_argument("--first", action="store_true", help="and put new models there")
    folders.add_argument("--remove", metavar="FOLDER", help="no more; its files stay")
    for action in (listing, verifying, removing, importing, moving, folders):
        action.add_argument("--json", action="store_true", help="machine-readable JSON lines")
        action.add_argument(
            "--offline", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
