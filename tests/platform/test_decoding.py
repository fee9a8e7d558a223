"""Texts in the encodings people have come out as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform.decoding import decoded

SIMPLIFIED = "本合同自双方签字盖章之日起生效，有效期三年。任何一方均可提前九十天书面通知终止。"
TRADITIONAL = "本合約自雙方簽字蓋章之日起生效，有效期三年。任何一方均可提前九十天書面通知終止。"
JAPANESE = "この契約は、双方の署名の日から効力を生じ、三年間有効とする。通知によって終了できる。"
KOREAN = "이 계약은 양 당사자가 서명한 날부터 효력이 발생하며 삼 년 동안 유효하다."
RUSSIAN = "Любая из сторон может расторгнуть договор, уведомив другую за девяносто дней."
FRENCH = "Où est passée la forêt d'été, où les élèves étaient allés à vélo ?"
ENGLISH = "Either party may terminate this agreement with ninety days notice."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030")),
        *((SIMPLIFIED + ENGLISH, name) for name in ("utf-16-le", "utf-16-be", "gbk")),
        *((TRADITIONAL, name) for name in ("big5", "utf-16")),
        *((ENGLISH, name) for name in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le")),
        *((FRENCH, name) for name in ("latin-1", "utf-8")),
        (JAPANESE, "shift-jis"),
        (KOREAN, "euc-kr"),
        (RUSSIAN * 3, "cp1251"),
    ],
)
def test_a_text_is_read_as_it_was_written(text, encoding):
    assert decoded(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text):
    text = text.removeprefix("\ufeff")
    assert decoded(text.encode()) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_none(data):
    assert decoded(data) is None or isinstance(decoded(data), str)


def test_line_ends_become_single_line_feeds():
    assert decoded(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_bytes_of_a_program_are_no_text():
    assert decoded(bytes(range(256)) * 40) is None
