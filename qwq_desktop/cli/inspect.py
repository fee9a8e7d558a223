"""`prompt`, `plan`, `doctor`, and the lists: commands that look and tell."""

import argparse
import json
import platform
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop

from qwq_desktop import __version__
from qwq_desktop.cli.output import print_json
from qwq_desktop.engine.protocol import (
    ChatMessage,
    CountRequest,
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    ProbeRequest,
    Request,
    SimulateRequest,
    ToolCall,
)
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.prepared import gpus_of, load_request
from qwq_desktop.models.simulation import measured_compute
from qwq_desktop.models.speed import read_speeds
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.platform.hardware import Gpu, Hardware, measure
from qwq_desktop.services import DEFAULT_MODEL, Services
from qwq_desktop.settings.schema import LoadSettings

_CPU_ONLY = (
    "This build of llama.cpp uses the processor alone. If the computer has a graphics card, run "
    "`python3 packaging/run.py --backend cuda` (NVIDIA), `--backend metal` (Mac) or "
    "`--backend vulkan` (any) to build it for that card."
)
_NO_GPU = (
    "This build of llama.cpp can use a graphics card, but none was found: is its driver installed?"
)


def run_prompt(arguments: argparse.Namespace, services: Services) -> int:
    """Print the exact prompt a model would see. Raises QwQError."""
    messages, tools = read_messages(Path(arguments.messages))
    reference = arguments.model or services.settings.value.last_model or DEFAULT_MODEL
    ref = services.library.resolve(reference)
    read_metadata(ref.path)
    engine = services.models.engine
    call(services, LoadRequest(engine.next_id(), str(ref.path), 512, vocab_only=True))
    done = call(services, CountRequest(engine.next_id(), messages, tools, raw_history=True))
    if arguments.json:
        print_json(done.result)
    else:
        print(done.result["text"])
    return 0


def run_plan(arguments: argparse.Namespace, services: Services) -> int:
    """Print the load plan of a file, from its metadata alone. Raises QwQError."""
    described = arguments.ram is not None or arguments.vram is not None
    if not described:
        services.models.engine.start()  # its process gets ready while the file is read
    info = read_metadata(Path(arguments.file))
    hardware = _hardware(arguments, services)
    load = replace(services.settings.value.load, context_length=arguments.context)
    load = load if arguments.context else LoadSettings()
    plan = make_plan(info, hardware, load)
    if not described:
        plan = make_plan(info, hardware, load, _simulated(services, info, plan, hardware))
    speed = read_speeds(services.models.speeds_file).expected(info, plan)
    plan = replace(plan, expected_tokens_per_second=None if described else speed)
    if arguments.json:
        print_json(plan.to_json())
    else:
        _print_plan(info, plan)
    return 0


def _simulated(
    services: Services, info: GgufInfo, plan: LoadPlan, hardware: Hardware
) -> MeasuredCompute | None:
    """The compute buffers by llama.cpp's simulation; None where it fails: the estimate stands."""
    models = services.models
    load = load_request(models.engine.next_id(), str(info.path), plan)
    try:
        done = call(services, SimulateRequest(models.engine.next_id(), (load,)))
    except QwQError:
        return None
    return measured_compute(done.result, plan, hardware.gpus)


def _print_plan(info: GgufInfo, plan: LoadPlan) -> None:
    print(f"{info.name or info.path.name} · {info.quantisation}")
    yarn = f", YaRN {plan.yarn_factor}" if plan.yarn_factor else ""
    print(f"  context length  {plan.context_length}{yarn}")
    print(f"  layers on GPU   {plan.gpu_layers} of {plan.total_layers}")
    for name, size in (
        ("weights", plan.weights_bytes),
        (f"KV cache {plan.kv_cache_type}", plan.kv_cache_bytes),
        ("compute buffers", plan.compute_bytes),
    ):
        print(f"  {name:<15} {format_bytes(size)}")
    if plan.expected_tokens_per_second:
        print(f"  speed           about {plan.expected_tokens_per_second:.3g} tokens a second")
    print("  fits" if plan.fits else "  does not fit")
    if plan.would_fit:
        print(f"  would fit       a context length of {plan.would_fit}")


