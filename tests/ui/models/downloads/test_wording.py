"""What is said of a download, in each state that it can be in."""

from dataclasses import replace

import pytest

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.models.downloads.wording import (
    download_line,
    duration_words,
    left_words,
    percent_words,
    source_of,
    speed_words,
)
from qwq_desktop.ui.models.line import Action

FILE = RemoteFile("https://huggingface.co/Qwen/QwQ-32B-GGUF/resolve/main/q.gguf", "q.gguf")
ITEM = DownloadItem(
    1, "QwQ-32B · Q4_K_M", "/models", (FILE,), {}, done=43 * 10**8, total=10**10, speed=41e6
)


def line(state, **changes):
    return download_line(replace(ITEM, state=state, **changes), can_open=True)


def test_what_comes_tells_share_speed_and_time(qapp):
    shown = line(DownloadState.RUNNING)
    assert (shown.lead, shown.text) == (ITEM.title, "comes from Hugging Face")
    assert shown.caption == "43 % · 41 MB/s · 2 minutes left"
    assert shown.progress == pytest.approx(0.43)
    assert shown.actions == (Action.PAUSE, Action.CANCEL)


@pytest.mark.parametrize(
    ("state", "words", "actions"),
    [
        (DownloadState.WAITING, "waits for its turn", (Action.PAUSE, Action.CANCEL)),
        (DownloadState.CHECKING, "is being checked", (Action.PAUSE, Action.CANCEL)),
        (DownloadState.PAUSED, "is paused", (Action.RESUME, Action.CANCEL)),
        (
            DownloadState.STALLED,
            "has no connection and tries again by itself",
            (Action.RETRY, Action.CANCEL),
        ),
        (DownloadState.DONE, "is here and whole", (Action.OPEN, Action.HIDE)),
    ],
)
def test_every_state_has_its_words_and_buttons(qapp, state, words, actions):
    assert (line(state).text, line(state).actions) == (words, actions)


def test_a_failure_says_why_and_what_to_do(qapp):
    error = QwQError("download_wrong_hash", name="q.gguf")
    shown = line(DownloadState.FAILED, error=error)
    assert shown.text == "· The file came damaged"
    assert "choose another source" in shown.caption
    assert shown.caption_role == "danger"
    assert shown.actions == (Action.RETRY, Action.REMOVE)
    assert line(DownloadState.FAILED).text  # a reason that nobody knows has words too


def test_before_much_is_thrown_away_it_is_asked(qapp):
    shown = download_line(ITEM, can_open=True, asks=True)
    assert shown.text == "Throw away the 4.3 GB that have come?"
    assert shown.actions == (Action.KEEP, Action.DISCARD)


def test_what_nobody_knows_is_not_said(qapp):
    unknown = replace(ITEM, total=0, speed=0.0, state=DownloadState.RUNNING)
    shown = download_line(unknown, can_open=True)
    assert (shown.name, shown.caption, shown.progress) == ("", "", -1.0)
    assert percent_words(unknown) == ""


def test_a_model_that_only_helps_is_not_opened(qapp):
    done = replace(ITEM, state=DownloadState.DONE)
    assert download_line(done, can_open=False).actions == (Action.HIDE,)


def test_amounts_are_rounded_as_people_would(qapp):
    assert speed_words(41_234_567) == "41 MB/s"
    assert speed_words(1_234_567) == "1.2 MB/s"
    assert left_words(20) == "less than a minute left"
    assert left_words(125 * 60) == "about 2 hours left"
    assert duration_words(23 * 60) == "about 25 minutes to download"
    assert duration_words(10) == "less than a minute to download"


def test_a_mirror_is_called_by_its_host(qapp):
    mirror = replace(ITEM, files=(RemoteFile("https://hf-mirror.com/a/b", "b"),))
    assert source_of(mirror) == "hf-mirror.com"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("silence", "has no connection and tries again by itself"),
        ("HTTP 429", "waits until the server has time for it"),
        ("", "comes from Hugging Face"),
    ],
)
def test_a_download_whose_line_is_gone_says_so_at_once(trouble, words):
    assert line(DownloadState.RUNNING, trouble=trouble).text == words
