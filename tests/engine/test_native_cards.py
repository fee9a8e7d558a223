"""The cards of a load, in llama.cpp's own parameters; every build knows one device: the CPU."""

import ctypes

import llama_cpp.llama_cpp as ll

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.native_cards import set_cards


def parameters(*arguments):
    made = ll.llama_model_default_params()
    set_cards(made, *arguments)
    return made


def handles(made):
    array = ctypes.cast(made.devices, ctypes.POINTER(ctypes.c_void_p))
    found = []
    while array[len(found)]:
        found.append(array[len(found)])
    return found


def test_without_a_choice_llama_cpp_takes_all_cards_by_free_memory():
    made = parameters((), ())
    assert not made.devices
    assert not made.tensor_split


def test_the_chosen_devices_come_in_their_order_and_the_list_ends():
    assert len(handles(parameters(("CPU",), ()))) == 1
    assert len(handles(parameters(("CPU", "CPU"), ()))) == 2


def test_a_card_that_is_gone_is_left_out_with_its_shares():
    made = parameters(("CUDA7", "CPU"), (3.0, 1.0))
    assert len(handles(made)) == 1
    assert not made.tensor_split
    assert not parameters(("CUDA7",), ()).devices


def test_shares_reach_llama_cpp():
    made = parameters(("CPU", "CPU"), (3.0, 1.0))
    assert [made.tensor_split[0], made.tensor_split[1]] == [3.0, 1.0]


def test_a_load_with_a_card_that_is_gone_works_on_the_processor(engine, nano_model):
    assert engine.load(nano_model, devices=("CUDA7",), tensor_split=(1.0,)).kind == "done"


def test_the_requests_survive_the_way_through_json():
    load = p.LoadRequest(1, "x", 512, devices=("CUDA1", "CUDA0"), tensor_split=(3.0, 1.0))
    assert p.decode_request(p.encode(load)) == load
    both = p.SimulateRequest(2, (load,), "qwen2", 152_064)
    assert p.decode_request(p.encode(both)) == both
