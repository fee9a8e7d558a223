"""How the program starts itself as one of its child processes."""

import sys

CHILD_OPTION = "--child"


def child_command(module: str) -> tuple[str, list[str]]:
    """(program, arguments) that run a module of the program in a process of its own.

    A frozen build has no Python to call: it calls itself with `--child MODULE`.
    """
    if getattr(sys, "frozen", False):
        return sys.executable, [CHILD_OPTION, module]
    return sys.executable, ["-m", module]
