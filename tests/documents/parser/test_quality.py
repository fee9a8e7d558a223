"""What is empty or garbled is never called ready; what is only partly so is said."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qwq_desktop.documents.parser.quality import PageCounts, Tally, judged
from qwq_desktop.platform.errors import QwQError
from tests.documents.parser.odd_files import CHINESE, ENGLISH


def tally(*texts):
    result = Tally()
    for text in texts:
        result.count(text)
    return result


def codes(counted, pages=None, has_ocr=False):
    return [notice.code for notice in judged(counted, pages or PageCounts(), has_ocr)]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, "e = mc²; “ﬁt” — №5 é ü 😀"])
def test_readable_text_passes_without_a_word(text):
    assert codes(tally(text * 9)) == []


@pytest.mark.parametrize("junk", ["\ufffd", "\ue012", "\x01", "(cid:12)", "\U000f1234"])
def test_characters_that_stand_for_nothing_are_counted_once_each(junk):
    assert tally("ab" + junk).unreadable_share == pytest.approx(1 / 3)
    assert codes(tally("a" * 90 + junk * 10)) == ["document_partly_garbled"]
    with pytest.raises(QwQError) as caught:
        codes(tally("a" * 50 + junk * 50))
    assert (caught.value.code, caught.value.facts) == ("document_garbled", {"percent": 50})


def test_letters_that_make_no_words_are_remarked():
    shifted = ENGLISH.translate({code: code - 29 for code in range(97, 123)})
    assert codes(tally(shifted * 40, "KLVWZXPQ" * 60)) == ["document_scrambled"]


@pytest.mark.parametrize(
    ("pages", "has_ocr", "code"),
    [
        (PageCounts(3, blank=3), False, "document_empty"),
        (PageCounts(3, pictures=2, blank=1), False, "document_scanned"),
        (PageCounts(3, pictures=3), True, "document_scanned_unread"),
        (PageCounts(3, failed=3), False, "document_damaged"),
    ],
)
def test_nothing_has_its_reason(pages, has_ocr, code):
    with pytest.raises(QwQError) as caught:
        codes(Tally(), pages, has_ocr)
    assert caught.value.code == code


@given(st.text())
@example("\x1b\x0b")
def test_a_share_is_a_share(text):
    assert 0 <= tally(text).unreadable_share <= 1
