"""How many tokens a second to expect: from the memory's speed, and from what was measured.

Each token reads all weights once, so memory bandwidth bounds the speed; what a model really did on
this computer replaces the estimate.
"""

import ctypes
import json
import logging
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.files import write_atomically

_LOG = logging.getLogger(__name__)
COPY_BYTES = 48 << 20  # beyond the caches of most processors
COPY_ROUNDS = 3
DECODE_SHARE = 0.7  # of the bandwidth that decoding uses; the rest is computing and waiting
ENOUGH_TOKENS = 32  # fewer measure the start, not the speed
MODELS_KEPT = 200


@dataclass(frozen=True)
class Speeds:
    """What is known: bytes a second that main memory gives, tokens a second of models."""

    bytes_per_second: float | None = None
    tokens_per_second: dict[str, float] = field(default_factory=dict)

    def expected(self, info: GgufInfo, plan: LoadPlan) -> float | None:
        """Tokens a second for a plan, or None where nothing can be said.

        The estimate is for main memory: with layers on a card, or with experts of which each token
        uses some, only a measurement tells.
        """
        known = self.tokens_per_second.get(speed_key(info, plan.gpu_layers))
        if known is not None:
            return known
        if self.bytes_per_second is None or plan.gpu_layers or info.expert_count:
            return None
        return self.bytes_per_second * DECODE_SHARE / bytes_per_token(info)

    def with_measured(self, key: str, tokens_per_second: float) -> "Speeds":
        """With a new measurement; half of it counts, half of what was known."""
        before = self.tokens_per_second.get(key, tokens_per_second)
        others = {k: v for k, v in self.tokens_per_second.items() if k != key}
        kept = dict(list(others.items())[-MODELS_KEPT + 1 :])
        mean = round((before + tokens_per_second) / 2, 3)
        return replace(self, tokens_per_second={**kept, key: mean})


def speed_key(info: GgufInfo, gpu_layers: int) -> str:
    """What a measurement belongs to: a file, and how much of it lies on cards."""
    return f"{info.path.name}|{info.file_bytes}|{gpu_layers}"


def bytes_per_token(info: GgufInfo) -> int:
    """Weights that each token reads: all, and of the input matrix one row.

    The KV cache comes on top as the chat grows; the number is for its beginning.
    """
    return max(1, info.weights_bytes - (0 if info.output_tied else info.input_bytes))


def read_speeds(path: Path | None) -> Speeds:
    """The speeds that were kept; none where the file is missing or damaged. Blocking."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8")) if path else {}
        known = {str(key): _rate(rate) for key, rate in data.get("tokens_per_second", {}).items()}
        memory = data.get("bytes_per_second")
        return Speeds(None if memory is None else _rate(memory), known)
    except FileNotFoundError:
        return Speeds()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _LOG.info("the kept speeds are unreadable: %r", error)
        return Speeds()


def remember_speed(path: Path, key: str, tokens_per_second: float) -> None:
    """Keep a measurement. Blocking; raises QwQError where the file can't be written."""
    _write(path, read_speeds(path).with_measured(key, tokens_per_second))


def remember_bandwidth(path: Path, threads: int) -> None:
    """Measure main memory unless that was done, and keep it. Blocking, about 0.1 s."""
    speeds = read_speeds(path)
    if speeds.bytes_per_second is None:
        _write(path, replace(speeds, bytes_per_second=round(memory_bandwidth(threads))))


def memory_bandwidth(threads: int) -> float:
    """Bytes a second that so many threads read together, by copying; a copy reads and writes."""
    share = COPY_BYTES // max(1, threads)
    pairs = [
        (ctypes.create_string_buffer(share), ctypes.create_string_buffer(share))
        for _ in range(max(1, threads))
    ]
    for source, target in pairs:  # so that no page is missing when it counts
        ctypes.memset(source, 1, share)
        ctypes.memset(target, 1, share)
    best = math.inf
    with ThreadPoolExecutor(len(pairs)) as pool:
        for _ in range(COPY_ROUNDS):
            begin = time.perf_counter()
            list(pool.map(lambda pair: ctypes.memmove(pair[1], pair[0], share), pairs))
            best = min(best, time.perf_counter() - begin)
    return 2 * share * len(pairs) / best


def _write(path: Path, speeds: Speeds) -> None:
    write_atomically(path, json.dumps(asdict(speeds), indent=1).encode())


def _rate(value: Any) -> float:
    rate = float(value)
    if not 0 < rate < math.inf:
        raise ValueError(f"{value!r} is no speed")
    return rate
