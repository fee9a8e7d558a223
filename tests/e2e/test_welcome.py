"""A new user's first minute: the welcome that never stands in the way, and the way to QwQ-32B."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.doubles.qwq_hub import NAME, QWQ


@pytest.fixture
def program(hub, start):
    program = start()
    program.until(program.is_ready)
    return program


def title(program):
    found = program.find_all("welcomeTitle")
    return found[0].text() if found else ""


def test_it_leads_to_the_recommended_model_and_a_chat_with_it(program, hub, home):
    assert title(program) == "Welcome to QwQ Desktop"
    program.click("welcome_next")
    program.until(lambda: title(program) == "This computer")
    assert not hub.log.requests, "nothing goes out before the user agrees"
    program.click("welcome_find")
    program.until(lambda: title(program) == "QwQ-32B fits this computer")
    assert "Download (3.6 MB)" in program.find("welcome_download").text()
    program.click("welcome_download")
    program.until(lambda: title(program) == "QwQ-32B is here")
    path = home / "models" / "Qwen" / "QwQ-32B-GGUF" / NAME
    assert path.read_bytes() == hub.repositories.known[QWQ].files[NAME]
    program.click("welcome_use")
    assert not title(program)
    models = program.app.services.models
    program.until(lambda: models.state.reference == str(path) and program.is_ready())
    program.ask("What is 17 + 25?")
    assert "42" in program.answers()[-1]


def test_esc_in_the_composer_closes_it_for_good(program, hub, start):
    QTest.keyClick(program.find("composer"), Qt.Key.Key_Escape)
    assert not title(program)
    assert program.settings.value.welcome_done
    program.ask("What is 17 + 25?")
    program.app.shutdown()
    assert not title(start())
    assert not hub.log.requests


def test_who_writes_at_once_is_answered_and_the_welcome_makes_room(program):
    assert title(program)
    program.ask("What is 17 + 25?")
    assert "42" in program.answers()[-1]
    assert not title(program)


def test_the_model_manager_leads_back_to_it(program):
    program.click("welcomeCloseButton")
    program.click("modelsButton")
    program.click("showWelcomeButton")
    program.until(lambda: title(program) == "This computer")
    assert program.window.page == "chat"


def test_a_hub_that_does_not_answer_is_named_and_can_be_asked_again(program, hub):
    hub.repositories.busy = 99
    program.click("welcome_next")
    program.click("welcome_find")
    program.until(lambda: program.find_all("welcomeWarning"))
    assert "The hub is busy" in program.find("welcomeWarning").text()
    hub.repositories.busy = 0
    program.click("welcome_find")
    program.until(lambda: title(program) == "QwQ-32B fits this computer")


def test_offline_it_says_so_and_offers_what_is_here(hub, start):
    program = start("--offline")
    program.until(program.is_ready)
    program.click("welcome_next")
    assert "started offline" in program.find("welcomeText").text()
    assert program.find_all("welcome_open_file")
    assert not program.find_all("welcome_find")


def test_with_a_model_of_the_users_own_nobody_is_welcomed(hub, start, nano_model):
    assert not title(start("--model", nano_model))
