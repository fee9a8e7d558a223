"""A real model reads passages in our form, cites them, and its quotes are proven."""

import pytest

from qwq_desktop.chat.sources import with_sources
from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.citing.verdicts import Verdict
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span
from qwq_desktop.engine.protocol import Channel
from tests.engine.conftest import EngineDriver

TEXTS = (
    "The harbour of Lindo was built in 1874. Many people know it well.",
    "The Vanta printer weighs 35 kilograms. The Vanta printer costs 420 euros.",
    "Maro Foods was founded by Elena Fischer. Maro Foods has 210 employees.",
)
QUESTIONS = (
    ("When was the harbour of Lindo built?", "The harbour of Lindo was built in 1874."),
    ("How much does the Vanta printer weigh?", "The Vanta printer weighs 35 kilograms."),
    ("How much does the Vanta printer cost?", "The Vanta printer costs 420 euros."),
    ("Who founded Maro Foods?", "Maro Foods was founded by Elena Fischer."),
    ("How many employees does Maro Foods have?", "Maro Foods has 210 employees."),
)


@pytest.fixture
def driver(qtbot):
    driver = EngineDriver(qtbot)
    yield driver
    driver.engine.close()


def test_the_demonstration_model_cites_what_it_was_shown(driver, nano_model):
    driver.load(nano_model)
    passages = [
        Passage(i, i, f"notes{i}.pdf", Span(4, 0, len(text)), text, is_paged=True)
        for i, text in enumerate(TEXTS, 1)
    ]
    sources = {passage.document_id: {4: passage.text} for passage in passages}
    verified = 0
    for question, sentence in QUESTIONS:
        driver.ask(with_sources(question, passages), sampling={"temperature": 0.0})
        found = examine(driver.text(Channel.ANSWER), passages, sources)
        verified += any(
            quote.verdict is Verdict.VERIFIED and quote.text == sentence for quote in found.quotes
        )
    assert verified >= 3, "in most cases; it is a very small model"
