from pathlib import Path

import llama_backends
import pytest
from llama_backends import (
    BACKENDS,
    CMAKE_ARGS,
    Computer,
    build_environment,
    choose_backend,
    has_nvidia_gpu,
    has_vulkan_tools,
    look_at_computer,
)


def computer(**has):
    names = ("is_mac", "is_arm", "nvidia_gpu", "render_device", "nvcc", "vulkan_tools", "hip_tools")
    return Computer(**{name: has.get(name, False) for name in names})


@pytest.mark.parametrize(
    ("has", "backend"),
    [
        ({}, "cpu"),
        ({"nvcc": True}, "cpu"),
        ({"nvidia_gpu": True}, "cpu"),
        ({"nvidia_gpu": True, "nvcc": True}, "cuda"),
        ({"vulkan_tools": True}, "cpu"),
        ({"vulkan_tools": True, "render_device": True}, "vulkan"),
        ({"nvidia_gpu": True, "vulkan_tools": True, "render_device": True}, "vulkan"),
        ({"is_mac": True, "is_arm": True}, "metal"),
        ({"is_mac": True}, "cpu"),
        ({"hip_tools": True}, "cpu"),
    ],
)
def test_a_gpu_build_needs_both_the_gpu_and_the_tools(has, backend):
    assert choose_backend(computer(**has))[0] == backend


def test_a_gpu_without_its_tools_gets_advice():
    assert "--backend cuda" in choose_backend(computer(nvidia_gpu=True))[1]
    assert "--backend vulkan" in choose_backend(computer(render_device=True))[1]
    assert choose_backend(computer())[1] == ""


@pytest.mark.parametrize(
    ("backend", "tools"),
    [("cuda", "nvcc"), ("metal", "is_mac"), ("vulkan", "vulkan_tools"), ("hip", "hip_tools")],
)
def test_a_backend_can_be_built_where_its_tools_are(backend, tools):
    assert not computer().can_build(backend)
    assert computer(**{tools: True}).can_build(backend)
    assert computer().can_build("cpu")


def test_looking_at_this_computer_settles_every_question():
    seen = look_at_computer()
    assert choose_backend(seen)[0] in BACKENDS
    assert all(isinstance(seen.can_build(backend), bool) for backend in BACKENDS)


def test_a_cpu_build_passes_no_options_on(monkeypatch):
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    assert "CMAKE_ARGS" not in build_environment("cpu")


def test_the_users_own_cmake_options_stay(monkeypatch):
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_NATIVE=off")
    assert build_environment("cuda")["CMAKE_ARGS"] == "-DGGML_CUDA=on -DGGML_NATIVE=off"


@pytest.mark.parametrize("backend", ["cuda", "metal", "vulkan"])
def test_each_backend_switches_its_own_option_on(backend, monkeypatch):
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    assert build_environment(backend)["CMAKE_ARGS"] == f"-DGGML_{backend.upper()}=on"
    assert set(CMAKE_ARGS) == set(BACKENDS)


def test_rocm_compiles_with_its_own_clang(monkeypatch):
    monkeypatch.setattr(llama_backends, "hipconfig", lambda option: f"/opt/rocm{option}")
    env = build_environment("hip")
    assert env["HIPCXX"] == "/opt/rocm-l/clang"
    assert env["HIP_PATH"] == "/opt/rocm-R"


@pytest.fixture
def vulkan(tmp_path, monkeypatch):
    """A folder like /usr with all that a Vulkan build needs."""
    monkeypatch.setattr(llama_backends.shutil, "which", lambda name: f"/usr/bin/{name}")
    headers = tmp_path / "include/vulkan/vulkan_core.h"
    spirv = tmp_path / "share/cmake/SPIRV-Headers/SPIRV-HeadersConfig.cmake"
    for path in (headers, spirv):
        path.parent.mkdir(parents=True)
    headers.write_text("#define VK_EXT_layer_settings 1\n")
    spirv.touch()
    return tmp_path, headers, spirv


def test_vulkan_can_be_built_with_all_its_parts(vulkan):
    root, _, _ = vulkan
    assert has_vulkan_tools([root / "elsewhere", root])


@pytest.mark.parametrize("lacking", [1, 2])
def test_vulkan_needs_headers_and_spirv_besides_glslc(vulkan, lacking):
    vulkan[lacking].unlink()
    assert not has_vulkan_tools([vulkan[0]])


def test_vulkan_needs_glslc(vulkan, monkeypatch):
    monkeypatch.setattr(llama_backends.shutil, "which", lambda name: None)
    assert not has_vulkan_tools([vulkan[0]])


def test_vulkan_headers_may_be_too_old(vulkan):
    root, headers, _ = vulkan
    headers.write_text("#define VK_HEADER_VERSION 239\n")
    assert not has_vulkan_tools([root])


def test_vulkan_may_come_from_an_sdk_folder(vulkan, monkeypatch):
    monkeypatch.setenv("VULKAN_SDK", str(vulkan[0]))
    assert has_vulkan_tools()


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("echo 'GPU 0: NVIDIA H100 (UUID: x)'", True),
        ("echo 'No devices were found'; exit 6", False),
        ("echo 'NVIDIA-SMI has failed'; exit 9", False),
    ],
)
def test_nvidia_smi_is_believed_only_when_it_names_a_gpu(script, seen, tmp_path, monkeypatch):
    if Path("/dev/nvidia0").exists():
        pytest.skip("this machine has an NVIDIA GPU")
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(llama_backends.shutil, "which", lambda name: str(program))
    assert has_nvidia_gpu() is seen
