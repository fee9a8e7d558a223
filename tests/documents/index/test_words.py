"""Words of the index: pairs of Han characters, simplified, accents folded; questions to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.index.words import Term, WordCutter, expression, read_simplified
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.paths import resources_dir

SIMPLIFIED = resources_dir() / "hanzi" / "simplified.txt"


@pytest.fixture(scope="module")
def cutter():
    return WordCutter(read_simplified(SIMPLIFIED))


def words(cutter, question):
    return [term.word for term in cutter.question(question)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Café-Müller, No. 7", "der cafe muller no 7"),
        ("支付租金", "支付 付租 租金"),
        ("租 a 金b", "租 a 金 b"),
        ("國際電話", "国际 际电 电话"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("snake_case 3.14", "snake case 3 14"),
        ("", ""),
    ],
)
def test_a_text_is_cut_into_words(cutter, text, expected):
    assert cutter.index_text(text) == expected


def test_a_question_loses_its_stop_words_but_not_all(cutter):
    assert words(cutter, "What is the rent, and when is the rent due?") == ["rent", "due"]
    assert words(cutter, "Who is it?") == ["who", "is", "it"]
    assert words(cutter, "？！") == []


def test_a_lone_character_finds_every_pair_it_begins(cutter):
    assert cutter.question("税?") == (Term("税", is_prefix=True),)
    assert expression(cutter.question("税 rent")) == '"税" * OR "rent"'


def test_very_long_questions_are_bounded(cutter):
    assert len(cutter.question(" ".join(f"word{n}" for n in range(10_000)))) == 64


def test_each_traditional_character_has_one_simplified(cutter):
    table = read_simplified(SIMPLIFIED)
    assert len(table) > 3000
    assert all(len(new) == 1 and ord(new) != old for old, new in table.items())


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(QwQError) as caught:
        read_simplified(tmp_path / "none.txt")
    assert caught.value.code == "resources_missing"


@given(st.text(max_size=80))
def test_any_text_is_a_question_that_its_own_index_text_answers(cutter, text):
    indexed = set(cutter.index_text(text).split())
    assert {term.word for term in cutter.question(text)} <= indexed