def _hardware(arguments: argparse.Namespace, services: Services) -> Hardware:
    """This computer's hardware, or the described one."""
    if arguments.ram is None and arguments.vram is None:
        return measure(
            gpus_of(call(services, ProbeRequest(services.models.engine.next_id())).result)
        )
    gpus = tuple(Gpu(f"GPU {i}", size, size) for i, size in enumerate(arguments.vram or ()))
    hardware = measure(gpus)
    if arguments.ram is None:
        return hardware
    return replace(hardware, ram_total_bytes=arguments.ram, ram_available_bytes=arguments.ram)


def run_doctor(arguments: argparse.Namespace, services: Services) -> int:
    """Print hardware, back ends, what is wrong and how to mend it; 1 when nothing can answer."""
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
    print(f"Files: {report['home']}")
    for finding in report["findings"]:
        print(f"- {finding['text']}")
    return int(not report["ok"])


def _free(memory: dict[str, int]) -> str:
    free, total = format_bytes(memory["free_bytes"]), format_bytes(memory["total_bytes"])
    return f"{free} free of {total}"


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
        findings += _gpu_findings(engine)
    hardware = measure(gpus_of(engine))
    models = services.library.available(services.settings.value.recent_models)
    findings += [{"code": n.code, "text": str(n.facts)} for n in services.settings.notices]
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "home": str(services.paths.database_file.parent),
        "memory": {
            "total_bytes": hardware.ram_total_bytes,
            "free_bytes": hardware.ram_available_bytes,
        },
        "cores": {"physical": hardware.physical_cores, "logical": hardware.logical_cores},
        "engine": engine,
        "models": [{"id": ref.id, "name": ref.name, "path": str(ref.path)} for ref in models],
        "findings": findings,
        "ok": bool(engine) and bool(models),
    }


def _gpu_findings(engine: dict[str, Any]) -> list[dict[str, str]]:
    if not engine["gpu_offload"]:
        return [{"code": "cpu_only_build", "text": _CPU_ONLY}]
    if not gpus_of(engine):
        return [{"code": "no_gpu_found", "text": _NO_GPU}]
    return []


def run_models(arguments: argparse.Namespace, services: Services) -> int:
    """List the models on this computer."""
    for ref in services.library.available(services.settings.value.recent_models):
        if arguments.json:
            size = ref.path.stat().st_size
            print_json({"id": ref.id, "name": ref.name, "path": str(ref.path), "bytes": size})
        else:
            print(f"{ref.id}\t{ref.name}\t{ref.path}")
    return 0


def read_messages(path: Path) -> tuple[tuple[ChatMessage, ...], tuple[dict[str, Any], ...]]:
    """The messages and tools of a `--messages` file. Raises QwQError("bad_messages_file")."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        messages = tuple(_message(values) for values in data["messages"])
        return messages, tuple(data.get("tools") or ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise QwQError("bad_messages_file", path=str(path), reason=str(error)) from error


def _message(values: dict[str, Any]) -> ChatMessage:
    calls = tuple(_tool_call(call.get("function", call)) for call in values.get("tool_calls") or ())
    content = values.get("content")
    return ChatMessage(values["role"], "" if content is None else str(content), calls)


def _tool_call(values: dict[str, Any]) -> ToolCall:
    arguments = values["arguments"]
    return ToolCall(
        values["name"], json.loads(arguments) if isinstance(arguments, str) else arguments
    )


def call(services: Services, request: Request) -> DoneEvent:
    """Send one request to the engine process and wait for its end. Raises QwQError."""
    models = services.models
    loop = QEventLoop()
    ended: list[DoneEvent | ErrorEvent] = []

    def listen(event: Event) -> None:
        if isinstance(event, DoneEvent | ErrorEvent):
            ended.append(event)
            loop.quit()

    def died(error: QwQError) -> None:
        ended.append(ErrorEvent(request.id, error.code, error.detail, error.facts))
        loop.quit()

    models.engine_died.connect(died)
    models.engine.start()
    models.calls.send(request, listen)
    loop.exec()
    models.engine_died.disconnect(died)
    event = ended[0]
    if isinstance(event, ErrorEvent):
        raise QwQError(event.code, detail=event.detail, **event.facts)
    return event
