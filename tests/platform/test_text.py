from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform.text import sanitised, utf16_length

ANY_TEXT = st.text(st.characters())  # with surrogates


@given(ANY_TEXT)
def test_the_result_can_always_be_encoded(text):
    sanitised(text).encode("utf-8")


@given(st.text())
def test_text_without_surrogates_stays_as_it_is(text):
    assert sanitised(text) == text


@given(ANY_TEXT)
def test_only_surrogates_change(text):
    spaced = " ".join(text)  # keeps halves of a pair apart
    lone = ["\ufffd" if "\ud800" <= c <= "\udfff" else c for c in spaced]
    assert sanitised(spaced) == "".join(lone)


def test_a_lone_surrogate_becomes_the_replacement_character_and_a_pair_its_sign():
    assert sanitised("a\ud800b\udc00\0c") == "a\ufffdb\ufffd\0c"
    assert sanitised("\ud83d\ude00") == "😀"
    assert sanitised("end\ud83d") == "end\ufffd"


@given(st.text())
def test_a_length_counts_as_qt_does(text):
    units = utf16_length(text)
    assert units == len(text) + sum(character > "\uffff" for character in text)
