"""When a model rests, and that it comes back; a real engine, a clock that the test turns."""

import pytest

from qwq_desktop.models.idle import IdleWatch, RestReason, reason_to_rest
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.services import build_services
from qwq_desktop.settings.schema import LoadSettings

GIB = 1 << 30
PLENTY, SHORT = 8 * GIB, GIB // 4


@pytest.mark.parametrize(
    ("idle_s", "minutes", "held", "total", "free", "reason"),
    [
        (1799, 30, 20 * GIB, 32 * GIB, PLENTY, None),
        (1800, 30, 20 * GIB, 32 * GIB, PLENTY, RestReason.IDLE),
        (1e6, None, 20 * GIB, 32 * GIB, PLENTY, None),
        (30, None, 20 * GIB, 32 * GIB, SHORT, RestReason.MEMORY_SHORT),
        (29, 30, 20 * GIB, 32 * GIB, SHORT, None),  # the next question may come any moment
        (60, 30, GIB // 8, 32 * GIB, SHORT, None),  # it would free next to nothing
        (60, 30, 20 * GIB, 32 * GIB, int(1.59 * GIB), RestReason.MEMORY_SHORT),  # below 5 %
        (60, 30, 20 * GIB, 32 * GIB, int(1.61 * GIB), None),
        (60, 30, 2 * GIB, 4 * GIB, int(0.49 * GIB), RestReason.MEMORY_SHORT),  # below 512 MiB
        (60, 30, 2 * GIB, 4 * GIB, int(0.51 * GIB), None),
    ],
)
def test_a_model_rests_when_nobody_asks_or_memory_runs_short(
    idle_s, minutes, held, total, free, reason
):
    assert reason_to_rest(idle_s, minutes, held, total, free) is reason


class Place:
    """A model session under watch, with a clock of its own."""

    def __init__(self, qtbot, home):
        self.qtbot = qtbot
        self.now, self.free = 0.0, PLENTY
        self.services = s = build_services(home)
        self.watch = IdleWatch(
            s.models, s.settings, s.worker, measure=self.measure, clock=lambda: self.now
        )
        self.reasons, self.measured = [], 0
        self.watch.rested.connect(self.reasons.append)
        s.models.open("qwq-nano", LoadSettings())
        qtbot.waitUntil(lambda: self.status is ModelStatus.READY, timeout=20_000)

    @property
    def status(self):
        return self.services.models.state.status

    def measure(self):
        self.measured += 1
        return Hardware(32 * GIB, self.free, 4, 8)

    def check(self):
        """Check once, and let the decision fall."""
        fallen = []
        self.watch.check()
        self.services.worker.submit(lambda: None, done=fallen.append)
        self.qtbot.waitUntil(lambda: bool(fallen))


@pytest.fixture
def place(qtbot, home):
    place = Place(qtbot, home)
    yield place
    place.watch.close()
    place.services.close()


def test_after_the_time_in_the_settings_the_process_ends_and_reload_brings_it_back(place):
    place.now = 29 * 60.0
    place.check()
    assert place.status is ModelStatus.READY
    place.now = 30 * 60.0
    place.check()
    assert place.reasons == [RestReason.IDLE]
    assert place.status is ModelStatus.NONE
    assert not place.services.models.engine.is_running
    assert place.services.models.state.reference == "qwq-nano"
    place.services.models.reload(LoadSettings())
    place.qtbot.waitUntil(lambda: place.status is ModelStatus.READY, timeout=20_000)
    place.check()
    assert place.status is ModelStatus.READY


def test_while_it_answers_it_does_not_rest_and_the_time_begins_anew(place):
    place.watch.set_busy(True)
    place.now = 3600.0
    place.check()
    assert place.measured == 0
    place.watch.set_busy(False)
    place.now += 29 * 60.0
    place.check()
    assert place.status is ModelStatus.READY
    place.now += 60.0
    place.check()
    assert place.status is ModelStatus.NONE


def test_a_small_model_stays_when_memory_runs_short(place):
    place.now, place.free = 60.0, SHORT
    place.check()
    assert place.measured == 1
    assert place.status is ModelStatus.READY


def test_a_question_that_comes_while_memory_is_measured_keeps_the_model(place):
    place.now = 3600.0
    place.watch.check()
    place.watch.set_busy(True)
    place.services.worker.submit(lambda: None, done=(fallen := []).append)
    place.qtbot.waitUntil(lambda: bool(fallen))
    assert place.status is ModelStatus.READY
