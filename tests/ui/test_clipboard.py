"""The clipboard at the program's end."""

import subprocess
import sys

COPIES = """
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from qwq_desktop.ui.clipboard import let_go_at_the_end

app = QGuiApplication([])
data = QMimeData()
data.setText("copied")
QGuiApplication.clipboard().setMimeData(data)
let_go_at_the_end()
print("ended")
"""


def test_what_was_copied_does_not_break_the_programs_end():
    done = subprocess.run([sys.executable, "-c", COPIES], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "ended\n")
