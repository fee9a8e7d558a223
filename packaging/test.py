"""Sets QwQ Desktop up with what its tests need and runs them: `python3 packaging/test.py`.

Safe to run again, and quick then. Arguments that this script does not know go to
pytest, for instance `tests/chat -x`; without any, all tests run, two files at a time.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far
    sys.exit("QwQ Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import argparse
import os
import subprocess
from pathlib import Path

from bootstrap import ROOT, Wanted, add_options, set_up_or_exit, venv_program


def main(arguments: list[str]) -> int:
    """Sets up, then runs pytest; its exit status."""
    parser = argparse.ArgumentParser(
        prog="packaging/test.py", description=__doc__, allow_abbrev=False
    )
    add_options(parser)
    options, rest = parser.parse_known_args(arguments)
    set_up_or_exit(Wanted(backend=options.backend, dev=True, starter=True, embedder=True))
    if options.setup_only:
        return 0
    # The tests start the program hundreds of times: modules that were compiled once are kept.
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    side_by_side = []
    if not rest and (os.cpu_count() or 1) > 1:  # no more: many tests start an engine of their own
        side_by_side = ["-n", "2", "--dist", "loadfile"]
    command: list[str | Path] = [venv_program("python"), "-m", "pytest", "-q", *side_by_side, *rest]
    return subprocess.call(command, cwd=ROOT, env=env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
