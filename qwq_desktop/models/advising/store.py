"""The file that remembers what hubs said of models, so that advice is there at once and offline.

It keeps headers, not verdicts: what follows for this computer is worked out anew, as memory and
disk change. It can be deleted at any time; what is damaged in it counts as never asked.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from qwq_desktop.models.advising.model_advice import Asked
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.hubs.hub import HubFile, HubListing
from qwq_desktop.models.hubs.quantisation import is_model
from qwq_desktop.platform.files import write_atomically

FILE_NAME = "model-headers.json"
_VERSION = 1
_LOG = logging.getLogger(__name__)


def read_asked(path: Path) -> dict[str, Asked]:
    """What was told of each model, by the catalogue's ids. Blocking."""
    try:
        data: Any = json.loads(path.read_bytes())
        entries = data["models"] if data["version"] == _VERSION else {}
        pairs = [(str(entry_id), _decoded(values)) for entry_id, values in entries.items()]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _LOG.info("what hubs said is unreadable: %r", error)
        return {}
    return {entry_id: asked for entry_id, asked in pairs if asked is not None}


def write_asked(path: Path, asked: Mapping[str, Asked]) -> None:
    """Keep what was told. Blocking; raises OSError."""
    models = {entry_id: _encoded(one) for entry_id, one in asked.items()}
    text = json.dumps({"version": _VERSION, "models": models}, ensure_ascii=False)
    write_atomically(path, text.encode("utf-8", "surrogatepass"))


def _encoded(asked: Asked) -> dict[str, Any]:
    listing = asked.listing
    return {
        "source": str(listing.source),
        "repository": listing.repository,
        "revision": listing.revision,
        "licence": listing.licence,
        "is_gated": listing.is_gated,
        "files": [asdict(file) for file in listing.files if is_model(file.path)],
        "infos": {
            name: {**asdict(info), "path": str(info.path)} for name, info in asked.infos.items()
        },
        "asked_at": asked.asked_at,
        "bytes_per_second": asked.bytes_per_second,
    }


def _decoded(values: dict[str, Any]) -> Asked | None:
    try:
        listing = HubListing(
            HubSource(values["source"]),
            str(values["repository"]),
            str(values["revision"]),
            tuple(HubFile(**file) for file in values["files"]),
            str(values["licence"]),
            bool(values["is_gated"]),
        )
        infos = {name: _info(facts) for name, facts in values["infos"].items()}
        return Asked(listing, infos, float(values["asked_at"]), float(values["bytes_per_second"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _info(facts: dict[str, Any]) -> GgufInfo:
    """The header, where it is one. Raises ValueError, KeyError, TypeError."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
    }
    values["path"] = Path(facts["path"])
    hints = get_type_hints(GgufInfo)
    if values.keys() != hints.keys() or not all(_is_a(values[name], hints[name]) for name in hints):
        raise ValueError("not a header as this version keeps it")
    return GgufInfo(**values)


def _is_a(value: object, hint: Any) -> bool:
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if isinstance(value, tuple):
        return any(get_origin(kind) is tuple for kind in kinds) and all(
            isinstance(item, int) for item in value
        )
    return any(isinstance(value, kind) for kind in kinds if get_origin(kind) is None)
