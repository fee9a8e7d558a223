"""What is read in an answer: quotations, numbers, and which belongs to which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.citing.marks import masked, read_marks
from qwq_desktop.documents.citing.reading import read_answer


def quoted(answer):
    """Each quotation's text and numbers."""
    return [(q.quotation.text, q.numbers) for q in read_answer(answer).quoted]


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("It is so [1].", [(1,)]),
        ("So [1, 3] and [2;4] and [1-3].", [(1, 3), (2, 4), (1, 2, 3)]),
        ("So［１］ and 【2】 and [1、3]。", [(1,), (2,), (1, 3)]),
        ("So [1][2].", [(1,), (2,)]),
        ("Bold **[1]** and in (see [2]).", [(1,), (2,)]),
        ("A link [1](https://a.b) and ![2](c.png) and a note [^3].", []),
        ("Code `a[1]` and ``b`[2]`` and\n```python\nc[3]\n```\nend [4]", [(4,)]),
        ("An open fence:\n~~~\nc[3]", []),
        ("Formulas $x[1]$, \\(y[2]\\), \\[z[3]\\], $$w[4]$$ but $5 or $6 [5].", [(5,)]),
        ("[1]: https://example.org", []),
        ("[1]: so it begins.", [(1,)]),
        ("- [ ] open\n- [x] done", []),
        ("In [2024] and [1234] much happened.", []),
        ("From [1-9999].", []),
        ("From [1-99].", [(1, 99)]),
    ],
)
def test_numbers_are_read_outside_code_formulas_and_links(answer, numbers):
    assert [mark.numbers for mark in read_answer(answer).marks] == numbers


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('He says "one two three" [1].', [("one two three", (1,))]),
        ('It isn\'t "so", it\'s the tenants\' "own will" [2].', [("so", (2,)), ("own will", (2,))]),
        ("„eins zwei“ [1], »drei vier« [2], «cinq six» [3].",
         [("eins zwei", (1,)), ("drei vier", (2,)), ("cinq six", (3,))]),
        ("“outer “inner” end” [1]", [("outer “inner” end", (1,))]),
        ("“never closed [1].\n\n“closed” [2]", [("closed", (2,))]),
        ("“never closed, then “closed” [2]", [("closed", (2,))]),
        ("The 5\" pipe and the \"long one\" [1]", [("long one", (1,))]),
        ("*“in italics”* [1] and “**bold** in it” [2]",
         [("in italics", (1,)), ("**bold** in it", (2,))]),
        ("‘it’s the dogs’ own house’ [1]", [("it’s the dogs’ own house", (1,))]),
        ("'don't go there now' [1] but 'a word' no", [("don't go there now", (1,))]),
        ("“over two\nlines” [1]", [("over two\nlines", (1,))]),
        ("甲说「一二『三』四」[1]，乙说“五六”[2]。", [("一二『三』四", (1,)), ("五六", (2,))]),
        ("《书名》里写着\"内容\"[1]。", [("内容", (1,))]),
        ("“a one” and “b two” [1]. “c three”.",
         [("a one", (1,)), ("b two", (1,)), ("c three", ())]),
        ("“a one”. Then more [1].", [("a one", (1,))]),
        ("[1] says “a one”. [2] says “b two”.", [("a one", (1,)), ("b two", (2,))]),
        ("“a one [1]” and no more.", [("a one [1]", (1,))]),
        ("“a one” (e.g. p. 3) as told [1].", [("a one", (1,))]),
        ("“a one” [1], [2] and [3].", [("a one", (1, 2, 3))]),
        ("> a block\n> of lines [1]", [("a block\nof lines", (1,))]),
        ("> a block\n\n[1]", [("a block", (1,))]),
        ("See [2]:\n\n> a block\n\nAnd [1] too.", [("a block", (2,))]),
        ("> first part\n>\n> second part [1]", [("first part", (1,)), ("second part", (1,))]),
        ("> **Note:** mind the gap", []),
        ("> [!TIP]\n> mind the gap", []),
        ("> “a whole sentence here” — p. 3 [1]", [("a whole sentence here", (1,))]),
        ("```\n> no block\n```", []),
    ],
)  # fmt: skip
def test_quotations_have_the_numbers_that_belong_to_them(answer, expected):
    assert quoted(answer) == expected


def test_a_claim_is_the_sentence_before_its_number():
    answer = "The rent is 500. It is due on Monday. [1] Dogs, e.g. pugs, may stay [2]."
    read = read_answer(answer)
    claims = [answer[start:end].strip() for start, end in read.claims]
    assert claims == ["It is due on Monday.", "Dogs, e.g. pugs, may stay"] or claims[1].endswith(
        "Dogs, e.g. pugs, may stay"
    )


@given(st.text(alphabet="ab .!\n>“”\"'‘’„«»「」[]1２,`$*_-#|\\()。《》", max_size=120))
def test_any_text_can_be_read_and_its_places_are_in_it(answer):
    read = read_answer(answer)
    assert len(read.marks) == len(read.claims)
    assert len(masked(answer)) == len(answer)
    for quotation in (q.quotation for q in read.quoted):
        assert 0 <= quotation.outer_start <= quotation.start <= quotation.end
        assert quotation.end <= quotation.outer_end <= len(answer)
        assert quotation.text.replace("\n", "") in answer.replace("\n", "") or ">" in answer
    assert list(read.marks) == read_marks(masked(answer))


@pytest.mark.parametrize(
    "piece", ['"', "“", "“”", "[1]", "> ", "`", "$", "\\[", "'a ", "‘", "```\n"]
)
def test_hostile_answers_end(piece):
    read_answer(piece * 20_000)
    read_answer((piece + "a b. ") * 5_000)
    read_answer((piece + "a b\n>\n") * 5_000)
    read_answer(("- " + piece + "\n") * 5_000)
