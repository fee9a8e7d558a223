"""What a load request becomes in llama.cpp's own structures."""

import ctypes

import pytest

from qwq_desktop.engine.native_parameters import context_parameters, set_fields
from qwq_desktop.engine.protocol import LoadRequest, SimulateRequest, decode_request, encode

AS_THE_FILE_SAYS, NONE, YARN = -1, 0, 2


@pytest.mark.parametrize(
    ("values", "scaling", "frequency"),
    [
        ({}, AS_THE_FILE_SAYS, 0.0),
        ({"yarn_factor": 4.0}, YARN, 0.25),
        ({"rope_unscaled": True}, NONE, 0.0),
        ({"rope_unscaled": True, "yarn_factor": 4.0}, NONE, 0.0),
    ],
)
def test_positions_are_stretched_as_asked(values, scaling, frequency):
    parameters = context_parameters(LoadRequest(1, "x", 8192, **values))
    assert parameters.rope_scaling_type == scaling
    assert parameters.rope_freq_scale == frequency


def test_the_original_context_is_explicit_with_yarn():
    request = LoadRequest(1, "x", 8192, yarn_factor=2.0, yarn_original_context=32768)
    assert context_parameters(request).yarn_orig_ctx == 32768


def test_a_field_that_llama_cpp_lacks_is_refused():
    class Structure(ctypes.Structure):
        _fields_ = [("known", ctypes.c_int)]

    with pytest.raises(AttributeError, match="unknown"):
        set_fields(Structure(), unknown=1)


def test_a_simulation_travels_with_its_loads():
    request = SimulateRequest(3, (LoadRequest(1, "模型.gguf", 512), LoadRequest(2, "b", 1024)))
    assert decode_request(encode(request)) == request
