"""The engine gives way: a process that asks for it runs at lower priority."""

import subprocess
import sys

import psutil
import pytest

from qwq_desktop.platform.priority import NICENESS


@pytest.mark.skipif(sys.platform == "win32", reason="niceness is of POSIX")
@pytest.mark.parametrize("before", [0, NICENESS, 15])
def test_giving_way_lowers_the_priority_and_never_raises_it(before):
    own = psutil.Process().nice()
    code = (
        "import os, psutil; from qwq_desktop.platform.priority import give_way;"
        f"os.nice(max(0, {before} - {own})); give_way(); print(psutil.Process().nice())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(out.stdout) == max(own, before, NICENESS)
