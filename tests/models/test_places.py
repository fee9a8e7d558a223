import os
from pathlib import Path

import pytest

from qwq_desktop.models.places import (
    ModelPlaces,
    file_moved,
    moved,
    places_of,
    with_file,
    with_folder,
    without_file,
    without_folder,
)
from qwq_desktop.settings.codec import decode, encode
from qwq_desktop.settings.schema import ModelLoad, Settings

OWN = Path(os.path.abspath("/home/用户 数据 é/models"))
BIG = Path(os.path.abspath("/mnt/large"))


def test_new_models_go_to_the_first_folder_else_to_our_own():
    assert ModelPlaces(OWN).downloads == OWN
    places = places_of(with_folder(Settings(), BIG), OWN)
    assert (places.downloads, places.all_folders) == (BIG, (BIG, OWN))
    assert places_of(with_folder(Settings(), OWN), OWN).all_folders == (OWN,)


def test_folders_are_added_once_and_taken_away():
    settings = with_folder(with_folder(with_folder(Settings(), BIG), OWN), BIG)
    assert settings.model_folders == (str(OWN), str(BIG))
    assert with_folder(settings, BIG, first=True).model_folders == (str(BIG), str(OWN))
    assert without_folder(settings, BIG).model_folders == (str(OWN),)


def test_files_in_place_are_added_once_and_forgotten_with_the_recent_ones():
    path = BIG / "x.gguf"
    settings = with_file(with_file(Settings(recent_models=(str(path), "qwq-nano")), path), path)
    assert settings.linked_models == (str(path),)
    forgotten = without_file(settings, path)
    assert (forgotten.linked_models, forgotten.recent_models) == ((), ("qwq-nano",))


@pytest.mark.parametrize(
    ("path", "ours"),
    [(OWN / "a/b.gguf", True), (BIG / "x.gguf", False), (Path(f"{OWN}2/x.gguf"), False)],
)
def test_only_what_lies_in_our_folders_is_ours(path, ours):
    assert ModelPlaces(OWN).holds(path) is ours


def test_all_references_follow_a_folder_that_moves():
    inside, outside = str(OWN / "a.gguf"), str(BIG / "b.gguf")
    settings = Settings(
        model_folders=(str(BIG), str(OWN)),
        recent_models=(inside, outside, "qwq-nano"),
        linked_models=(inside,),
        last_model=inside,
        load_model=inside,
        other_loads=(ModelLoad(inside), ModelLoad(outside)),
    )
    new = Path(os.path.abspath("/new"))
    after = moved(settings, OWN, new)
    assert after.model_folders == (str(BIG), str(new))
    assert after.recent_models == (str(new / "a.gguf"), outside, "qwq-nano")
    assert {after.last_model, after.load_model, *after.linked_models} == {str(new / "a.gguf")}
    assert [one.reference for one in after.other_loads] == [str(new / "a.gguf"), outside]
    assert moved(Settings(), OWN, new).model_folders == (str(new),)
    assert moved(Settings(), OWN, new).last_model is None


def test_all_references_follow_a_file_that_was_in_place():
    old, new, other = BIG / "a.gguf", OWN / "a.gguf", str(BIG / "b.gguf")
    settings = Settings(
        model_folders=(str(BIG),),
        recent_models=(str(old), other, "qwq-nano"),
        linked_models=(str(old), other),
        last_model=str(old),
        load_model=str(old),
    )
    after = file_moved(settings, old, new)
    assert after.model_folders == (str(BIG),)
    assert after.linked_models == (other,)
    assert after.recent_models == (str(new), other, "qwq-nano")
    assert (after.last_model, after.load_model) == (str(new), str(new))


def test_places_outlast_the_settings_file():
    settings = with_file(with_folder(Settings(), BIG), BIG / "é 模型.gguf")
    assert decode(encode(settings, {})) == (settings, ())
