"""The page of models where nothing may go out, or nothing answers as it should."""

from tests.doubles.qwq_hub import NAME, QWQ


def trouble(program):
    """What the section says instead of advice, once it says something."""
    program.until(program.is_ready)
    program.click("modelsButton")
    program.until(program.find("adviceRetryButton").isVisible)
    return program.find("adviceSection").trouble._text.text()


def test_switched_off_connections_are_said_to_be_off(start, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
    program = start("--offline")
    assert "Connections are switched off" in trouble(program)
    assert program.app.services.network.connections == ()


def test_a_network_that_wants_a_sign_in_is_told_from_a_model(start, hub):
    hub.files[f"{QWQ}/{NAME}"].content_type = "text/html"
    assert "asks you to sign in" in trouble(start())


def test_a_hub_that_speaks_otherwise_is_not_understood_and_said_so(start, hub):
    hub.pages[f"/api/models/{QWQ}"] = (200, {"Content-Type": "text/html"}, b"<html>hello")
    assert "The hub's answer makes no sense" in trouble(start())


def test_a_repository_that_is_private_leaves_the_other_models(start, hub):
    hub.repositories.known[QWQ].token = "secret"
    program = start()
    assert "This repository is private or does not exist" in trouble(program)
    rows = program.find_all("modelRowToggle")
    assert "Qwen3 8B" in [row.text() for row in rows]
