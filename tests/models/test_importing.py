import errno
import hashlib
import json
import os

import pytest

from qwq_desktop.models.importing import candidates, move_in
from qwq_desktop.models.origins import Origin, origin_of, remember
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "用户 数据 é" / "models"
    path.mkdir(parents=True)
    return path


@pytest.fixture
def store(tmp_path, gguf_bytes):
    """A store of Ollama's with one model; its blob's path."""
    data = gguf_bytes()
    digest = hashlib.sha256(data).hexdigest()
    blob = tmp_path / "ollama" / "blobs" / f"sha256-{digest}"
    manifest = tmp_path / "ollama/manifests/hf.co/a/b/evil..:<>"
    for path in (blob, manifest):
        path.parent.mkdir(parents=True)
    blob.write_bytes(data)
    kind = "application/vnd.ollama.image.model"
    layers = [{"mediaType": kind, "digest": f"sha256:{digest}"}]
    manifest.write_text(json.dumps({"layers": layers}))
    return blob


def code_of(call):
    with pytest.raises(QwQError) as caught:
        call()
    return caught.value.code


def test_a_file_is_one_model_and_a_folder_all_below_it(make_gguf, tmp_path):
    one, two = make_gguf("mine/a.gguf"), make_gguf("mine/sub/b.gguf")
    assert [c.path for c in candidates(one).models] == [one]
    assert [c.path for c in candidates(tmp_path / "mine").models] == [one, two]


def test_troubles_in_a_folder_do_not_hide_the_rest(make_gguf, tmp_path, gguf_bytes, small_values):
    good = make_gguf("mine/good.gguf")
    make_gguf("mine/text.gguf", content=b"hello")
    make_gguf("mine/empty.gguf", content=b"")
    make_gguf("mine/q-00001-of-00002.gguf", values=dict(small_values) | {"split.count": 2})
    make_gguf("mine/r-00002-of-00002.gguf", values=dict(small_values) | {"split.count": 2})
    (tmp_path / "mine/link.gguf").symlink_to(tmp_path / "gone.gguf")
    found = candidates(tmp_path / "mine")
    assert [c.path for c in found.models] == [good]
    assert sorted(trouble.code for trouble in found.troubles) == [
        "link_broken",
        "model_empty",
        "model_not_gguf",
        "model_part_missing",
        "model_part_missing",
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.gguf", None, "model_missing"),
        ("photo.jpg", b"jpeg", "model_not_gguf"),
        ("empty.gguf", b"", "model_empty"),
    ],
)
def test_a_file_that_is_no_model_is_told(make_gguf, tmp_path, name, content, code):
    if content is not None:
        make_gguf(name, content=content)
    assert code_of(lambda: candidates(tmp_path / name)) == code


def test_a_folder_without_models_is_told(tmp_path):
    assert code_of(lambda: candidates(tmp_path)) == "import_no_models"


def test_a_model_moves_in_with_its_origin(make_gguf, folder):
    path = make_gguf("theirs/模型.gguf")
    remember(path, Origin("huggingface", "a/b", sha256="0" * 64))
    (candidate,) = candidates(path).models
    told = []
    target = move_in(candidate, folder, told.append)
    assert target == folder / "模型.gguf"
    assert (path.exists(), target.exists()) == (False, True)
    assert origin_of(target).repository == "a/b"


def test_a_blob_gets_a_name_that_every_system_takes(store, folder):
    (candidate,) = candidates(store.parents[1]).models
    target = move_in(candidate, folder)
    assert target.parent == folder
    assert target.name == "hf.co-a-b-evil.gguf"
    assert not store.exists()
    assert origin_of(target).sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_of_a_link_the_file_itself_moves(make_gguf, folder, tmp_path):
    real = make_gguf("cache/blobs/real")
    link = tmp_path / "snap" / "q.gguf"
    link.parent.mkdir()
    link.symlink_to(real)
    target = move_in(candidates(link).models[0], folder)
    assert not target.is_symlink()
    assert not os.path.lexists(link)
    assert not real.exists()


def test_all_parts_move_or_none(tmp_path, folder, gguf_bytes, small_values, small_tensors):
    parts = [tmp_path / f"q-0000{n}-of-00002.gguf" for n in (1, 2)]
    parts[0].write_bytes(gguf_bytes(dict(small_values) | {"split.count": 2}, small_tensors[:3]))
    parts[1].write_bytes(gguf_bytes({"split.count": 2}, small_tensors[3:]))
    (candidate,) = candidates(parts[0]).models
    taken = folder / parts[1].name
    taken.write_bytes(b"mine")
    assert code_of(lambda: move_in(candidate, folder)) == "target_exists"
    assert all(part.exists() for part in parts)
    taken.unlink()
    assert move_in(candidate, folder) == folder / parts[0].name
    assert taken.exists()


def test_between_disks_it_is_copied_proven_and_may_be_stopped(make_gguf, folder, monkeypatch):
    path = make_gguf("theirs/x.gguf")

    def rename(*_paths):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "rename", rename)
    (candidate,) = candidates(path).models
    with pytest.raises(Stopped):
        move_in(candidate, folder, stopped=lambda: True)
    assert path.exists()
    assert not (folder / "x.gguf").exists()
    move_in(candidate, folder)
    assert not path.exists()
