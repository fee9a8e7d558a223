from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.sent_history import MOST, SentHistory


def browse(history, field, keys):
    for key in keys:
        if history.is_shown(field):
            text = history.older() if key == "u" else history.newer()
            field = field if text is None else text
    return field


def test_up_goes_back_and_down_forward_to_the_empty_field():
    history = SentHistory()
    history.set_texts(["one", "two", "three"])
    assert browse(history, "", "u") == "three"
    assert browse(history, "three", "uuuu") == "one"
    assert browse(history, "one", "dd") == "three"
    assert browse(history, "three", "d") == ""
    assert browse(history, "", "d") == ""


def test_a_text_that_was_changed_is_never_lost():
    history = SentHistory()
    history.set_texts(["one", "two"])
    assert browse(history, "two!", "uud") == "two!"


def test_what_is_sent_comes_first_and_once():
    history = SentHistory()
    history.add("one")
    history.add("one")
    history.add("")
    assert browse(history, "", "uu") == "one"
    history.set_texts([str(n) for n in range(MOST + 50)])
    assert browse(history, "", "u" * (MOST + 50)) == "50"


@given(st.lists(st.text(min_size=1)), st.text("ud"), st.text())
def test_a_field_shows_what_was_typed_or_what_was_sent(texts, keys, typed):
    history = SentHistory()
    history.set_texts(texts)
    assert browse(history, typed, keys) in {typed, "", *texts}
