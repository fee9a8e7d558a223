"""A whole document summarised by a real model in the real engine."""

import pytest

from qwq_desktop.chat.digest import begin_digest
from qwq_desktop.chat.digesting import Digester
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.settings.schema import SamplingSettings
from tests.chat.test_session import Driver

SAMPLING = SamplingSettings(temperature=0.1, seed=7)


@pytest.fixture
def driver(qtbot, home):
    driver = Driver(qtbot, home)
    driver.open_model()
    driver.until(lambda: driver.services.models.state.status is ModelStatus.READY)
    yield driver
    driver.close()


def passages(count, sentence="The harbour of town {i} was built in 15{i:02}. "):
    texts = [sentence.format(i=i) * 3 for i in range(1, count + 1)]
    return [Passage(i, 1, "t.txt", Span(1, 0, len(t)), t) for i, t in enumerate(texts, 1)]


class Heard:
    """What a digester tells."""

    def __init__(self, digester):
        self.progress, self.ends, self.errors = [], [], []
        digester.progressed.connect(lambda done, total: self.progress.append((done, total)))
        digester.finished.connect(self.ends.append)
        digester.failed.connect(self.errors.append)


def test_a_long_document_is_read_part_by_part(driver):
    digest = begin_digest("t.txt", passages(12), 300, False)
    digester = Digester(digest, SAMPLING, driver.services.models)
    heard = Heard(digester)
    digester.start()
    driver.until(lambda: bool(heard.ends))
    assert heard.errors == []
    assert heard.ends[0].strip()
    done = [step[0] for step in heard.progress]
    assert done == list(range(len(done)))
    assert len(done) > len(digest.waiting) + 1
    assert heard.progress[-1][0] == heard.progress[-1][1]


def test_a_part_that_is_longer_than_the_context_is_parted(driver):
    digest = begin_digest("t.txt", passages(90), 1_000_000, False)
    assert len(digest.waiting) == 1
    digester = Digester(digest, SAMPLING, driver.services.models)
    heard = Heard(digester)

    digester.start()
    digester.progressed.connect(lambda done, _: digester.stop() if done else None)
    driver.until(lambda: bool(heard.ends))
    assert heard.errors == []
    assert heard.progress[-1][0] == 1
    assert heard.progress[-1][1] > 2


def test_a_stop_ends_it_without_a_summary(driver):
    digester = Digester(begin_digest("t.txt", passages(12), 300, False), SAMPLING,
                        driver.services.models)  # fmt: skip
    heard = Heard(digester)
    digester.start()
    digester.stop()
    digester.stop()
    assert heard.ends == [None]
    assert heard.errors == []


def test_a_model_that_leaves_ends_it(driver):
    digester = Digester(begin_digest("t.txt", passages(12), 300, False), SAMPLING,
                        driver.services.models)  # fmt: skip
    heard = Heard(digester)
    digester.start()
    driver.services.models.unload()
    driver.until(lambda: bool(heard.ends))
    assert heard.ends == [None]
