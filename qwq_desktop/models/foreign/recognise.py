"""What a path alone tells of a file of another program: whose it is, and its hash."""

from pathlib import Path

from qwq_desktop.models.foreign import hugging_face, ollama
from qwq_desktop.models.foreign.found import Program

_SIGNS = {
    "/.lmstudio/": Program.LM_STUDIO,
    "/lm-studio/": Program.LM_STUDIO,
    "/nomic.ai/gpt4all/": Program.GPT4ALL,
    "/jan/data/": Program.JAN,
    "/huggingface/hub/": Program.HUGGING_FACE,
}


def program_of(path: Path) -> Program | None:
    """The program in whose folders a file lies."""
    if ollama.blob_hash(path) is not None:
        return Program.OLLAMA
    folder = f"{path.parent.as_posix().casefold()}/"
    if "/models--" in folder:
        return Program.HUGGING_FACE
    return next((program for sign, program in _SIGNS.items() if sign in folder), None)


def promised_hash(path: Path) -> str | None:
    """The SHA-256 that the name of a file, or of what a link leads to, promises."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        return None
    return ollama.blob_hash(real) or hugging_face.blob_hash(real)
