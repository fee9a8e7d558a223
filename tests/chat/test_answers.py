"""The final answer is lifted out of what models really wrote, and nothing out of mere prose."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.answers import final_answer

ONLY_THOUGHT = {"a058"}  # a thought without an end: its boxes are no answer, the panel has them
PIECES = st.sampled_from(
    [
        "\\boxed{",
        "}",
        "{",
        "\\",
        "\\text{",
        "$",
        "\n",
        "\n\n",
        "42",
        "<answer>",
        "</answer>",
        '"answer": "',
        '"',
        "Answer: C",
        "```\n",
        "or",
    ]
)


def records(rootpath):
    with gzip.open(rootpath / "tests/data/answers.json.gz", "rt", encoding="utf-8") as file:
        return [record for record in json.load(file) if record["id"] not in ONLY_THOUGHT]


def wanted(record):
    if record.get("tag_answer") and record["tag_answer"] == record.get("stated"):
        return record["tag_answer"]
    return record.get("final_answer")


def source(text):
    answer = final_answer(text)
    return answer.source if answer else None


def test_every_real_answer_is_lifted_out_right(pytestconfig):
    wrong = {}
    for record in records(pytestconfig.rootpath):
        got = source(record["text"])
        if got != (wanted(record) or None):
            wrong[record["id"]] = (wanted(record), got)
    assert wrong == {}


def test_the_words_are_those_that_a_person_would_say(pytestconfig):
    told = [r for r in records(pytestconfig.rootpath) if r.get("plain")]
    assert len(told) > 5
    for record in told:
        assert final_answer(record["text"]).words == record["plain"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"So \(\boxed{42}\).", "42"),
        (r"\boxed{\frac{1}{\sqrt{2}}}", r"\frac{1}{\sqrt{2}}"),
        (r"\boxed{\boxed{7}}", r"\boxed{7}"),
        (r"\boxed{\{1, 2\}}", r"\{1, 2\}"),
        (r"$\boxed{3}$ and $\boxed{5}$", "3 ; 5"),
        (r"First \boxed{3}. But then \boxed{5}", "5"),
        (r"\boxed{3} and \boxed{3}", "3"),
        (r"The answer is \boxed{12", "12"),
        (r"The answer is \boxed{", None),
        ("```latex\n\\boxed{1}\n```\nno more", None),
        (r"Write \boxed without braces", None),
        ('```json\n{"answer": "C"}\n```', "C"),
        ('{"answer": "C"}', "C"),
        ('{"reason": "x", "answer": 42}', "42"),
        ("{'answer': 'B'}", "B"),
        ('"answer"："D"', "D"),
        ("**Final answer:** (B)", "B"),
        ("**答案：C**", "C"),
        ("Answer: A cat sat on it.", None),
        ("Answer: Because of that.", None),
        ("<answer>17</answer>", "17"),
        ("I think the answer is obvious.", None),
        ("", None),
    ],
)
def test_the_forms(text, found):
    assert source(text) == found


def test_each_numbered_part_has_its_answer():
    text = "Part 1: we see\n\\boxed{3}\n\nPart 2: then\n\\boxed{4}, no, \\boxed{5}"
    assert final_answer(text).parts == ("3", "5")


def test_a_formula_is_copied_as_latex_and_words_as_they_read():
    assert final_answer(r"\boxed{\frac{14}{3}}").copied == r"\frac{14}{3}"
    assert final_answer(r"\boxed{x^2}").copied == "x^2"
    assert final_answer(r"\boxed{\text{Door }2}").copied == "Door 2"
    assert final_answer(r"\boxed{1,000}").copied == "1,000"


@given(st.lists(PIECES, max_size=40))
def test_no_text_breaks_it(pieces):
    answer = final_answer("".join(pieces))
    if answer:
        assert answer.source.strip()
        assert "\n" not in answer.words


@pytest.mark.parametrize("piece", ["\\boxed{", "\n", " ", "<answer>", "```\n", '"answer": ', "{"])
def test_long_texts_stay_quick(piece):
    final_answer(piece * (60_000 // len(piece)) + "\\boxed{")
