"""The kinds of llama.cpp build: which one fits this computer, and what building it takes."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

BACKENDS = ("cpu", "cuda", "metal", "vulkan", "hip")
CMAKE_ARGS = {
    "cpu": "",
    "cuda": "-DGGML_CUDA=on",
    "metal": "-DGGML_METAL=on",
    "vulkan": "-DGGML_VULKAN=on",
    "hip": "-DGGML_HIP=on",
}
SOURCES = {
    "cuda": "NVIDIA's CUDA toolkit (nvcc): https://developer.nvidia.com/cuda-downloads",
    "metal": "a Mac",
    "vulkan": "glslc, SPIRV-Headers and Vulkan headers of 1.3.272 or newer: the SDK from "
    "https://vulkan.lunarg.com/sdk/home, or on Ubuntu 24.04 and Debian 13 "
    "`sudo apt-get install glslc libvulkan-dev spirv-headers`",
    "hip": "AMD's ROCm (hipconfig, hipBLAS, rocBLAS): https://rocm.docs.amd.com",
}


@dataclass(frozen=True)
class Computer:
    """What decides on a build: the GPUs that can be seen and the tools that can build for them."""

    is_mac: bool
    is_arm: bool
    nvidia_gpu: bool
    render_device: bool
    nvcc: bool
    vulkan_tools: bool
    hip_tools: bool

    def can_build(self, backend: str) -> bool:
        """Whether the tools that build `backend` are there."""
        known = {
            "cpu": True,
            "cuda": self.nvcc,
            "metal": self.is_mac,
            "vulkan": self.vulkan_tools,
            "hip": self.hip_tools,
        }
        return known[backend]


def look_at_computer() -> Computer:
    """The GPUs and build tools that are here; nothing is loaded, at most `nvidia-smi` is run."""
    nvcc = shutil.which("nvcc") is not None
    return Computer(
        is_mac=sys.platform == "darwin",
        is_arm=platform.machine().lower() in {"arm64", "aarch64"},
        nvidia_gpu=has_nvidia_gpu(),
        render_device=sys.platform == "win32" or any(Path("/dev/dri").glob("renderD*")),
        nvcc=nvcc,
        vulkan_tools=has_vulkan_tools(),
        hip_tools=shutil.which("hipconfig") is not None,
    )


def has_nvidia_gpu() -> bool:
    """Whether an NVIDIA GPU with its driver is there: its device file, or what nvidia-smi says."""
    if Path("/dev/nvidia0").exists():
        return True
    smi = shutil.which("nvidia-smi")
    if smi is None:
        return False
    try:
        told = subprocess.run([smi, "-L"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and "GPU 0" in told.stdout


def has_vulkan_tools(roots: Sequence[Path] | None = None) -> bool:
    """Whether all that llama.cpp's Vulkan build asks for is there.

    That is glslc, SPIRV-Headers' CMake files, and Vulkan headers of 1.3.272 or newer (with
    VK_EXT_layer_settings; those of Debian 12 are older, and the build fails on them after minutes).
    """
    sdk = os.environ.get("VULKAN_SDK")
    usual = [Path("/usr"), Path("/usr/local"), *([Path(sdk)] if sdk else [])]
    places = usual if roots is None else roots
    headers = first_file(places, ("include", "Include"), "vulkan/vulkan_core.h")
    spirv = first_file(
        places,
        ("share", "lib", "lib64", "Lib"),
        "cmake/SPIRV-Headers/SPIRV-HeadersConfig.cmake",
    )
    if shutil.which("glslc") is None or headers is None or spirv is None:
        return False
    return "VK_EXT_layer_settings" in headers.read_text(encoding="utf-8", errors="replace")


def first_file(roots: Iterable[Path], folders: Iterable[str], name: str) -> Path | None:
    """The first file called `name` in one of `folders` under one of `roots`."""
    places = (root / folder / name for root, folder in product(roots, folders))
    return next((path for path in places if path.is_file()), None)


def choose_backend(computer: Computer) -> tuple[str, str]:
    """The best build that `computer` can make and use; with the CPU's, how to get the GPU used."""
    if computer.is_mac and computer.is_arm:
        return "metal", ""
    if computer.nvidia_gpu and computer.nvcc:
        return "cuda", ""
    if computer.render_device and computer.vulkan_tools:
        return "vulkan", ""
    again = "then run this again with --backend"
    if computer.nvidia_gpu:
        return "cpu", f"To use the NVIDIA GPU, install {SOURCES['cuda']}; {again} cuda."
    if computer.render_device:
        return "cpu", f"If there is a GPU, install {SOURCES['vulkan']}; {again} vulkan."
    return "cpu", ""


def build_environment(backend: str) -> dict[str, str]:
    """The variables under which pip builds llama-cpp-python; the user's CMAKE_ARGS stay."""
    arguments = f"{CMAKE_ARGS[backend]} {os.environ.get('CMAKE_ARGS', '')}".strip()
    env = {"CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1)}
    if arguments:
        env["CMAKE_ARGS"] = arguments
    if backend == "hip":
        # As llama.cpp's own build notes ask for: ROCm's clang compiles the device code.
        env["HIPCXX"] = f"{hipconfig('-l')}/clang"
        env["HIP_PATH"] = hipconfig("-R")
    return env


def hipconfig(option: str) -> str:
    """One answer of ROCm's `hipconfig`."""
    return subprocess.run(
        ["hipconfig", option], capture_output=True, text=True, check=True
    ).stdout.strip()
