from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.prompts import filled, matching, variables
from qwq_desktop.storage.prompts import SavedPrompt

LETTER = "Write a letter to {{ name }} about {{topic}}. Be kind to {{name}}."


def test_variables_are_found_once_in_order():
    assert variables(LETTER) == ("name", "topic")
    assert variables("no {single} or {{}} or {{a\nb}}") == ()
    assert variables("{{要点}}") == ("要点",)


def test_values_take_the_place_of_their_variables_and_nothing_else_changes():
    text = filled(LETTER, {"name": "Ada {{topic}} \\1", "topic": "sums"})
    assert text == "Write a letter to Ada {{topic}} \\1 about sums. Be kind to Ada {{topic}} \\1."
    assert filled("{{a}} {{b}}", {"a": "1"}) == "1 {{b}}"


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_any_text_can_be_filled(text, values):
    filled(text, values)


def test_titles_that_match_come_before_texts_that_do():
    prompts = [
        SavedPrompt(1, "Proofread", "Translate nothing"),
        SavedPrompt(2, "Translate", "into {{language}}"),
        SavedPrompt(3, "Other", "x"),
    ]
    assert [p.id for p in matching(prompts, "trans")] == [2, 1]
    assert [p.id for p in matching(prompts, "LANGUAGE translate")] == [2]
    assert [p.id for p in matching(prompts, "")] == [1, 2, 3]
