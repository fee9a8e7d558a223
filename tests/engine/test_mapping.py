import sys

import pytest

from qwq_desktop.engine.mapping import release_mapped_files, shared_readable

MAPS = """\
55d0c0000000-55d0c0400000 r--p 00000000 08:01 42 /usr/bin/python3
7f0000000000-7f0040000000 r--s 00000000 08:01 43 /模型/my model.gguf
7f0050000000-7f0050001000 r--s 00000000 08:01 44 /usr/lib/gconv-modules.cache
7f0060000000-7f0070000000 rw-s 00000000 00:05 45 /dev/shm/x
7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0 [stack]
"""


def test_only_large_mappings_made_to_be_read_and_shared_are_found():
    assert shared_readable(MAPS) == [(0x7F0000000000, 0x40000000)]
    assert shared_readable("") == []


@pytest.mark.skipif(sys.platform != "linux", reason="pages are given back on Linux alone")
def test_what_was_let_go_can_still_be_read(tmp_path):
    import mmap

    path = tmp_path / "weights"
    path.write_bytes(b"weights " * (1 << 18))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        assert mapped[:8] == b"weights "
        assert release_mapped_files() >= 1 << 21
        assert mapped[-8:] == b"weights "
        assert mapped[:] == path.read_bytes()
