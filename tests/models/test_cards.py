"""Several cards: their order, their shares, and a model pinned to some of them."""

import pytest

from qwq_desktop.models.memory import MeasuredCompute, Shape
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.prepared import load_request
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import LoadSettings

GIB = 1 << 30
LARGE = Gpu("large", 23 * GIB, 24 * GIB, device="CUDA0")
SMALL = Gpu("small", 11 * GIB, 12 * GIB, device="CUDA1")
THIRD = Gpu("third", 8 * GIB, 8 * GIB, device="CUDA2")
COMPUTER = Hardware(60 * GIB, 60 * GIB, 8, 16, (LARGE, SMALL, THIRD))


def planned(qwq_info, hardware=COMPUTER, measured=None, **load):
    return make_plan(qwq_info(), hardware, LoadSettings(context_length=8192, **load), measured)


def test_left_alone_all_cards_are_used_and_none_is_named(qwq_info):
    plan = planned(qwq_info)
    assert all(plan.gpu_bytes)
    assert (plan.devices, plan.tensor_split) == ((), ())
    assert load_request(1, "x", plan).devices == ()


def test_a_model_can_be_pinned_to_one_card(qwq_info):
    plan = planned(qwq_info, gpu_devices=("CUDA1",))
    assert plan.devices == ("CUDA1",)
    assert len(plan.gpu_bytes) == 1
    assert 0 < plan.gpu_layers < plan.total_layers
    assert plan.gpu_bytes[0] <= SMALL.free_bytes


def test_the_order_is_the_users(qwq_info):
    plan = planned(qwq_info, gpu_devices=("CUDA1", "CUDA0"))
    turned = planned(qwq_info, gpu_devices=("CUDA0", "CUDA1"))
    assert plan.devices == load_request(1, "x", plan).devices == ("CUDA1", "CUDA0")
    assert plan.gpu_bytes[0] < plan.gpu_bytes[1]
    assert turned.gpu_bytes[0] > turned.gpu_bytes[1]


def test_shares_divide_the_layers(qwq_info):
    plan = planned(qwq_info, gpu_devices=("CUDA0", "CUDA1"), gpu_shares=(3.0, 1.0), gpu_layers=40)
    assert plan.tensor_split == load_request(1, "x", plan).tensor_split == (3.0, 1.0)
    assert plan.gpu_bytes[0] > 2.5 * plan.gpu_bytes[1] > 0
    alone = planned(qwq_info, gpu_shares=(1.0, 0.0, 0.0), gpu_layers=30)
    assert alone.gpu_bytes[1:] == (0, 0)


@pytest.mark.parametrize("shares", [(1.0,), (0.0, 0.0), (-1.0, 1.0), (float("nan"), 1.0)])
def test_shares_that_make_no_sense_count_as_none(qwq_info, shares):
    plan = planned(qwq_info, gpu_devices=("CUDA0", "CUDA1"), gpu_shares=shares)
    assert plan.tensor_split == ()


def test_a_chosen_card_that_is_gone_is_told_and_the_others_are_used(qwq_info):
    plan = planned(qwq_info, gpu_devices=("CUDA9", "CUDA1"), gpu_shares=(1.0, 1.0))
    assert Remark.GPU_GONE in plan.remarks
    assert (plan.devices, plan.tensor_split) == (("CUDA1",), ())
    none_left = planned(qwq_info, gpu_devices=("CUDA9",))
    assert Remark.GPU_GONE in none_left.remarks
    assert len(none_left.gpu_bytes) == 3
    assert Remark.GPU_GONE not in planned(qwq_info).remarks


def test_without_any_card_the_processor_does_it_and_the_loss_is_told(qwq_info):
    bare = Hardware(60 * GIB, 60 * GIB, 8, 16)
    plan = planned(qwq_info, bare, gpu_devices=("CUDA0",))
    assert (plan.gpu_layers, plan.devices) == (0, ())
    assert Remark.GPU_GONE in plan.remarks


def test_measured_buffers_belong_to_the_chosen_cards_in_their_order(qwq_info):
    measured = MeasuredCompute(Shape(8192, "f16", True), 20, (GIB, 2 * GIB), 20_000_000)
    plan = planned(qwq_info, measured=measured, gpu_devices=("CUDA1", "CUDA0"), gpu_layers=20)
    assert plan.compute_bytes == 3 * GIB + 20_000_000
