"""What can go wrong with a download, in the window: named plainly, with what to do."""

import errno
import os
import re
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.models.download.item import DownloadState
from qwq_desktop.settings.schema import Language
from qwq_desktop.ui.models.line import Action, LineCard
from tests.doubles.hub import Fault, Hub
from tests.doubles.qwq_hub import NAME, QWQ

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def program(hub, start):
    program = start()
    program.until(program.is_ready)
    program.click("welcomeCloseButton")
    return program


def spoil(hub, **values):
    """Put another file behind the same name."""
    served = hub.files[f"{QWQ}/{NAME}"]
    hub.files[f"{QWQ}/{NAME}"] = replace(served, **values)


def sign_in_page(hub, **_):
    hub.faults = [Fault("page")]


def no_gguf(hub, **_):
    spoil(hub, data=b"<!doctype html>".ljust(len(hub.files[f"{QWQ}/{NAME}"].data)))


def repository_gone(hub, **_):
    del hub.repositories.known[QWQ]


def file_gone(hub, **_):
    hub.repositories.known[QWQ].files.clear()


def licence_first(hub, **_):
    hub.repositories.known[QWQ].is_gated = True


def other_length(hub, **_):
    spoil(hub, data=hub.files[f"{QWQ}/{NAME}"].data + b"more")


def damaged(hub, **_):
    spoil(hub, data=hub.files[f"{QWQ}/{NAME}"].data[:-1] + b"\x00")


def disk_full(monkeypatch, **_):
    monkeypatch.setattr(os, "pwrite", failing(errno.ENOSPC))


def too_large_for_the_disk(monkeypatch, **_):
    monkeypatch.setattr(os, "pwrite", failing(errno.EFBIG))


def no_space_to_begin_with(monkeypatch, **_):
    nearly_full = os.statvfs_result((1, 1, 10, 9, 9, 0, 0, 0, 0, 255))
    monkeypatch.setattr(os, "statvfs", lambda _path: nearly_full)


def folder_is_read_only(home, monkeypatch, **_):
    """Root may write anywhere, so that the system's answer is given in its place."""

    def refuse(path, *arguments, really=os.open, **values):
        if str(path).endswith(".part"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really(path, *arguments, **values)

    monkeypatch.setattr(os, "open", refuse)


def folder_is_a_file(home, **_):
    (home / "models" / "Qwen").write_text("")


def failing(number, after=1_000_000):
    """The system's write, until a disk holds so many bytes."""

    def write(handle, data, offset, really=os.pwrite):
        if offset + len(data) > after:
            raise OSError(number, os.strerror(number))
        return really(handle, data, offset)

    return write


CASES = {
    sign_in_page: ("download_not_a_model", "sign in"),
    no_gguf: ("download_not_a_model", "something else came"),
    repository_gone: ("download_needs_token", "or choose another file"),
    file_gone: ("download_gone", "look at the list of files again"),
    licence_first: ("download_needs_token", "Accept it on the hub's page"),
    other_length: ("download_wrong_length", "choose another source"),
    damaged: ("download_wrong_hash", "choose another source"),
    disk_full: ("download_disk_full", "Free some space"),
    too_large_for_the_disk: ("download_too_large", "FAT32"),
    no_space_to_begin_with: ("download_disk_full", "are free"),
    folder_is_read_only: ("download_unwritable", "Check the folder's permissions"),
    folder_is_a_file: ("download_unwritable", "Check the folder's permissions"),
}


def card_of(program):
    cards = [card for card in program.find_all("modelLine") if isinstance(card, LineCard)]
    return next((card for card in cards if card.line.name == "Q4_K_M"), None)


def look_at_models(program):
    program.click("modelsButton")
    program.until(lambda: card_of(program))


def press(program, action):
    QTest.mouseClick(card_of(program).button(action), Qt.MouseButton.LeftButton)


def words(card):
    return f"{card.line.text} {card.line.caption}"


@contextmanager
def chinese(program):
    """The window in Chinese; what comes after reads English."""
    program.settings.update(program.replaced(language=Language.CHINESE))
    yield
    program.settings.update(program.replaced(language=Language.ENGLISH))


@pytest.mark.skipif(os.name == "nt", reason="the disk's faults are played on POSIX calls")
@pytest.mark.parametrize("fault", CASES, ids=lambda fault: fault.__name__)
def test_a_download_that_fails_says_what_to_do(program, hub, home, monkeypatch, fault):
    code, advice = CASES[fault]
    look_at_models(program)
    fault(hub=hub, home=home, monkeypatch=monkeypatch)
    press(program, Action.DOWNLOAD)
    program.until(lambda: Action.RETRY in card_of(program).line.actions)
    (item,) = program.app.services.downloads.items
    assert (item.state, item.error.code) == (DownloadState.FAILED, code)
    english, english_title = words(card_of(program)), card_of(program).line.text
    assert advice in english
    assert "…" not in english, "a fact is missing"
    assert any(key.startswith("download-failed:") for key in program.window.notices.keys)
    assert not (home / "models" / QWQ / NAME).exists()
    with chinese(program):
        program.until(lambda: card_of(program).line.text != english_title)
        told = words(card_of(program))
    assert HAN.search(told)
    assert not set(english.split(". ")) & set(told.split(". "))


@pytest.mark.parametrize(
    ("is_busy", "sentence"), [(False, "has no connection"), (True, "server has time")]
)
def test_a_line_that_is_gone_or_a_busy_server_is_told_at_once(program, hub, is_busy, sentence):
    look_at_models(program)
    hub.repositories.busy = 99 * is_busy
    if not is_busy:
        hub.close()
    press(program, Action.DOWNLOAD)
    program.until(lambda: sentence in words(card_of(program)))
    assert Action.CANCEL in card_of(program).line.actions


def test_a_name_that_leads_elsewhere_is_refused_with_a_notice(hub, start, home, nano_model):
    hub.repositories.known[QWQ].files = {f"../{NAME}": nano_model.read_bytes()}
    hub.files[f"{QWQ}/../{NAME}"] = hub.files[f"{QWQ}/{NAME}"]
    program = start()
    program.until(program.is_ready)
    program.click("welcomeCloseButton")
    look_at_models(program)
    press(program, Action.DOWNLOAD)
    program.until(lambda: "download_name" in program.window.notices.keys)
    assert not program.app.services.downloads.items
    assert not list(home.parent.rglob(NAME))


def test_a_proxy_that_wants_a_password_is_named(hub, start, monkeypatch):
    proxy = Hub()
    proxy.dialects.append(lambda *_: (407, {"Proxy-Authenticate": "Basic"}, b"who are you"))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_ENDPOINT", "http://models.invalid")
    program = start()
    program.until(program.is_ready)
    program.click("welcomeCloseButton")
    program.click("modelsButton")
    section = program.find("adviceSection")
    program.until(section.trouble.retry.isVisible)
    assert "wants a name and password" in section.trouble._text.text()
    with chinese(program):
        program.until(lambda: HAN.search(section.trouble._text.text()))
    assert proxy.log.requests
    proxy.close()
