"""The dress of the window and real settings for the tests of the widgets."""

from pathlib import Path

import pytest

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.pane import SettingsPane
from qwq_desktop.ui.theme import fonts, style
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import DARK, LIGHT, Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GB = 1 << 30


@pytest.fixture
def theme():
    """The light theme, without motion."""
    return Theme(LIGHT, reduced_motion=True)


@pytest.fixture
def dark_theme():
    """The dark theme, without motion."""
    return Theme(DARK, reduced_motion=True)


@pytest.fixture
def icons(qapp):
    """The real icons; a missing one fails the test."""
    return Icons(RESOURCES, strict=True)


@pytest.fixture(scope="session")
def bundled_fonts(qapp):
    """The families of the bundled fonts, loaded once."""
    return fonts.load_bundled(RESOURCES)


@pytest.fixture
def dressed(qapp, theme, bundled_fonts):
    """The application in the light theme; undressed again afterwards."""
    style.apply(qapp, theme)
    yield qapp
    qapp.setStyleSheet("")


@pytest.fixture
def store(qapp, tmp_path):
    """Settings in a file of the test's own."""
    worker = Worker("settings")
    yield SettingsStore(tmp_path / "settings.json", worker)
    worker.close()


@pytest.fixture
def pane(qtbot, dressed, store, theme, icons):
    """The settings pane, shown at its width in the window."""
    widget = SettingsPane(store, theme, icons)
    qtbot.addWidget(widget)
    widget.resize(372, 800)
    widget.show()
    return widget


@pytest.fixture
def make_plan():
    """A load plan for QwQ-32B at 65 536 tokens, with changes."""

    def make(**changes):
        values = {
            "gpu_layers": 56,
            "total_layers": 64,
            "context_length": 65536,
            "native_context": 40960,
            "kv_cache_type": "q8_0",
            "weights_bytes": int(18.5 * GB),
            "kv_cache_bytes": int(8.5 * GB),
            "compute_bytes": int(0.3 * GB),
            "gpu_bytes": (24 * GB,),
            "ram_bytes": 4 * GB,
            "fits": True,
            "yarn_factor": 2.0,
            "yarn_original_context": 32768,
            "flash_attention": "on",
            "batch_size": 512,
            "micro_batch_size": 512,
            "threads": 7,
            "remarks": (),
        }
        return LoadPlan(**values | changes)

    return make
