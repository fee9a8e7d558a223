"""Entry point: the window, a command, or a child process of the program."""

import os
import runpy
import sys

from qwq_desktop.cli.output import print_error
from qwq_desktop.cli.parser import build_parser
from qwq_desktop.platform.children import CHILD_OPTION
from qwq_desktop.platform.errors import QwQError


def main() -> int:
    """Run what the command line asks for; the exit status."""
    if len(sys.argv) == 3 and sys.argv[1] == CHILD_OPTION:  # a frozen build calling itself
        runpy.run_module(sys.argv.pop(), run_name="__main__", alter_sys=True)
        return 0
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run()
    except QwQError as error:
        print_error(error)
        return 1
    except BrokenPipeError:  # the reader of our output is gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def _run() -> int:
    """Commands never import the window: they work where Qt's graphical libraries are missing."""
    arguments = build_parser().parse_args()
    if arguments.command == "plan":  # asked often, and answered before Qt would be there
        from qwq_desktop.cli.plan import run_plan

        return run_plan(arguments)
    if arguments.command is not None:
        from qwq_desktop.cli.main import run_command

        return run_command(arguments)
    from qwq_desktop.app import run_window

    return run_window(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
