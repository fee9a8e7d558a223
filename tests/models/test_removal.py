import os

import pytest
from send2trash import TrashPermissionError

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.origins import Origin, origin_of, remember
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.removal import freed_bytes, remove
from qwq_desktop.platform.errors import QwQError


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "用户 数据 é" / "models"
    path.mkdir(parents=True)
    return path


@pytest.fixture
def library(resources, folder):
    return ModelLibrary(Catalogue.load(resources), resources, folder)


@pytest.fixture
def places(folder):
    return ModelPlaces(folder)


@pytest.fixture
def model(folder, gguf_bytes):
    path = folder / "模型.gguf"
    path.write_bytes(gguf_bytes())
    return path


@pytest.fixture
def trash(tmp_path):
    """A trash that moves what it gets to a folder."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    return lambda path: os.rename(path, bin_folder / os.path.basename(path))


def code_of(call):
    with pytest.raises(QwQError) as caught:
        call()
    return caught.value.code


def test_a_model_goes_to_the_trash_with_what_is_known_of_it(library, places, model, trash):
    remember(model, Origin("huggingface", "a/b"))
    size = model.stat().st_size
    removed = remove(library.find(str(model)), places, discard=trash)
    assert (removed.paths, removed.frees_bytes, removed.in_place) == ((model,), size, False)
    assert not model.exists()
    assert origin_of(model) is None
    assert list(model.parent.iterdir()) == []


def test_all_parts_go(library, places, folder, trash, gguf_bytes, small_values, small_tensors):
    parts = [folder / f"q-0000{n}-of-00002.gguf" for n in (1, 2)]
    parts[0].write_bytes(gguf_bytes(dict(small_values) | {"split.count": 2}, small_tensors[:3]))
    parts[1].write_bytes(gguf_bytes({"split.count": 2}, small_tensors[3:]))
    ref = library.find(str(parts[1]))
    assert freed_bytes(ref) == sum(part.stat().st_size for part in parts)
    assert remove(ref, places, discard=trash).paths == tuple(parts)
    assert list(folder.iterdir()) == []


def test_a_damaged_file_and_a_link_to_nowhere_can_go_too(library, places, folder, trash):
    (folder / "bad.gguf").write_bytes(b"GGUF")
    (folder / "link.gguf").symlink_to(folder / "gone.gguf")
    for name in ("bad.gguf", "link.gguf"):
        remove(library.find(str(folder / name)), places, discard=trash)
    assert list(folder.iterdir()) == []


def test_files_with_another_name_and_links_free_nothing(library, places, model, tmp_path, trash):
    os.link(model, tmp_path / "again.gguf")
    assert freed_bytes(library.find(str(model))) == 0
    link = model.with_name("link.gguf")
    link.symlink_to(tmp_path / "again.gguf")
    removed = remove(library.find(str(link)), places, discard=trash)
    assert (removed.frees_bytes, (tmp_path / "again.gguf").exists()) == (0, True)


def test_what_belongs_to_others_stays(library, places, make_gguf, trash):
    path = make_gguf("theirs.gguf")
    removed = remove(library.find(str(path)), places, discard=trash)
    assert (removed.in_place, removed.frees_bytes) == (True, 0)
    assert path.exists()


def test_what_came_with_the_program_stays(library, places, trash):
    ref = library.find("qwq-nano")
    assert code_of(lambda: remove(ref, places, discard=trash)) == "model_built_in"
    assert ref.path.exists()


def test_a_copy_of_the_built_in_model_in_our_folder_can_go(library, places, folder, trash):
    copy = folder / "nano.gguf"
    copy.write_bytes(library.find("qwq-nano").path.read_bytes())
    remove(library.find(str(copy)), places, discard=trash)
    assert not copy.exists()


def impossible(path):
    raise TrashPermissionError(path)


def broken(path):
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("discard", [impossible, broken, lambda path: None])
def test_where_there_is_no_trash_it_is_said_and_the_file_stays(library, places, model, discard):
    ref = library.find(str(model))
    assert code_of(lambda: remove(ref, places, discard=discard)) == "trash_impossible"
    assert model.exists()
    assert remove(ref, places, forever=True, discard=discard).frees_bytes
    assert not model.exists()


def test_what_is_gone_already_is_missing(library, places, model):
    ref = library.find(str(model))
    model.unlink()
    assert code_of(lambda: remove(ref, places)) == "model_missing"
    assert code_of(lambda: library.find(str(model))) == "model_missing"
