"""What is kept of a file that is on its way."""

import os

import pytest

from qwq_desktop.models.download.partial import Identity, PartialFile
from qwq_desktop.models.download.spans import Span
from qwq_desktop.platform.errors import QwQError

WHOLE = Identity(10, '"a"')


def written(path, *pieces, identity=WHOLE):
    partial = PartialFile(path, identity)
    for offset, data in pieces:
        partial.write(offset, memoryview(data))
    return partial


def killed(partial):
    """What the system does to a program that is."""
    os.close(partial._handle)
    partial._handle = -1


@pytest.fixture
def path(tmp_path):
    return tmp_path / "文件.gguf"


def test_a_later_run_finds_what_came(path):
    written(path, (4, b"4567")).keep()
    again = PartialFile(path, WHOLE)
    assert again.missing() == [Span(0, 4), Span(8, 10)]
    again.write(0, memoryview(b"0123"))
    assert again.front == 8
    again.write(8, memoryview(b"89"))
    again.finish()
    assert path.read_bytes() == b"0123456789"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "identity",
    [Identity(11, '"a"'), Identity(10, '"b"'), Identity(10), Identity(10, '"a"', "f" * 64)],
)
def test_another_file_begins_anew(path, identity):
    written(path, (0, b"0123")).keep()
    assert PartialFile(path, identity).count == 0


def test_a_weak_etag_proves_nothing(path):
    weak = Identity(10, 'W/"a"')
    written(path, (0, b"0123"), identity=weak).keep()
    assert PartialFile(path, weak).count == 0


def test_the_same_hash_is_the_same_file_from_another_hub(path):
    written(path, (0, b"0123"), identity=Identity(10, '"a"', "e" * 64)).keep()
    assert PartialFile(path, Identity(10, '"b"', "e" * 64)).count == 4


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{",
        b"[]",
        b'{"size": 10}',
        b'{"size": 10, "etag": "\\"a\\"", "sha256": "", "done": 3}',
    ],
)
def test_a_damaged_record_begins_anew(path, record):
    partial = written(path, (0, b"0123"))
    partial.keep()
    partial.record_path.write_bytes(record)
    assert PartialFile(path, WHOLE).count == 0


def test_a_record_of_more_than_is_there_begins_anew(path):
    partial = written(path, (0, b"0123"))
    partial.keep()
    partial.part_path.write_bytes(b"01")
    assert PartialFile(path, WHOLE).count == 0


@pytest.mark.parametrize("torn", [b"\n", b'\n{"size": 10, "et', b"\n\xff"])
def test_a_line_that_was_torn_off_costs_no_more_than_itself(path, torn):
    partial = written(path, (0, b"0123"))
    with partial.record_path.open("ab") as record:
        record.write(torn)
    killed(partial)
    assert PartialFile(path, WHOLE).count == 4, "as a killed program leaves it"


def test_what_a_killed_program_had_is_there(path):
    partial = written(path, (0, b"01"))
    partial.write(5, memoryview(b"56"))
    killed(partial)
    assert PartialFile(path, WHOLE).missing() == [Span(2, 5), Span(7, 10)]


def test_two_programs_never_fetch_the_same_file_at_once(path):
    first = written(path, (0, b"0123"))
    with pytest.raises(QwQError, match="download_elsewhere"):
        PartialFile(path, WHOLE)
    first.write(4, memoryview(b"4567"))
    first.keep()
    assert PartialFile(path, WHOLE).count == 8
