"""What the start of the window leaves for later: each of these costs time that the user waits."""

import json
import os
import subprocess
import sys

LATER = {
    "charset_normalizer": "an attached file of an unknown encoding",
    "docx": "an export to Word",
    "huggingface_hub": "a question to a hub",
    "jinja2": "the engine process",
    "llama_cpp": "the engine process",
    "numpy": "the engine process, a search by meaning",
    "pypdfium2": "the parser process",
    "qwq_desktop.chat.exporting.markdown": "an export",
    "qwq_desktop.chat.importing": "an import",
    "qwq_desktop.documents.parser": "the parser process",
    "qwq_desktop.engine.remote": "a model on a server",
    "qwq_desktop.platform.problems": "something that went wrong",
    "qwq_desktop.ui.documents.page": "the documents, opened",
    "qwq_desktop.ui.export_dialog": "an export",
    "qwq_desktop.ui.exporting": "an export",
    "qwq_desktop.ui.models.assembly": "the models, opened",
    "qwq_desktop.ui.settings.page": "the settings, opened",
}
CODE = """
import json, sys
from PySide6.QtWidgets import QApplication
from qwq_desktop.app import build
app = build(["qwq-desktop"])
app.window.show()
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
print(json.dumps([__import__.__name__]))
app.shutdown()
"""


def test_the_window_opens_without_what_only_later_is_needed(home):
    command = [sys.executable, "-c", CODE, *LATER]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={**os.environ, "QWQ_DESKTOP_HOME": home}
    )
    assert done.returncode == 0, done.stderr
    imported, importer = map(json.loads, done.stdout.splitlines())
    assert {name: LATER[name] for name in imported} == {}
    assert importer != ["__feature_import__"], "PySide6 reads the source of each module"
