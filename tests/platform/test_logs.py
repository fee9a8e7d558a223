import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning

from qwq_desktop.platform import logs
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.paths import Paths

SECRET = "I never told anyone that " * 20


@pytest.fixture
def paths(tmp_path):
    return Paths.find(str(tmp_path / "用户 数据 é 😀"))


@pytest.fixture
def log_file(paths):
    log = logs.setup(paths)
    yield paths.log_dir / "qwq-desktop.log"
    log.close()


@pytest.fixture
def hooks():
    shown = []
    hooks = logs.ErrorHooks(shown.append)
    yield shown
    hooks.close()


def text_of(log_file):
    return log_file.read_text(encoding="utf-8")


def test_our_own_information_is_logged_and_that_of_others_only_from_warnings_up(log_file):
    logging.getLogger("qwq_desktop.anything").info("ours 你好")
    logging.getLogger("someone").info("theirs")
    logging.getLogger("someone").warning("their warning")
    text = text_of(log_file)
    assert "ours 你好" in text
    assert "their warning" in text
    assert "theirs" not in text


def test_lone_surrogates_do_not_stop_the_log(log_file):
    logging.getLogger("qwq_desktop").info("name %s", "a\ud800b")
    assert "a\\ud800b" in text_of(log_file)


def test_the_files_are_three_of_a_megabyte(log_file):
    for _ in range(6000):
        logging.getLogger("qwq_desktop").info("x" * 900)
    files = list(log_file.parent.iterdir())
    assert len(files) == 3
    assert all(file.stat().st_size <= 1_000_000 for file in files)


def test_long_arguments_become_their_length(log_file):
    logging.getLogger("qwq_desktop").info("got %s of %d", SECRET, 7)
    assert "anyone" not in text_of(log_file)
    assert f"got <{len(SECRET)} characters> of 7" in text_of(log_file)


def test_private_texts_become_their_length_however_short(log_file):
    logging.getLogger("qwq_desktop").info("answer %s, %r", logs.Private("yes"), logs.Private("no"))
    assert "answer <3 characters>, <2 characters>" in text_of(log_file)


@pytest.mark.log_errors_expected("failed")
def test_an_error_is_logged_with_its_trace_and_cause_but_a_bounded_message(log_file):
    try:
        try:
            raise KeyError("the\ncause " + SECRET)
        except KeyError as error:
            raise QwQError("model_damaged", path="/m") from error
    except QwQError:
        logging.getLogger("qwq_desktop").exception("failed")
    text = text_of(log_file)
    assert text.index("KeyError") < text.index("QwQError: model_damaged (path='/m')")
    assert "in test_an_error_is_logged" in text
    assert text.count("anyone") < 10
    assert max(map(len, text.splitlines())) < 400


def test_another_handlers_view_of_a_record_stays_whole(log_file, caplog):
    logging.getLogger("qwq_desktop").warning("got %s", SECRET)
    assert SECRET in caplog.text


def test_standard_error_gets_warnings_only_when_asked(paths, capsys):
    log = logs.setup(paths, to_stderr=True)
    logging.getLogger("qwq_desktop").info("quiet")
    logging.getLogger("qwq_desktop").warning("loud")
    log.close()
    heard = capsys.readouterr().err
    assert "loud" in heard
    assert "quiet" not in heard


def test_without_a_console_logging_still_works(paths, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    logs.setup(paths, to_stderr=True).close()


def test_closing_takes_the_handlers_away(paths):
    before = list(logging.getLogger().handlers)
    log = logs.setup(paths)
    log.close()
    log.close()
    assert logging.getLogger().handlers == before


def test_a_log_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(QwQError, match="home_unwritable"):
        logs.setup(Paths.find(str(tmp_path / "home")))


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return type(caught), caught, caught.__traceback__


@pytest.mark.log_errors_expected("Unexpected error")
def test_an_uncaught_error_is_logged_each_time_and_shown_once(hooks, caplog):
    for number in range(3):
        sys.excepthook(*raised(ValueError(number)))
    sys.excepthook(*raised(TypeError("other")))
    assert [str(error) for error in hooks] == ["0", "other"]
    assert len(caplog.records) == 4


@pytest.mark.log_errors_expected("Unexpected error")
def test_an_uncaught_error_of_a_thread_is_shown_too(hooks):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert [type(error) for error in hooks] == [ZeroDivisionError]


def test_an_interrupt_from_the_keyboard_is_no_error(hooks, capsys):
    sys.excepthook(*raised(KeyboardInterrupt()))
    assert hooks == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_messages_of_qt_go_to_the_log(hooks, caplog):
    qWarning("from Qt é")
    assert [r.message for r in caplog.records if r.name.startswith("qt")] == ["from Qt é"]


def test_closing_the_hooks_brings_the_old_ones_back():
    before = (sys.excepthook, threading.excepthook)
    logs.ErrorHooks().close()
    assert (sys.excepthook, threading.excepthook) == before
