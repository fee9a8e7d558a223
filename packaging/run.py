"""Sets QwQ Desktop up and opens its window: `python3 packaging/run.py`.

Safe to run again, and quick then. Arguments that this script does not know go to
the program, for instance `--model FILE` or `ask "What is a GGUF?"`.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far
    sys.exit("QwQ Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0])

import argparse
import os
import subprocess

from bootstrap import Wanted, add_options, set_up_or_exit, venv_program

NO_DISPLAY = """
Everything is set up, but there is no display here: the window cannot open. Ask in the terminal:

  {program} ask "How many r's are in strawberry?"
  {program} ask --help
"""
TERMINAL_COMMANDS = {"ask", "chat", "prompt", "plan", "models", "documents", "chats", "doctor"}


def has_display() -> bool:
    """Whether a window can open; the user's own choice of a Qt platform counts as a yes."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main(arguments: list[str]) -> int:
    """Sets up, then becomes the program; its exit status, or 0 where no window can open."""
    parser = argparse.ArgumentParser(
        prog="packaging/run.py", description=__doc__, allow_abbrev=False
    )
    add_options(parser)
    parser.add_argument(
        "--no-starter", action="store_true", help="leave out the starter model (98 MB)"
    )
    parser.add_argument(
        "--no-embedder",
        action="store_true",
        help="leave out the model that finds passages in documents by meaning (91 MB)",
    )
    options, rest = parser.parse_known_args(arguments)
    starter, embedder = not options.no_starter, not options.no_embedder
    set_up_or_exit(Wanted(backend=options.backend, starter=starter, embedder=embedder))
    if options.setup_only:
        return 0
    program = venv_program("qwq-desktop")
    if not has_display() and not TERMINAL_COMMANDS.intersection(rest[:1]):
        print(NO_DISPLAY.format(program=os.path.relpath(program)))
        return 0
    if sys.platform == "win32":
        return subprocess.call([program, *rest])
    sys.stdout.flush()
    return os.execv(program, [str(program), *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
