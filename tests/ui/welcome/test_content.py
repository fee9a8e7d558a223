"""The words of the welcome at each stage."""

import pytest

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.ui.welcome.card import WelcomeCard, Wish
from qwq_desktop.ui.welcome.content import Stage, WelcomeState, content_of, facts_of

GIB = 1 << 30
PLAIN = Computer(Hardware(16 * GIB, 12 * GIB, 4, 8, ()), disk_free_bytes=100 * 10**9)
CARDS = (Gpu("RTX 4090", 23 * GIB, 24 * GIB), Gpu("RTX 3060", 11 * GIB, 12 * GIB))


def item(**changes):
    files = (RemoteFile("http://hub/x.gguf", "x.gguf", 1000),)
    return DownloadItem(1, "QwQ-32B · Q4_K_M", "/models", files, {}, total=1000, **changes)


def wishes(state):
    return [choice.wish for choice in content_of(state).choices]


def test_the_first_words_lead_to_this_computer():
    assert content_of(WelcomeState()).step == 1
    assert wishes(WelcomeState()) == [Wish.NEXT]


def test_the_computer_is_told_by_memory_cards_and_disk():
    facts = facts_of(
        Computer(Hardware(64 * GIB, 60 * GIB, 8, 16, CARDS), disk_free_bytes=5 * 10**9)
    )
    assert [fact.text for fact in facts][1] == "RTX 4090, 24\u00a0GB\nRTX 3060, 12\u00a0GB"
    assert facts[2].text == "5.0 GB"


def test_a_computer_without_a_card_hears_who_does_the_work():
    assert "processor" in facts_of(PLAIN)[1].text
    assert "Measuring" in facts_of(None)[0].text


def test_nothing_is_looked_up_offline():
    state = WelcomeState(Stage.COMPUTER, is_offline=True)
    assert wishes(state) == [Wish.OPEN_FILE]


def test_what_went_wrong_is_said_and_can_be_tried_again():
    state = WelcomeState(Stage.COMPUTER, PLAIN, error=QwQError("hubs_silent"))
    content = content_of(state)
    assert "No hub answers" in content.warning
    assert content.choices[0].text == "Look again"


def test_where_nothing_fits_the_built_in_models_are_named():
    content = content_of(WelcomeState(Stage.NOTHING_FITS, PLAIN))
    assert "built-in models" in content.text
    assert wishes(WelcomeState(Stage.NOTHING_FITS, PLAIN)) == [Wish.FIND, Wish.OTHERS]


@pytest.mark.parametrize(
    ("state", "wish"),
    [
        (DownloadState.RUNNING, Wish.PAUSE),
        (DownloadState.STALLED, Wish.PAUSE),
        (DownloadState.PAUSED, Wish.RESUME),
        (DownloadState.FAILED, Wish.RESUME),
        (DownloadState.DONE, Wish.USE),
    ],
)
def test_a_download_offers_what_helps_it(state, wish):
    assert wishes(WelcomeState(Stage.DOWNLOAD, PLAIN, item=item(state=state))) == [wish]


def test_a_failed_download_says_why():
    error = QwQError("download_disk_full", path="/models/x.gguf", needed_bytes=9, free_bytes=1)
    failed = item(state=DownloadState.FAILED, error=error)
    assert "not enough space" in content_of(WelcomeState(Stage.DOWNLOAD, item=failed)).warning


def test_the_card_shows_the_buttons_of_its_content_alone(qtbot, dressed, theme):
    card = WelcomeCard(theme)
    qtbot.addWidget(card)
    card.show_content(content_of(WelcomeState()))
    card.show_content(content_of(WelcomeState(Stage.COMPUTER, PLAIN)))
    card.show()
    names = {b.objectName() for b in card._buttons.values() if b.isVisible()}
    assert names == {"welcome_find", "welcome_open_file"}
    with qtbot.waitSignal(card.wished) as told:
        card._buttons[Wish.FIND].click()
    assert told.args == [Wish.FIND]
    with qtbot.waitSignal(card.closed):
        card._close.click()
