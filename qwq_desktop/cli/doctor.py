"""`doctor`: the hardware, the back ends, what is wrong and how to mend it."""

import argparse
import platform
import shutil
from pathlib import Path
from typing import Any

from qwq_desktop import __version__
from qwq_desktop.cli.inspect import call
from qwq_desktop.cli.output import print_json
from qwq_desktop.documents.embedding.model import find_embedder
from qwq_desktop.documents.reranking.model import find_reranker
from qwq_desktop.engine.protocol import ProbeRequest
from qwq_desktop.models.prepared import gpus_of
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.platform.hardware import measure
from qwq_desktop.services import Services

GB = 10**9
LEAST_RAM = 8 * GB  # QwQ-32B needs three times that, small models work
LEAST_DISK = 5 * GB
CARD_IN_USE = 0.5  # of a card's memory that others hold

_CPU_ONLY = (
    "This build of llama.cpp uses the processor alone. If the computer has a graphics card, run "
    "`python3 packaging/run.py --backend cuda` (NVIDIA), `--backend metal` (Mac) or "
    "`--backend vulkan` (any) to build it for that card."
)
_NO_GPU = (
    "This build of llama.cpp can use a graphics card, but none was found: is its driver installed?"
)
_NO_MODEL = "No model was found. Put a GGUF file into {path}, or open one in the window."
_NO_EMBEDDER = (
    "The model that finds passages in documents by meaning is not here: words alone find them. Run "
    "`python3 packaging/run.py` with a network once, or choose another embedding model."
)
_LITTLE_DISK = "Only {free} are free where models are kept ({path}); QwQ-32B takes 20 GB."
_LITTLE_RAM = "This computer has {total} of memory; QwQ-32B needs about 24 GB. Smaller models work."
_CARD_IN_USE = (
    "Other programs hold {used} of {name}'s {total}. Close them to have more layers on the card."
)


def run_doctor(arguments: argparse.Namespace, services: Services) -> int:
    """Print what was found; 1 when nothing can answer."""
    report = doctor_report(services)
    if arguments.json:
        print_json(report)
        return int(not report["ok"])
    print(f"QwQ Desktop {report['version']}, Python {report['python']}, {report['system']}")
    print(f"Memory: {_free(report['memory'])}")
    print(f"Processor: {report['cores']['physical']} cores")
    engine = report["engine"]
    print(f"llama-cpp-python {engine.get('version', '?')}: {engine.get('system_info', '')}")
    for device in engine.get("devices", ()):
        name, kind = device["description"], device["kind"]
        print(f"  {device['name']}: {name}, {kind}, {_free(device)}")
    print(f"Files: {report['home']}, {format_bytes(report['disk']['free_bytes'])} free")
    cache = report["prompt_cache"]
    used, limit = format_bytes(cache["size_bytes"]), format_bytes(cache["limit_bytes"])
    print(f"Read chats: {used} of {limit}, {cache['states']} kept in {cache['path']}")
    embedder = report["embedder"]
    print("Documents: " + (embedder["name"] if embedder else "found by their words alone"))
    if reranker := report["reranker"]:
        print(f"Passages: put in order by {reranker['name']}")
    for finding in report["findings"]:
        print(f"- {finding['text']}")
    return int(not report["ok"])


