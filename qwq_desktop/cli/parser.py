"""The commands and their options."""

import argparse
from collections.abc import Callable

from qwq_desktop import __version__
from qwq_desktop.cli import chat_options, document_options, model_options
from qwq_desktop.cli.values import positive
from qwq_desktop.settings.schema import SamplingSettings, bounds

COMMANDS = ("ask", "chat", "prompt", "plan", "models", "chats", "documents", "doctor")


def build_parser() -> argparse.ArgumentParser:
    """The parser of `qwq-desktop`; without a command it opens the window."""
    parser = argparse.ArgumentParser(
        "qwq-desktop", description="A private chat with QwQ-32B and other open reasoning models."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "--model", metavar="FILE", help="the model to start with: a GGUF file or an id"
    )
    parser.add_argument(
        "--offline", action="store_true", help="forbid connections to other computers"
    )
    parser.add_argument("--ask", metavar="TEXT", help="ask this as soon as the window is open")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _ask(commands.add_parser("ask", help="ask one question and print the answer"))
    _chat(commands.add_parser("chat", help="many turns in one process, a message a line on stdin"))
    _prompt(commands.add_parser("prompt", help="show the exact prompt a model would see"))
    _plan(commands.add_parser("plan", help="how a model file would be loaded"))
    model_options.add_arguments(commands.add_parser("models", help="find, fetch and list models"))
    chat_options.add_arguments(
        commands.add_parser("chats", help="list, search, export and import chats")
    )
    document_options.add_arguments(
        commands.add_parser("documents", help="add, list and search your own files")
    )
    _json(
        commands.add_parser("doctor", help="hardware, back ends, what is wrong and how to mend it")
    )
    return parser


def _ask(parser: argparse.ArgumentParser) -> None:
    _generation(parser)
    parser.add_argument(
        "--doc",
        metavar="FILE",
        action="append",
        default=[],
        help="answer from this document, with citations; may be repeated",
    )
    parser.add_argument("text", metavar="TEXT", help="the question; - reads it from stdin")


def _chat(parser: argparse.ArgumentParser) -> None:
    _generation(parser)


def _generation(parser: argparse.ArgumentParser) -> None:
    """What `ask` and `chat` share."""
    parser.add_argument(
        "--model", metavar="FILE|ID", help="default: the model last used; its name on a server"
    )
    parser.add_argument(
        "--server", metavar="URL", help="let a model on an OpenAI-compatible server answer"
    )
    parser.add_argument("--system", metavar="TEXT", help="system prompt")
    parser.add_argument("--max-tokens", type=_within("max_tokens", int), metavar="N")
    parser.add_argument(
        "--max-thinking", type=_within("max_thinking_tokens", int), metavar="N", help="tokens"
    )
    parser.add_argument("--temp", type=_within("temperature", float), metavar="F")
    parser.add_argument("--seed", type=_within("seed", int), metavar="N")
    parser.add_argument("--context", type=int, metavar="N", help="context length in tokens")
    parser.add_argument("--think", choices=("auto", "on", "off"), help="think first, or not at all")
    parser.add_argument("--tools", metavar="LIST|none", help="names, separated by commas")
    _offline(parser)
    _json(parser)


def _offline(parser: argparse.ArgumentParser) -> None:
    # Suppressed, since a default here would undo an --offline before the command.
    parser.add_argument(
        "--offline",
        action="store_true",
        default=argparse.SUPPRESS,
        help="forbid connections to other computers",
    )


def _prompt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="FILE|ID")
    parser.add_argument("--messages", metavar="FILE.json", required=True)
    _json(parser)


def _plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|URL")
    parser.add_argument("--ram", type=positive, metavar="BYTES")
    parser.add_argument("--vram", type=positive, metavar="BYTES", action="append")
    parser.add_argument("--context", type=positive, metavar="N")
    parser.add_argument("--draft", metavar="FILE", help="a small model that drafts for this one")
    parser.add_argument("--embedder", metavar="FILE", help="a model that embeds documents")
    parser.add_argument("--reranker", metavar="FILE", help="a model that ranks found passages")
    _offline(parser)
    _json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="machine-readable JSON lines")


def _within(name: str, kind: type[int] | type[float]) -> Callable[[str], int | float]:
    """An argument type: a number within the bounds of a sampling setting."""
    low, high, _step = bounds(SamplingSettings, name)

    def parse(text: str) -> int | float:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be from {low} to {high}")
        return value

    return parse
