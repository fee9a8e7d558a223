from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.trim import Trim

TEXT = st.text(alphabet="ab \n\t")


def trimmed(*pieces):
    trim = Trim()
    return "".join(trim.feed(piece) for piece in pieces)


def test_blank_lines_around_a_text_go_and_its_indentation_stays():
    assert trimmed("\n \n", "  a\n\n", " b", " \n") == "  a\n\n b"


@given(TEXT, st.lists(st.integers(0, 20)))
def test_any_split_gives_the_same_text(text, cuts):
    places = [0, *sorted(min(c, len(text)) for c in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert trimmed(*pieces) == trimmed(text)
    assert trimmed(text).strip() == text.strip()