def doctor_report(services: Services) -> dict[str, Any]:
    """What `doctor` found, JSON-serialisable.

    `findings` have a code and a sentence with the remedy.
    """
    findings: list[dict[str, str]] = []
    engine: dict[str, Any] = {}
    try:
        engine = call(services, ProbeRequest(services.models.engine.next_id())).result
    except QwQError as error:
        findings.append({"code": error.code, "text": f"The engine does not start: {error.detail}"})
    else:
        findings += _card_findings(engine)
    hardware = measure(gpus_of(engine))
    models = services.library.available(services.settings.value.recent_models)
    for notice in services.settings.notices:
        text = explain(notice.code, notice.facts).whole
        findings.append({"code": notice.code, "text": text})
    memory = {
        "total_bytes": hardware.ram_total_bytes,
        "free_bytes": hardware.ram_available_bytes,
    }
    disk = shutil.disk_usage(services.paths.models_dir)
    findings += _room_findings(services.paths.models_dir, memory["total_bytes"], disk.free)
    if not models:
        text = _NO_MODEL.format(path=services.paths.models_dir)
        findings.append({"code": "no_model_found", "text": text})
    embedder, trouble = _embedder(services)
    findings += trouble
    reranker, trouble = _reranker(services)
    findings += trouble
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "home": str(services.paths.database_file.parent),
        "memory": memory,
        "disk": {"total_bytes": disk.total, "free_bytes": disk.free},
        "cores": {"physical": hardware.physical_cores, "logical": hardware.logical_cores},
        "engine": engine,
        "prompt_cache": _prompt_cache(services),
        "embedder": embedder,
        "reranker": reranker,
        "models": [{"id": ref.id, "name": ref.name, "path": str(ref.path)} for ref in models],
        "findings": findings,
        "ok": bool(engine) and bool(models),
    }


def _embedder(services: Services) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    """The model that finds passages, and what is wrong with it."""
    setting = services.settings.value.embedding_model
    try:
        model = find_embedder(services.library, setting)
    except QwQError as error:
        text = _NO_EMBEDDER if not setting else explain(error.code, error.facts).whole
        return None, [{"code": "embedder_missing", "text": text}]
    return None if model is None else {"name": model.name, "path": str(model.path)}, []


def _reranker(services: Services) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    """The model that puts passages in order, and what is wrong with it."""
    try:
        model = find_reranker(services.library, services.settings.value.reranking_model)
    except QwQError as error:
        text = explain(error.code, error.facts).whole
        return None, [{"code": "reranker_missing", "text": text}]
    return None if model is None else {"name": model.name, "path": str(model.path)}, []


def _prompt_cache(services: Services) -> dict[str, Any]:
    """What the model read of chats, kept on the disk."""
    folder = services.models.state_dir or services.paths.cache_dir / "states"
    files = [path for path in folder.glob("*") if path.is_file()]
    return {
        "path": str(folder),
        "states": len({path.name.partition(".")[0] for path in files}),
        "size_bytes": sum(path.stat().st_size for path in files),
        "limit_bytes": services.settings.value.load.cache_limit_gb * GB,
    }


def _card_findings(engine: dict[str, Any]) -> list[dict[str, str]]:
    if not engine["gpu_offload"]:
        return [{"code": "cpu_only_build", "text": _CPU_ONLY}]
    cards = gpus_of(engine)
    if not cards:
        return [{"code": "no_gpu_found", "text": _NO_GPU}]
    findings = []
    for card in cards:
        used = card.total_bytes - card.free_bytes
        if not card.unified and used > CARD_IN_USE * card.total_bytes:
            facts = {"used": format_bytes(used), "total": format_bytes(card.total_bytes)}
            text = _CARD_IN_USE.format(name=card.name, **facts)
            findings.append({"code": "card_in_use", "text": text})
    return findings


def _room_findings(folder: Path, ram_bytes: int, free_bytes: int) -> list[dict[str, str]]:
    findings = []
    if ram_bytes < LEAST_RAM:
        text = _LITTLE_RAM.format(total=format_bytes(ram_bytes))
        findings.append({"code": "little_memory", "text": text})
    if free_bytes < LEAST_DISK:
        text = _LITTLE_DISK.format(free=format_bytes(free_bytes), path=folder)
        findings.append({"code": "little_disk", "text": text})
    return findings


def _free(memory: dict[str, int]) -> str:
    free, total = format_bytes(memory["free_bytes"]), format_bytes(memory["total_bytes"])
    return f"{free} free of {total}"
