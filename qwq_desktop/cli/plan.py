"""`plan`: how a model file would be loaded, from its metadata alone.

Without Qt, and with the engine process getting ready meanwhile: below half a second for a file of
20 GB, llama.cpp's simulation included.
"""

import argparse
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from qwq_desktop.cli.output import print_json
from qwq_desktop.engine.pipe import EnginePipe
from qwq_desktop.engine.protocol import ProbeRequest
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.gguf_remote import is_address, read_remote_metadata
from qwq_desktop.models.library import ModelRef
from qwq_desktop.models.measured import measured_compute
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import PreparedModel, beside_of, gpus_of, simulate_request
from qwq_desktop.models.speed import Speeds, read_speeds
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Hardware, imagined, measure
from qwq_desktop.platform.paths import Paths
from qwq_desktop.settings.file import read_settings
from qwq_desktop.settings.per_model import load_for
from qwq_desktop.settings.schema import LoadSettings, Settings


def run_plan(arguments: argparse.Namespace) -> int:
    """Print the load plan of a file. Raises QwQError."""
    paths = Paths.find()
    with ExitStack() as parts:
        engine = None if is_described(arguments) else parts.enter_context(EnginePipe())
        settings = read_settings(paths.settings_file)
        try:
            info, plan = planned(arguments, settings, engine, paths.cache_dir / "speeds.json")
        except QwQError:
            _speak(settings)
            raise
        if arguments.json:
            print_json(plan.to_json())
        else:
            _print_plan(info, plan)
    return 0


def is_described(arguments: argparse.Namespace) -> bool:
    """Whether the plan is for another computer than this one."""
    return arguments.ram is not None or arguments.vram is not None


def planned(
    arguments: argparse.Namespace,
    settings: Settings,
    engine: EnginePipe | None,
    speeds_file: Path,
) -> tuple[GgufInfo, LoadPlan]:
    """The file and its plan, by the user's options for it. Raises QwQError."""
    info = _metadata(arguments)
    load = _options(arguments, settings, info)
    ref = ModelRef(str(info.path), info.name or info.path.name, info.path)
    speeds = Speeds() if engine is None else read_speeds(speeds_file)
    beside = beside_of(info, load.draft_model, arguments.embedder, arguments.reranker)
    hardware = _hardware(arguments, engine)
    model = PreparedModel(ref, info, hardware, speeds, beside)
    plan = model.plan(load)
    if engine is not None and not is_address(arguments.file):
        plan = model.plan(load, _simulated(engine, model, load, plan))
    return info, plan


def _metadata(arguments: argparse.Namespace) -> GgufInfo:
    """What the file says, here or at an address. Raises QwQError."""
    if not is_address(arguments.file):
        return read_metadata(Path(arguments.file))
    from qwq_desktop.models.http_ranges import HttpRanges  # brings Qt, by the network's gate
    from qwq_desktop.platform.network import NetworkGuard

    return read_remote_metadata(arguments.file, HttpRanges(NetworkGuard(offline=arguments.offline)))


def _options(arguments: argparse.Namespace, settings: Settings, info: GgufInfo) -> LoadSettings:
    load = load_for(settings, str(info.path))
    changes = {"context_length": arguments.context, "draft_model": arguments.draft}
    return replace(load, **{name: value for name, value in changes.items() if value is not None})


def _hardware(arguments: argparse.Namespace, engine: EnginePipe | None) -> Hardware:
    """This computer's hardware, or the described one."""
    if engine is not None:
        return measure(gpus_of(engine.ask(ProbeRequest(engine.next_id())).result))
    here = measure()
    there = imagined(arguments.ram or 0, tuple(arguments.vram or ()), here)
    return there if arguments.ram is not None else replace(here, gpus=there.gpus)


def _simulated(
    engine: EnginePipe, model: PreparedModel, load: LoadSettings, plan: LoadPlan
) -> MeasuredCompute | None:
    """The compute buffers by llama.cpp's simulation; None where it fails: the estimate stands."""
    try:
        done = engine.ask(simulate_request(engine.next_id(), model.info, plan))
    except QwQError:
        return None
    return measured_compute(done.result, plan, model.cards(load))


def _speak(settings: Settings) -> None:
    """Let an error be told in the user's language."""
    from PySide6.QtCore import QCoreApplication

    from qwq_desktop.platform import i18n
    from qwq_desktop.platform.paths import resources_dir

    application = QCoreApplication.instance() or QCoreApplication(["qwq-desktop"])
    i18n.install(application, settings.language, resources_dir())


def _print_plan(info: GgufInfo, plan: LoadPlan) -> None:
    from qwq_desktop.platform.explain import format_bytes

    print(f"{info.name or info.path.name} · {info.quantisation}")
    yarn = f", YaRN {plan.yarn_factor}" if plan.yarn_factor else ""
    print(f"  context length  {plan.context_length}{yarn}")
    print(f"  layers on GPU   {plan.gpu_layers} of {plan.total_layers}")
    for name, size in (
        ("weights", plan.weights_bytes),
        (f"KV cache {plan.kv_cache_type}", plan.kv_cache_bytes),
        ("compute buffers", plan.compute_bytes),
        ("draft model", plan.draft_bytes),
        ("embedder", plan.embedder_bytes),
        ("re-ranker", plan.reranker_bytes),
    ):
        if size:
            print(f"  {name:<15} {format_bytes(size)}")
    if plan.expected_tokens_per_second:
        print(f"  speed           about {plan.expected_tokens_per_second:.3g} tokens a second")
    print("  fits" if plan.fits else "  does not fit")
    if plan.would_fit:
        print(f"  would fit       a context length of {plan.would_fit}")
