"""Sentences in a row."""

from qwq_desktop.ui.sentences import joined


def test_a_space_stands_between_sentences_but_not_behind_a_chinese_full_stop():
    assert joined("One.", "", "Two.") == "One. Two."
    assert joined("一。", "二。") == "一。二。"
    assert joined() == ""
