"""From the first start to QwQ-32B: the page of models, the recommended file, a chat with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.models.download.item import DownloadState
from qwq_desktop.ui.models.line import Action, LineCard
from qwq_desktop.ui.pages import Page
from tests.doubles.hub import Fault
from tests.doubles.qwq_hub import NAME, QWQ


@pytest.fixture
def program(hub, start):
    program = start()
    program.until(program.is_ready)
    program.click("welcomeCloseButton")
    return program


def cards(program):
    return [card for card in program.find_all("modelLine") if isinstance(card, LineCard)]


def card(program, name):
    return next((one for one in cards(program) if one.line.name == name), None)


def press(program, name, action):
    one = card(program, name)
    QTest.mouseClick(one.button(action), Qt.MouseButton.LeftButton)


def look_at_models(program):
    program.click("modelsButton")
    program.until(lambda: card(program, "Q4_K_M"))


def arrive(program):
    """Wait until the download is whole."""
    program.until(lambda: Action.OPEN in card(program, "Q4_K_M").line.actions)


def test_the_recommended_model_is_fetched_opened_and_answers(program, hub, home):
    link = program.find("introLink")
    assert link.text() == "See which models fit this computer →"
    assert not hub.log.requests, "nobody is asked before the user wants to see models"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    program.until(lambda: card(program, "Q4_K_M"))
    shown = card(program, "Q4_K_M").line
    assert (shown.lead, shown.main, shown.is_best) == ("Recommended.", Action.DOWNLOAD, True)
    press(program, "Q4_K_M", Action.DOWNLOAD)
    arrive(program)
    path = home / "models" / "Qwen" / "QwQ-32B-GGUF" / NAME
    assert path.read_bytes() == hub.repositories.known[QWQ].files[NAME]
    assert [key for key in program.window.notices.keys if key.startswith("download-done:")]
    press(program, "Q4_K_M", Action.OPEN)
    assert program.window.page is Page.CHAT
    models = program.app.services.models
    program.until(lambda: models.state.reference == str(path) and program.is_ready())
    message = program.ask("What is 17 + 25?")
    assert "42" in program.answers()[-1], message


def test_the_demonstration_leads_to_the_model_that_is_here(program, hub):
    look_at_models(program)
    press(program, "Q4_K_M", Action.DOWNLOAD)
    arrive(program)
    link = program.find("introLink")
    program.until(lambda: link.text() == "QwQ-32B is on this computer: open it →")
    program.click("closePageButton")
    program.click("introLink")
    models = program.app.services.models
    program.until(lambda: models.state.reference.endswith(NAME) and program.is_ready())
    assert program.window.page is Page.CHAT


def test_the_next_start_names_the_model_without_asking_anyone(program, hub, start):
    look_at_models(program)
    program.app.shutdown()
    asked = len(hub.log.requests)
    again = start()
    again.until(lambda: "fits this computer" in again.find("introLink").text())
    assert again.find("introLink").text().startswith("QwQ-32B fits this computer: get it (")
    assert len(hub.log.requests) == asked


def test_a_download_goes_on_after_a_restart(program, hub, start, home):
    look_at_models(program)
    hub.faults = [Fault(), Fault("stall", after=1_500_000)]
    press(program, "Q4_K_M", Action.DOWNLOAD)
    program.until(lambda: program.window.sidebar.models.note not in ("", "0 %"))
    program.app.shutdown()
    hub.released.set()
    again = start()
    queue = again.app.services.downloads
    again.until(lambda: queue.items and queue.items[0].state is DownloadState.DONE)
    assert queue.items[0].paths[0].is_file()
    again.until(lambda: any(k.startswith("download-done:") for k in again.window.notices.keys))


def test_pausing_resuming_and_cancelling_happen_in_place(program, hub):
    look_at_models(program)
    hub.faults = [Fault(), Fault("stall", after=1_500_000)]
    press(program, "Q4_K_M", Action.DOWNLOAD)
    program.until(lambda: Action.PAUSE in card(program, "Q4_K_M").line.actions)
    press(program, "Q4_K_M", Action.PAUSE)
    program.until(lambda: Action.RESUME in card(program, "Q4_K_M").line.actions)
    program.until(lambda: program.window.sidebar.models.note == "")
    hub.released.set()
    press(program, "Q4_K_M", Action.CANCEL)
    program.until(lambda: Action.DOWNLOAD in card(program, "Q4_K_M").line.actions)
    folder = Path(program.app.services.library.places.downloads)
    program.until(lambda: not list(folder.rglob("*.part")))  # a worker throws it away


def test_a_failed_download_says_why_and_can_be_tried_again(program, hub):
    look_at_models(program)
    whole = hub.files[f"{QWQ}/{NAME}"]
    hub.files[f"{QWQ}/{NAME}"] = replace(whole, data=whole.data[:-1] + b"\x00")
    press(program, "Q4_K_M", Action.DOWNLOAD)
    program.until(lambda: Action.RETRY in card(program, "Q4_K_M").line.actions)
    assert "The file came damaged" in card(program, "Q4_K_M").line.text
    assert any(key.startswith("download-failed:") for key in program.window.notices.keys)
    hub.files[f"{QWQ}/{NAME}"] = whole
    press(program, "Q4_K_M", Action.RETRY)
    arrive(program)


def test_a_failed_download_rests_over_a_restart_and_is_not_told_twice(program, hub, start):
    look_at_models(program)
    whole = hub.files[f"{QWQ}/{NAME}"]
    hub.files[f"{QWQ}/{NAME}"] = replace(whole, data=whole.data[:-1] + b"\x00")
    press(program, "Q4_K_M", Action.DOWNLOAD)
    program.until(lambda: Action.RETRY in card(program, "Q4_K_M").line.actions)
    program.app.shutdown()
    hub.files[f"{QWQ}/{NAME}"] = whole
    again = start()
    look_at_models(again)
    again.until(lambda: Action.RETRY in card(again, "Q4_K_M").line.actions)
    assert "The file came damaged" in card(again, "Q4_K_M").line.text
    assert not any(key.startswith("download-failed:") for key in again.window.notices.keys)
    press(again, "Q4_K_M", Action.RETRY)
    arrive(again)


def test_without_a_hub_a_plain_sentence_and_another_try(program, hub):
    hub.repositories.busy = 1
    program.click("modelsButton")
    retry = program.find("adviceRetryButton")
    program.until(retry.isVisible)
    section = program.find("adviceSection")
    assert "The hub is busy" in section.trouble._text.text()
    QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    program.until(lambda: card(program, "Q4_K_M"))
    assert not section.trouble.isVisible()


def test_a_speed_limit_is_kept_and_holds(program, hub):
    look_at_models(program)
    hub.faults = [Fault(), Fault("stall", after=1_500_000)]
    press(program, "Q4_K_M", Action.DOWNLOAD)
    box = program.find("downloadLimit")
    program.until(box.isVisible)
    box.activated.emit(1)
    assert program.settings.value.download_limit == 10**6
    assert program.app.services.downloads._limit._rate == 10**6
    hub.released.set()
