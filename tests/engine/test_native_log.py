"""llama.cpp goes on calling the log that it was given."""

import subprocess
import sys

FORGOTTEN = """
import gc, sys
import llama_cpp.llama_cpp as ll
from qwq_desktop.engine.native_log import NativeLog

NativeLog()
gc.collect()
model = ll.llama_model_load_from_file(sys.argv[1].encode(), ll.llama_model_default_params())
print("loaded" if model else "refused")
"""


def test_a_log_that_nobody_holds_any_more_is_still_called(nano_model):
    command = [sys.executable, "-c", FORGOTTEN, str(nano_model)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout) == (0, "loaded\n"), done.stderr
