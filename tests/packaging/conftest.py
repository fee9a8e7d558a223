"""Lets the tests import the set-up scripts, which lie beside each other in packaging/."""

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent.parent / "packaging"
# Last, so that nothing of the same name is hidden (the standard library has a `test`, too).
sys.path.append(str(PACKAGING))


@pytest.fixture
def packaging_folder():
    """The folder of the set-up scripts."""
    return PACKAGING


@pytest.fixture
def said(tmp_path):
    """What a `Steps` wrote, and the `Steps`."""
    from steps import Steps

    lines = []
    return lines, Steps(tmp_path / "setup.log", lines.append)
