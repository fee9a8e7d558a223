import shutil

import pytest

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.inventory import Keeping, inventory
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.origins import Origin, remember
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.usage import note_usage, read_usage


@pytest.fixture
def places(tmp_path, make_gguf):
    folders = [tmp_path / "用户 数据 é" / name for name in ("models", "fast")]
    for folder in folders:
        folder.mkdir(parents=True)
    return ModelPlaces(folders[0], (folders[1],), (make_gguf(".lmstudio/models/p/theirs.gguf"),))


@pytest.fixture
def library(resources, places):
    return ModelLibrary(Catalogue.load(resources), resources, places.own, lambda: places)


@pytest.fixture
def listed(library):
    def look(recent=(), used=None):
        items = inventory(library, recent, used or {})
        return {item.ref.path.name: item for item in items}

    return look


def test_all_folders_and_files_in_place_are_listed(listed, places, make_gguf):
    shutil.copy(make_gguf("x.gguf"), places.own / "slow.gguf")
    shutil.copy(make_gguf("x.gguf"), places.folders[0] / "fast.gguf")
    keeping = {name: item.keeping for name, item in listed((str(make_gguf("mine.gguf")),)).items()}
    assert keeping == keeping | {
        "qwq-nano.gguf": Keeping.BUILT_IN,
        "slow.gguf": Keeping.OWN,
        "fast.gguf": Keeping.OWN,
        "theirs.gguf": Keeping.IN_PLACE,
        "mine.gguf": Keeping.IN_PLACE,
    }


def test_a_model_is_told_with_size_quantisation_context_origin_and_use(listed, places, make_gguf):
    path = places.own / "q.gguf"
    shutil.copy(make_gguf("x.gguf"), path)
    remember(path, Origin("modelscope", "Qwen/QwQ-32B-GGUF"))
    item = listed(used={str(path): 12.5})["q.gguf"]
    assert (item.quantisation, item.context_length) == ("Q4_K_M", 40960)
    assert item.size_bytes == item.frees_bytes == path.stat().st_size
    assert (item.came_from, item.last_used) == ("modelscope:Qwen/QwQ-32B-GGUF", 12.5)
    theirs = listed()["theirs.gguf"]
    assert (theirs.came_from, theirs.frees_bytes) == ("LM Studio", 0)


def test_what_cannot_be_used_is_listed_with_its_trouble(listed, places, gguf_bytes, small_values):
    (places.own / "text.gguf").write_bytes(b"hello")
    (places.own / "link.gguf").symlink_to(places.own / "gone.gguf")
    split = gguf_bytes(dict(small_values) | {"split.count": 2})
    (places.own / "q-00002-of-00002.gguf").write_bytes(split)
    troubles = {name: i.trouble.code for name, i in listed().items() if i.trouble}
    assert troubles == {
        "text.gguf": "model_not_gguf",
        "link.gguf": "link_broken",
        "q-00002-of-00002.gguf": "model_part_missing",
    }


def test_a_folder_that_is_gone_is_simply_empty(listed, places):
    places.folders[0].rmdir()
    assert "qwq-nano.gguf" in listed()


def test_the_last_use_is_kept_newest_last(tmp_path):
    file = tmp_path / "用户.json"
    assert read_usage(file) == {}
    for at, name in enumerate(("a", "b", "a")):
        note_usage(file, name, float(at))
    assert list(read_usage(file).items()) == [("b", 1.0), ("a", 2.0)]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": "x"}', '{"a": null}'])
def test_a_damaged_record_of_uses_counts_as_none(tmp_path, text):
    file = tmp_path / "usage.json"
    file.write_text(text)
    assert read_usage(file) == {}
    note_usage(file, "a", 1.0)
    assert read_usage(file) == {"a": 1.0}
