"""Makes the C interface of llama-cpp-python importable without its Python layers."""

import importlib.util
import re
import sys
from pathlib import Path

_NAME = "llama_cpp"
_VERSION = re.compile(r"^__version__ *= *[\"'](.+)[\"']", re.MULTILINE)


def load_lightly() -> None:
    """Let `llama_cpp.llama_cpp` be imported alone, unless the whole package is there already.

    The package's own start imports NumPy, Jinja and a dozen chat formats, of which nothing is used
    here: 0.16 s of each start of an engine process, and 30 MB of its memory. For that process only.
    """
    spec = importlib.util.find_spec(_NAME)
    if spec is None or _NAME in sys.modules:
        return
    package = importlib.util.module_from_spec(spec)  # not executed
    package.__dict__["__version__"] = _stated_version(spec.origin)
    sys.modules[_NAME] = package


def _stated_version(origin: str | None) -> str:
    try:
        source = Path(origin or "").read_text(encoding="utf-8")
    except (OSError, ValueError):  # a frozen build has no sources
        source = ""
    if stated := _VERSION.search(source):
        return stated[1]
    from importlib.metadata import PackageNotFoundError, version  # slow, and hardly ever needed

    try:
        return version("llama-cpp-python")
    except PackageNotFoundError:
        return "?"
