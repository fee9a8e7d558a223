"""The line that tells by which models documents are found, and its menu."""

from pathlib import Path

import pytest

from qwq_desktop.documents.embedding.model import NO_EMBEDDER
from qwq_desktop.documents.reranking.model import NO_RERANKER
from qwq_desktop.models.references import ModelRef
from qwq_desktop.ui.documents.embedder_line import EmbedderChoice, EmbedderLine
from qwq_desktop.ui.documents.reranker_choice import RerankerChoice


def ref(name):
    return ModelRef(name, name.upper(), Path(f"/模型/{name}.gguf"))


ONE, TWO = ref("bge & co"), ref("qwen")


@pytest.fixture
def line(qtbot, dressed, icons, theme):
    made = EmbedderLine(icons, theme)
    qtbot.addWidget(made)
    return made


def shown(line, setting="", *usable):
    line.show_choice(EmbedderChoice(NO_EMBEDDER), RerankerChoice(setting, usable))
    return line._words.text()


def entries(line):
    return {action.text(): action for action in line.menu().actions() if action.text()}


def test_without_a_re_ranker_nothing_is_said_of_any(line):
    assert shown(line) == "Found by their words alone, as you chose."
    assert not any("order" in text for text in entries(line))


def test_the_only_one_is_named_and_can_be_left_out(line, qtbot):
    assert "Then BGE & CO puts the best of them in order." in shown(line, "", ONE)
    found = entries(line)
    assert not found["Put in order by BGE && CO"].icon().isNull()
    with qtbot.waitSignal(line.reranker_chosen) as chosen:
        found["Leave in the order found"].trigger()
    assert chosen.args == [NO_RERANKER]
    assert "in order" not in shown(line, NO_RERANKER, ONE)


def test_of_several_the_user_chooses(line, qtbot):
    assert "choose one" in shown(line, "", ONE, TWO)
    with qtbot.waitSignal(line.reranker_chosen) as chosen:
        entries(line)["Put in order by QWEN"].trigger()
    assert chosen.args == [TWO.id]
    assert "Then QWEN puts" in shown(line, TWO.id, ONE, TWO)


def test_one_that_went_is_missed(line):
    assert "not on this computer" in shown(line, "gone", ONE)
    assert "not on this computer" in shown(line, "gone")
    assert "Leave in the order found" in entries(line)
