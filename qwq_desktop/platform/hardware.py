"""What this computer has: memory, processor cores, and the cards that the engine reported."""

import os
from dataclasses import dataclass
from pathlib import Path

_CGROUPS = Path("/sys/fs/cgroup")
_OWN_CGROUP = Path("/proc/self/cgroup")


@dataclass(frozen=True)
class Gpu:
    """A graphics card as llama.cpp sees it; `unified`: its memory is the computer's own.

    `device` is llama.cpp's name for it, as "CUDA0".
    """

    name: str
    free_bytes: int
    total_bytes: int
    unified: bool = False
    device: str = ""


@dataclass(frozen=True)
class Hardware:
    """The facts a load plan stands on. Memory that a container may not use is left out."""

    ram_total_bytes: int
    ram_available_bytes: int
    physical_cores: int
    logical_cores: int
    gpus: tuple[Gpu, ...] = ()


def measure(gpus: tuple[Gpu, ...] = ()) -> Hardware:
    """The state of this computer. Quick (no process is started); any thread."""
    import psutil  # here, since the window opens before anybody measures

    memory = psutil.virtual_memory()
    total, available = memory.total, memory.available
    limit = container_memory()
    if limit is not None:
        total, available = min(total, limit[0]), min(available, limit[1])
    logical = _usable_cores()
    physical = min(psutil.cpu_count(logical=False) or logical, logical)
    return Hardware(total, available, physical, logical, gpus)


def imagined(
    ram_bytes: int, vram_bytes: tuple[int, ...] = (), cores: Hardware | None = None
) -> Hardware:
    """An idle computer with this memory, to ask "would it fit?"; cores as `cores`, or as here."""
    known = cores or measure()
    gpus = tuple(Gpu(f"GPU {number}", size, size) for number, size in enumerate(vram_bytes))
    return Hardware(ram_bytes, ram_bytes, known.physical_cores, known.logical_cores, gpus)


def container_memory(
    cgroups: Path = _CGROUPS, own_cgroup: Path = _OWN_CGROUP
) -> tuple[int, int] | None:
    """(limit, what is left of it) in bytes by the control groups around this process, or None.

    Reads version 2. Cached file pages count as left: the kernel gives them up when memory is asked
    for.
    """
    try:
        lines = own_cgroup.read_text().splitlines()
    except OSError:
        return None
    path = next((line[3:] for line in lines if line.startswith("0::")), None)
    if path is None:
        return None
    folder = cgroups / path.strip("/")
    found = [
        limit
        for place in (folder, *folder.parents)
        if place.is_relative_to(cgroups) and (limit := _group_memory(place)) is not None
    ]
    if not found:
        return None
    return min(limit for limit, _ in found), min(left for _, left in found)


def _group_memory(folder: Path) -> tuple[int, int] | None:
    try:
        limit = int((folder / "memory.max").read_text())  # "max" without a limit
        used = int((folder / "memory.current").read_text())
        stat = (folder / "memory.stat").read_text()
        cached = next((int(s[14:]) for s in stat.splitlines() if s.startswith("inactive_file ")), 0)
    except (OSError, ValueError):
        return None
    return limit, max(0, limit - max(0, used - cached))


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
