import os
import sys

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.paths import HOME_VARIABLE, Paths, resources_dir

ODD_NAME = "用户 数据 é 😀"


def places(paths):
    return [
        paths.settings_file.parent,
        paths.database_file.parent,
        paths.models_dir,
        paths.cache_dir,
        paths.log_dir,
    ]


def test_everything_lies_under_a_portable_home_with_any_name(tmp_path):
    home = tmp_path / ODD_NAME
    paths = Paths.find(str(home))
    for place in places(paths):
        assert place.is_dir()
        assert place.is_relative_to(home)
    paths.settings_file.write_text("{}")
    assert (home / "settings.json").read_text() == "{}"


def test_nothing_is_created_before_it_is_asked_for(tmp_path):
    Paths.find(str(tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_the_argument_goes_before_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "environment"))
    assert Paths.find().home == tmp_path / "environment"
    assert Paths.find(str(tmp_path / "argument")).home == tmp_path / "argument"


def test_a_relative_home_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Paths.find("here").home == tmp_path / "here"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are Linux's")
def test_without_a_home_the_systems_folders_are_used(tmp_path, monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    paths = Paths.find()
    assert paths.settings_file == tmp_path / "XDG_CONFIG_HOME" / "qwq-desktop" / "settings.json"
    assert paths.database_file == tmp_path / "XDG_DATA_HOME" / "qwq-desktop" / "chats.db"
    assert paths.models_dir == tmp_path / "XDG_DATA_HOME" / "qwq-desktop" / "models"
    assert paths.cache_dir.is_relative_to(tmp_path / "XDG_CACHE_HOME")
    assert paths.log_dir.is_relative_to(tmp_path / "XDG_STATE_HOME")


@pytest.mark.parametrize("name", ["models_dir", "cache_dir", "log_dir", "settings_file"])
def test_a_home_that_cannot_be_made_is_told_with_its_path(tmp_path, name):
    obstacle = tmp_path / "file"
    obstacle.write_text("")
    with pytest.raises(QwQError) as caught:
        getattr(Paths.find(str(obstacle / "home")), name)
    assert caught.value.code == "home_unwritable"
    assert str(obstacle) in caught.value.facts["path"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_home_without_permission_to_write_is_told(tmp_path):
    (tmp_path / "home").mkdir(mode=0o500)
    with pytest.raises(QwQError, match="home_unwritable"):
        _ = Paths.find(str(tmp_path / "home")).settings_file


def test_a_name_that_no_file_system_takes_is_told():
    with pytest.raises(QwQError, match="home_unwritable"):
        _ = Paths.find("a\0b").settings_file


def test_two_names_of_one_home_have_the_same_identity(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "home")
    one, other = Paths.find(str(tmp_path / "home")), Paths.find(str(tmp_path / "link"))
    assert one.identity == other.identity
    assert one.identity != Paths.find(str(tmp_path / "third")).identity


def test_the_resources_hold_the_built_in_model():
    assert (resources_dir() / "qwq-nano.gguf").is_file()


def test_a_frozen_program_uses_what_it_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "qwq_desktop" / "resources").mkdir(parents=True)
    assert resources_dir() == tmp_path / "qwq_desktop" / "resources"
