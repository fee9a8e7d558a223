import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import SamplingSettings, Settings, ThemeChoice
from qwq_desktop.settings.store import SettingsStore

OTHER = Settings(theme=ThemeChoice.DARK, sampling=SamplingSettings(seed=3), system_prompt="你好 é")


@pytest.fixture
def worker(qapp):
    worker = Worker("settings")
    yield worker
    worker.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "用户 数据 é 😀.json"


def written(path, worker):
    worker.close()
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_first_start_has_the_defaults_and_writes_nothing(path, worker):
    store = SettingsStore(path, worker)
    assert store.value == Settings()
    assert store.notices == ()
    worker.close()
    assert not path.exists()


def test_a_change_is_told_and_is_there_at_the_next_start(path, worker):
    store = SettingsStore(path, worker)
    heard = []
    store.changed.connect(lambda old, new: heard.append((old, new)))
    store.update(OTHER)
    assert store.value == OTHER
    assert heard == [(Settings(), OTHER)]
    worker.close()
    again = SettingsStore(path, worker)
    assert again.value == OTHER
    assert again.notices == ()


def test_what_changes_nothing_is_not_told(path, worker):
    store = SettingsStore(path, worker)
    store.changed.connect(lambda *_: pytest.fail("told"))
    store.update(Settings())
    worker.close()
    assert not path.exists()


def test_a_change_is_held_within_bounds(path, worker):
    store = SettingsStore(path, worker)
    store.update(replace(Settings(), font_scale=99.0))
    assert store.value.font_scale == 1.6
    assert written(path, worker)["font_scale"] == 1.6


def test_the_last_of_many_changes_is_the_one_in_the_file(path, worker):
    store = SettingsStore(path, worker)
    for number in range(50):
        store.update(replace(Settings(), system_prompt=str(number)))
    assert written(path, worker)["system_prompt"] == "49"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_listeners_may_change_settings_again(path, worker):
    store = SettingsStore(path, worker)
    store.changed.connect(lambda _, new: store.update(replace(new, font_scale=1.3)))
    store.update(OTHER)
    assert store.value == replace(OTHER, font_scale=1.3)
    assert written(path, worker)["font_scale"] == 1.3


def test_one_wrong_value_is_reset_with_a_notice_and_the_others_stay(path, worker):
    path.write_text('{"theme": "dark", "sampling": {"top_p": 7, "top_k": 5}}', "utf-8")
    store = SettingsStore(path, worker)
    assert store.value == Settings(theme=ThemeChoice.DARK, sampling=SamplingSettings(top_k=5))
    (notice,) = store.notices
    assert notice.code == "setting_reset"
    assert "“sampling.top_p”" in explain(notice.code, notice.facts).text


def test_what_a_newer_version_wrote_stays_in_the_file(path, worker):
    path.write_text('{"colour": "é", "load": {"mmap": true}}', "utf-8")
    store = SettingsStore(path, worker)
    store.update(OTHER)
    data = written(path, worker)
    assert data["colour"] == "é"
    assert data["load"]["mmap"] is True
    assert data["theme"] == "dark"


def test_a_mark_before_the_text_as_some_editors_write_it_is_no_damage(path, worker):
    path.write_text('{"theme": "dark"}', encoding="utf-8-sig")
    store = SettingsStore(path, worker)
    assert store.value.theme is ThemeChoice.DARK
    assert store.notices == ()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"12", b"\xff\xfe\x00", b"\0" * 100, b"[" * 100_000]
)
def test_a_damaged_file_is_set_aside_with_a_notice(path, worker, content):
    path.write_bytes(content)
    store = SettingsStore(path, worker)
    assert store.value == Settings()
    (notice,) = store.notices
    assert notice.code == "settings_damaged"
    (kept,) = path.parent.iterdir()
    assert str(kept) == notice.facts["path"]
    assert kept.read_bytes() == content
    store.update(OTHER)
    worker.close()
    assert SettingsStore(path, worker).value == OTHER


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60))
def test_no_content_of_the_file_stops_the_program(path, worker, content):
    path.write_bytes(content)
    assert isinstance(SettingsStore(path, worker).value, Settings)


def test_a_folder_in_the_files_place_is_told(path, worker):
    path.mkdir()
    store = SettingsStore(path, worker)
    assert store.value == Settings()
    assert [notice.code for notice in store.notices] == ["settings_unreadable"]


@pytest.mark.log_errors_expected("not written")
def test_a_file_that_cannot_be_written_is_told_and_the_value_still_counts(path, worker, qtbot):
    store = SettingsStore(path / "missing" / "settings.json", worker)
    with qtbot.waitSignal(store.save_failed) as failed:
        store.update(OTHER)
    assert failed.args[0].code == "home_unwritable"
    assert store.value == OTHER
