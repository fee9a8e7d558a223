"""What all tests share: an offscreen Qt, a home, the demonstration model, no error unheard."""

import gc
import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from PySide6.QtCore import QCoreApplication, QEvent

from qwq_desktop.platform import i18n

hypothesis.settings.register_profile("no timing decides", deadline=None)
hypothesis.settings.load_profile("no timing decides")

COLLECT_AFTER = 20_000  # new objects
ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """What a test printed or logged may hold lone surrogates, which can't travel in UTF-8."""
    report = yield
    report.sections = [(name, _travelling(text)) for name, text in report.sections]
    return report


def _travelling(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class _ErrorCollector(logging.Handler):
    """Keeps every record of level ERROR or above that reaches the root logger, from any thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged_errors(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """The errors logged so far; one that the test did not expect fails it.

    `@pytest.mark.log_errors_expected` allows any, with patterns only those that match one.
    """
    collector = _ErrorCollector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector.records
    root.removeHandler(collector)
    unexpected = unexpected_errors(
        collector.records, request.node.get_closest_marker("log_errors_expected")
    )
    if unexpected:
        pytest.fail("Unexpected errors in the log:\n" + "\n".join(unexpected), pytrace=False)


def unexpected_errors(records: list[logging.LogRecord], marker: pytest.Mark | None) -> list[str]:
    """The texts of the records that `marker` does not allow."""
    if marker is not None and not marker.args:
        return []
    patterns = marker.args if marker is not None else ()
    formatter = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    texts = [formatter.format(record) for record in records]
    return [text for text in texts if not any(re.search(pattern, text) for pattern in patterns)]


@pytest.fixture(autouse=True, scope="session")
def collector() -> Iterator[None]:
    """Keep Python's cycle collector to the main thread, as the program itself does."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def emptied_clipboard() -> Iterator[None]:
    """Nothing that Python made may stay on the clipboard when Python ends."""
    yield
    if "PySide6.QtGui" in sys.modules and QCoreApplication.instance() is not None:
        from qwq_desktop.ui.clipboard import let_go_at_the_end

        let_go_at_the_end()


@pytest.fixture(autouse=True)
def untranslated() -> Iterator[None]:
    """Each test begins with the texts of the sources, whatever language another one loaded."""
    yield
    app = QCoreApplication.instance()
    if app is not None:
        i18n.remove(app)


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Free what the tests left, between them and after what Qt was asked to delete later."""
    yield
    if gc.get_count()[0] > COLLECT_AFTER:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home of the program, under a name that trips up careless path handling."""
    folder = tmp_path / "用户 数据 é"
    folder.mkdir()
    monkeypatch.setenv("QWQ_DESKTOP_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def nano_model() -> Path:
    """The built-in demonstration model: small, real, thinking."""
    return ROOT / "resources" / "qwq-nano.gguf"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared data beside the checkout; tests that need it skip without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder
