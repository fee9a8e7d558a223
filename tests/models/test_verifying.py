import hashlib

import pytest

from qwq_desktop.models.origins import Origin, remember
from qwq_desktop.models.verifying import Verdict, expected_hash, verify
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def model(make_gguf):
    return make_gguf("用户 数据 é/模型.gguf")


def test_a_file_whose_hash_is_known_is_right_or_wrong(model):
    remember(model, Origin("huggingface", "Qwen/QwQ-32B-GGUF", sha256=digest(model).upper()))
    (check,) = verify(model)
    assert (check.verdict, check.sha256) == (Verdict.RIGHT, digest(model))
    data = bytearray(model.read_bytes())
    data[-5] ^= 1
    model.write_bytes(data)
    (check,) = verify(model)
    assert (check.verdict, check.expected != check.sha256) == (Verdict.WRONG, True)


def test_without_a_known_hash_nothing_is_proven(model):
    (check,) = verify(model)
    assert (check.verdict, check.expected) == (Verdict.UNPROVEN, None)


def test_the_name_of_a_blob_promises_its_hash(make_gguf, tmp_path):
    path = make_gguf("any.gguf")
    blob = tmp_path / "blobs" / f"sha256-{digest(path)}"
    blob.parent.mkdir()
    path.rename(blob)
    assert expected_hash(blob) == digest(blob)
    link = tmp_path / "link.gguf"
    link.symlink_to(blob)
    assert [check.verdict for check in verify(link)] == [Verdict.RIGHT]


def test_all_parts_are_read_and_their_bytes_told(tmp_path, gguf_bytes, small_values, small_tensors):
    first, second = (tmp_path / f"q-0000{n}-of-00002.gguf" for n in (1, 2))
    first.write_bytes(gguf_bytes(dict(small_values) | {"split.count": 2}, small_tensors[:3]))
    second.write_bytes(gguf_bytes({"split.count": 2}, small_tensors[3:]))
    remember(second, Origin("modelscope", sha256="0" * 64))
    told = []
    checks = verify(first, told.append)
    assert [check.verdict for check in checks] == [Verdict.UNPROVEN, Verdict.WRONG]
    assert told[-1] == first.stat().st_size + second.stat().st_size
    second.unlink()
    with pytest.raises(QwQError) as caught:
        verify(first)
    assert caught.value.code == "model_part_missing"


def test_what_is_cut_off_is_found_without_reading_it_all(model):
    model.write_bytes(model.read_bytes()[:-100])
    told = []
    with pytest.raises(QwQError) as caught:
        verify(model, told.append)
    assert (caught.value.code, told) == ("model_truncated", [])


def test_a_check_can_be_stopped(model):
    with pytest.raises(Stopped):
        verify(model, stopped=lambda: True)
