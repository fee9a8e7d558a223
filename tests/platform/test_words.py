import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform.words import LONGEST_WORD, MOST_PHRASES, folded, index_text, read_query

MIXED = st.text(st.sampled_from("abEé ß\u0301İςΣ矩阵特的かナ，.\n*\"'()-^:~ไทย01_😀"), max_size=40)


def expressions(text):
    return [phrase.expression for phrase in read_query(text).phrases]


def marked(text, query):
    return [text[start:end] for start, end in read_query(query).hits(text)]


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CAFÉ, naïve", "the cafe naive"),
        ("ΟΔΟΣ İstanbul", "οδοσ istanbul"),
        ("Ｐｙｔｈｏｎ３", "python3"),
        ("cafe\u0301s", "cafes"),
        ("x^2 snake_case don't", "x 2 snake case don t"),
        ("特征值", "特征 征值 值"),
        ("的", "的"),
        ("用Python写代码", "用 python 写代 代码 码"),
        ("ひらがなカナ", "ひら らが がな なカ カナ ナ"),
        ("한국어 문장", "한국어 문장"),
        ("… ** 😀 _", ""),
        ("a\0b", "a b"),
    ],
)
def test_texts_are_cut_into_words(text, expected):
    assert index_text(text) == expected


def test_endless_words_are_cut():
    assert index_text("x" * 10_000) == "x" * LONGEST_WORD


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("eigen", ['"eigen" *']),
        ("eigen ", ['"eigen"']),
        ("the eig", ['"the"', '"eig" *']),
        ('"the eig', ['"the eig" *']),
        ('"the eig"', ['"the eig"']),
        ("“let me” thin", ['"let me"', '"thin" *']),
        ("don't", ['"don t" *']),
        ("特", ['"特" *']),
        ("特征", ['"特征"']),
        ("特征值 ", ['"特征 征值"']),
        ("特征值python", ['"特征 征值 值 python" *']),
        ("a a a", ['"a"', '"a" *']),
        ("OR NOT", ['"or"', '"not" *']),
        ("", []),
        ('" * ( - ^', []),
    ],
)
def test_queries_are_read_as_somebody_types_them(typed, expected):
    assert expressions(typed) == expected


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The Eigenvalue, the EIGENVECTOR", "eigen", ["Eigen", "EIGEN"]),
        ("a then the", "the ", ["the"]),
        ("Let me\n  see, let  me.", '"let me"', ["Let me", "let  me"]),
        ("Un café, des Cafés", "cafe", ["café", "Café"]),
        ("求矩阵的特征值与特征向量", "特征", ["特征", "特征"]),
        ("用Python写", "python写", ["Python写"]),
        ("用Python写", "python", ["Python"]),
        ("C++ and C#", "c++ c#", ["C", "C"]),
        ("nothing here", "else", []),
    ],
)
def test_hits_are_told_in_the_offsets_of_the_original(text, query, expected):
    assert marked(text, query) == expected


@given(MIXED)
def test_any_text_is_a_query_without_a_quotation_mark_of_its_own(text):
    query = read_query(text)
    assert len(query.phrases) <= MOST_PHRASES
    assert re.fullmatch(r'("[^"*]+"( \*)?( AND |$))*', query.expression)
    query.hits(text)


@given(MIXED, st.data())
def test_a_piece_of_a_text_is_found_in_it(text, data):
    """Words of one text, cut at any place within the last word, from the beginning of a word."""
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S", text)]
    start = data.draw(st.sampled_from(starts or [0]))
    end = data.draw(st.integers(start, len(text)))
    query = read_query(text[start:end].replace('"', " ").rstrip())
    if query.phrases and "\u0301" not in text:
        assert query.hits(text.replace('"', " "))
