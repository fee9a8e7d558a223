"""A real model answers from real files through the whole chain; what it quotes is proven."""

import pytest

from qwq_desktop.documents.citing.verdicts import Verdict
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.storage.records import MessageStatus
from tests.chat.document_driver import DocumentDriver
from tests.chat.test_cited_answers import QUESTIONS, TEXTS

OPENER = 4  # tokens with which a thinking begins, that history doesn't hold


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = DocumentDriver(qtbot, tmp_path)
    driver.open_model()
    yield driver
    driver.close()


def test_the_demonstration_model_answers_from_files_and_its_quotes_are_proven(driver):
    files = [driver.write(f"笔记 notes {i}.txt", text) for i, text in enumerate(TEXTS, 1)]
    driver.switch_on(*files)
    verified = 0
    for question, sentence in QUESTIONS:
        driver.chats.new_chat()
        driver.switch_on(*files)
        answer = driver.ask(question)
        assert answer.status is MessageStatus.COMPLETE
        assert sorted(driver.texts()) == sorted(TEXTS)
        found = driver.examined(answer) if "[" in answer.text else None
        verified += found is not None and any(
            quote.verdict is Verdict.VERIFIED and quote.text == sentence for quote in found.quotes
        )
    assert verified >= 3, "in most cases; it is a very small model"


def test_what_was_read_for_one_question_is_not_read_again_for_the_next(driver):
    driver.switch_on(driver.write("notes.txt", TEXTS[1]))
    first = driver.ask(QUESTIONS[1][0])
    second = driver.ask(QUESTIONS[2][0])
    assert second.turn.cached_tokens >= first.turn.prompt_tokens - OPENER > 100


def test_documents_that_fit_are_read_before_the_question_is_there(driver):
    driver.until(lambda: driver.services.models.state.status is ModelStatus.READY)
    reading = []
    driver.chats.reading_ahead_changed.connect(reading.append)
    driver.switch_on(driver.write("notes.txt", TEXTS[1]))
    driver.until(lambda: reading[-2:] == [True, False])
    first = driver.ask(QUESTIONS[1][0])
    assert first.turn.cached_tokens > 100
    driver.until(lambda: reading[-2:] == [True, False] and len(reading) > 2)
    assert driver.ask(QUESTIONS[2][0]).turn.cached_tokens > first.turn.prompt_tokens - OPENER
