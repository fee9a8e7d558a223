"""Ollama's models: manifests that name blobs by their hashes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qwq_desktop.models.foreign.surroundings import Surroundings

_MODEL_LAYER = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})")
_MOST_MANIFEST = 1 << 20  # bytes
_HOST, _OWNER = "registry.ollama.ai", "library"


def stores(around: Surroundings) -> list[Path]:
    """Where Ollama may keep its models: as told by its variable, the user's, the service's."""
    places = [around.variable("OLLAMA_MODELS"), around.home / ".ollama" / "models"]
    if around.system not in ("win32", "darwin"):
        places += [
            Path("/usr/share/ollama/.ollama/models"),
            Path("/var/lib/ollama/.ollama/models"),
            Path("/var/lib/ollama/models"),
            Path("/var/lib/ollama"),
        ]
    return list(dict.fromkeys(place for place in places if place is not None))


def is_store(folder: Path) -> bool:
    """Whether a folder is a store of Ollama's."""
    return (folder / "manifests").is_dir() and (folder / "blobs").is_dir()


def blobs_in(store: Path) -> Iterator[tuple[str, Path]]:
    """The name (`qwq:32b`) and the file of each model in a store.

    Raises OSError for folders that can't be read; manifests that make no sense are stepped over.
    """
    manifests = store / "manifests"
    for path in sorted(_files(manifests)):
        for layer in _layers(path):
            match = _DIGEST.fullmatch(str(layer.get("digest", "")))
            if layer.get("mediaType") == _MODEL_LAYER and match:
                name = _name(path.relative_to(manifests).parts)
                yield name, store / "blobs" / f"sha256-{match[1]}"


def blob_hash(path: Path) -> str | None:
    """The hash that the name of a blob promises."""
    match = _DIGEST.fullmatch(path.name)
    return match[1] if match else None


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file() and not entry.name.startswith("."):
            yield entry


def _layers(manifest: Path) -> list[dict[str, Any]]:
    try:
        with manifest.open("rb") as file:
            data: Any = json.loads(file.read(_MOST_MANIFEST))
    except ValueError:
        return []
    layers = data.get("layers") if isinstance(data, dict) else None
    found = layers if isinstance(layers, list) else []
    return [layer for layer in found if isinstance(layer, dict)]


def _name(parts: tuple[str, ...]) -> str:
    """`qwq:32b` for Ollama's own models, `hf.co/OWNER/NAME:TAG` for others."""
    places = [part for part in parts[:-1] if part not in (_HOST, _OWNER)]
    return f"{'/'.join(places)}:{parts[-1]}"
