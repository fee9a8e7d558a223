"""QwQ-32B on twelve computers that people have: what goes where, and that sums never lie."""

from dataclasses import dataclass

import pytest

from qwq_desktop.models.memory import MeasuredCompute, Shape, compute_buffer_bytes, usable_ram
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import LoadSettings

GIB = 1 << 30


def card(free, total=None, *, unified=False):
    return Gpu("card", int(free * GIB), int((total or free) * GIB), unified)


@dataclass(frozen=True)
class Computer:
    """Memory and cards in GiB; what is expected: `layers` least and most, and the context."""

    free_ram: float
    cards: tuple[Gpu, ...]
    fits: bool
    layers: tuple[int, int]
    context: tuple[int, int] = (4096, 40960)

    @property
    def hardware(self) -> Hardware:
        ram = int(self.free_ram * GIB)
        return Hardware(ram, ram, 8, 16, self.cards)


COMPUTERS = {
    "office, 16 GB": Computer(15.4, (), False, (0, 0)),
    "desktop, 32 GB": Computer(30, (), True, (0, 0), (16384, 40960)),
    "work station, 128 GB": Computer(120, (), True, (0, 0), (40960, 40960)),
    "notebook, 16 GB with 8 GB": Computer(14, (card(7.2, 8),), False, (10, 30)),
    "notebook, 32 GB with 8 GB": Computer(29, (card(7.2, 8),), True, (5, 22), (40960, 40960)),
    "player's, 32 GB with 24 GB": Computer(29, (card(23.2, 24),), True, (65, 65), (8192, 24576)),
    "24 GB card that a game uses": Computer(29, (card(9, 24),), True, (8, 30)),
    "two cards of 24 GB": Computer(60, (card(23.5), card(23.5)), True, (65, 65), (40960, 40960)),
    "24 GB beside 12 GB": Computer(60, (card(23.5), card(11.5)), True, (65, 65), (16384, 40960)),
    "server, 80 GB card": Computer(120, (card(79),), True, (65, 65), (40960, 40960)),
    "Mac, 36 GB": Computer(32, (card(27, unified=True),), True, (65, 65), (8192, 24576)),
    "integrated, 32 GB": Computer(28, (card(14, unified=True),), True, (10, 45)),
}


@pytest.mark.parametrize("name", COMPUTERS)
def test_what_goes_where(qwq_info, name):
    computer = COMPUTERS[name]
    plan = make_plan(qwq_info(), computer.hardware, LoadSettings())
    assert plan.fits is computer.fits
    assert computer.layers[0] <= plan.gpu_layers <= computer.layers[1]
    assert computer.context[0] <= plan.context_length <= computer.context[1]
    assert (Remark.DOES_NOT_FIT in plan.remarks) is not plan.fits


@pytest.mark.parametrize("name", COMPUTERS)
def test_what_fits_is_within_every_memory_counted_once(qwq_info, name):
    hardware = COMPUTERS[name].hardware
    plan = make_plan(qwq_info(), hardware, LoadSettings())
    if not plan.fits:
        return
    assert plan.ram_bytes <= usable_ram(hardware)
    for gpu, size in zip(hardware.gpus, plan.gpu_bytes, strict=True):
        assert size < gpu.free_bytes
    apart = sum(
        size for gpu, size in zip(hardware.gpus, plan.gpu_bytes, strict=True) if not gpu.unified
    )
    held = plan.weights_bytes + plan.kv_cache_bytes + plan.compute_bytes
    assert 0 <= plan.ram_bytes + apart - held < GIB


@pytest.mark.parametrize("name", [name for name in COMPUTERS if "80 GB" not in name])
def test_what_would_fit_does_and_one_step_more_does_not(qwq_info, name):
    info, hardware = qwq_info(), COMPUTERS[name].hardware
    plan = make_plan(info, hardware, LoadSettings(context_length=1 << 20))
    assert not plan.fits
    if plan.would_fit is None:
        assert not make_plan(info, hardware, LoadSettings(context_length=512)).fits
        return
    assert make_plan(info, hardware, LoadSettings(context_length=plan.would_fit)).fits
    assert not make_plan(info, hardware, LoadSettings(context_length=plan.would_fit + 512)).fits


def test_a_plan_that_fits_names_nothing_else(qwq_info):
    plan = make_plan(qwq_info(), COMPUTERS["desktop, 32 GB"].hardware, LoadSettings())
    assert plan.would_fit is None


def test_measured_buffers_replace_the_formula_for_their_shape(qwq_info):
    info, hardware = qwq_info(), COMPUTERS["work station, 128 GB"].hardware
    load = LoadSettings(context_length=8192)
    measured = MeasuredCompute(Shape(8192, "f16", True), 0, (), 777_000_000)
    plan = make_plan(info, hardware, load, measured)
    assert (plan.compute_bytes, plan.compute_measured) == (777_000_000, True)
    formula = [compute_buffer_bytes(info, Shape(c, "f16", True), 256) for c in (8192, 131072)]
    longer = make_plan(info, hardware, LoadSettings(context_length=131072), measured)
    assert longer.compute_bytes == 777_000_000 + formula[1] - formula[0]


def test_measured_buffers_of_cards_decide_the_layers_again(qwq_info):
    info = qwq_info()
    hardware = COMPUTERS["two cards of 24 GB"].hardware
    load = LoadSettings(context_length=40960)
    before = make_plan(info, hardware, load)
    assert before.gpu_layers == 65
    shape = Shape(40960, "f16", True)
    heavy = MeasuredCompute(shape, 65, (9 * GIB, 8 * GIB), 20_000_000)
    after = make_plan(info, hardware, load, heavy)
    assert 0 < after.gpu_layers < 65
    assert all(b < gpu.free_bytes for b, gpu in zip(after.gpu_bytes, hardware.gpus, strict=True))
    light = MeasuredCompute(shape, 65, (GIB // 10, GIB // 5), 20_000_000)
    exact = make_plan(info, hardware, load, light)
    assert exact.compute_bytes == GIB // 10 + GIB // 5 + 20_000_000
