"""This computer as advice sees it: memory, cards, the speed of its memory, free disk. Blocking."""

from dataclasses import replace
from pathlib import Path

from qwq_desktop.engine.pipe import EnginePipe
from qwq_desktop.engine.protocol import ProbeRequest
from qwq_desktop.models.advice import Computer
from qwq_desktop.models.prepared import gpus_of
from qwq_desktop.models.speed import memory_bandwidth, read_speeds
from qwq_desktop.platform.disks import free_on_disk
from qwq_desktop.platform.hardware import Gpu, measure


def measured_computer(gpus: tuple[Gpu, ...], speeds_file: Path, downloads: Path) -> Computer:
    """This computer now, with these cards; `downloads` is where a new model would lie.

    The memory's speed is measured (0.1 s) unless it is kept in `speeds_file`.
    """
    hardware = measure(gpus)
    speeds = read_speeds(speeds_file)
    if speeds.bytes_per_second is None:
        speeds = replace(speeds, bytes_per_second=memory_bandwidth(hardware.physical_cores))
    return Computer(hardware, speeds, free_on_disk(downloads))


def probe_cards() -> tuple[Gpu, ...]:
    """The cards that an engine process finds. Raises QwQError where it doesn't start."""
    with EnginePipe() as engine:
        return gpus_of(engine.ask(ProbeRequest(engine.next_id())).result)
