import subprocess
import sys

import pytest

from qwq_desktop.platform.hardware import Gpu, container_memory, imagined, measure

GIB = 1 << 30


def test_this_computer_has_memory_and_cores():
    gpu = Gpu("card", GIB, 2 * GIB)
    hardware = measure((gpu,))
    assert 0 < hardware.ram_available_bytes <= hardware.ram_total_bytes
    assert 1 <= hardware.physical_cores <= hardware.logical_cores
    assert hardware.gpus == (gpu,)


def test_an_imagined_computer_is_idle():
    hardware = imagined(16 * GIB, (8 * GIB, 4 * GIB))
    assert hardware.ram_available_bytes == hardware.ram_total_bytes == 16 * GIB
    assert [gpu.free_bytes for gpu in hardware.gpus] == [8 * GIB, 4 * GIB]
    assert hardware.physical_cores == measure().physical_cores
    assert imagined(GIB, cores=hardware).logical_cores == hardware.logical_cores


@pytest.fixture
def groups(tmp_path):
    """Write control groups as Linux shows them: (path, limit, used, cached)."""

    def write(*rows: tuple[str, str, int, int], own: str = "0::/a/b\n"):
        for path, limit, used, cached in rows:
            folder = tmp_path / "cgroup" / path
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "memory.max").write_text(f"{limit}\n")
            (folder / "memory.current").write_text(f"{used}\n")
            (folder / "memory.stat").write_text(f"anon 5\ninactive_file {cached}\n")
        (tmp_path / "self").write_text(own)
        return container_memory(tmp_path / "cgroup", tmp_path / "self")

    return write


def test_a_containers_limit_counts_and_its_cache_is_free(groups):
    assert groups(("a/b", "1000", 600, 200)) == (1000, 600)


def test_the_tightest_of_nested_groups_counts(groups):
    assert groups(("a/b", "max", 600, 0), ("a", "2000", 1900, 0), (".", "5000", 0, 0)) == (
        2000,
        100,
    )


def test_a_group_over_its_limit_has_nothing_left(groups):
    assert groups(("a/b", "1000", 1200, 0)) == (1000, 0)


@pytest.mark.parametrize("own", ["0::/a/b\n", "3:memory:/a\n", "", "0::/nowhere\n"])
def test_without_a_limit_there_is_none(groups, own):
    assert groups(("a/b", "max", 600, 0), own=own) is None


def test_no_groups_at_all(tmp_path):
    assert container_memory(tmp_path, tmp_path / "missing") is None


def test_hardware_is_measured_without_qt():
    code = "import sys, qwq_desktop.platform.hardware; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
