"""The plan of a whole document's summary."""

import re

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.digest import begin_digest, shortened
from qwq_desktop.chat.recall import estimated_tokens
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span

INSTRUCTIONS = 260  # tokens of the words around the material, names and tags at their longest


def pieces(*texts, name="lease.pdf"):
    return [
        Passage(i, 1, name, Span(i, 0, len(text)), text, is_paged=True)
        for i, text in enumerate(texts, 1)
    ]


def followed(digest, answer):
    """The digest at its end, and the prompts on the way; `answer` makes an answer of a prompt."""
    prompts, shares = [], []
    while digest.result is None:
        prompts.append(digest.prompt())
        done, total = digest.progress
        shares.append((done, total))
        assert done < total
        digest = digest.answered(answer(prompts[-1]))
    assert digest.progress[0] == digest.progress[1]
    return digest, prompts


def test_a_short_document_is_summarised_at_once():
    digest, prompts = followed(
        begin_digest("lease.pdf", pieces("Rent: 500.", "No pets."), 2_000, False),
        lambda _: "Short.",
    )
    assert digest.result == "Short."
    assert len(prompts) == 1
    assert "Summarise the document “lease.pdf”" in prompts[0]
    assert "[2] lease.pdf, p. 2\nNo pets." in prompts[0]


def test_every_passage_of_a_long_document_is_read_once_and_all_summaries_are_joined():
    texts = [f"Sentence {i} of the document tells of matter {i}. " * 4 for i in range(60)]
    digest, prompts = followed(
        begin_digest("d.pdf", pieces(*texts), 400, False),
        lambda prompt: "It tells " + " ".join(re.findall(r"^\[\d+\]", prompt, re.M)) * 3 + ".",
    )
    read = [
        number for prompt in prompts for number in re.findall(r"^\[(\d+)\] lease", prompt, re.M)
    ]
    assert list(map(int, read)) == list(range(1, 61))
    parts = [prompt for prompt in prompts if prompt.startswith("Summarise this part")]
    assert f"(1 of {len(parts)})" in parts[0]
    assert f"({len(parts)} of {len(parts)})" in parts[-1]
    assert prompts[-1].startswith("Below are summaries")
    assert digest.result


def test_a_chinese_summary_is_asked_for_in_chinese():
    _, prompts = followed(
        begin_digest("合同.pdf", pieces("甲方出租房屋。" * 90, "乙方付款。" * 90), 400, True),
        lambda _: "要点[1]。",
    )
    assert prompts[0].startswith("请总结文件《合同.pdf》的这一部分（第 1 部分")
    assert prompts[-1].startswith("下面是文件《合同.pdf》各部分的总结")


def test_a_prompt_that_was_too_long_is_halved_until_it_fits():
    digest = begin_digest(
        "d.pdf", pieces("one two three. " * 9, "four five six. " * 9), 2_000, False
    )
    before = digest.prompt()
    digest = digest.halved()
    assert digest.round_parts == 2
    assert len(digest.prompt()) < len(before)
    digest = digest.halved()
    assert digest.prompt().count("[1] lease.pdf") == 1
    for _ in range(40):
        if (shorter := digest.halved()) is None:
            break
        digest = shorter
    assert shorter is None


def test_pieces_of_a_long_passage_keep_their_places():
    text = "The rent is due on Monday. " * 200
    digest = begin_digest("d.pdf", pieces(text), 300, False)
    parts = [passage for material in digest.waiting for passage in material]
    assert "".join(part.text for part in parts) == text
    assert all(text[part.span.start : part.span.end] == part.text for part in parts)


def test_an_empty_document_and_a_silent_model_yield_nothing():
    assert begin_digest("d.pdf", [], 500, False).result == ""
    digest, _ = followed(begin_digest("d.pdf", pieces("words " * 900), 300, False), lambda _: " ")
    assert digest.result == ""


@given(
    st.lists(st.text(alphabet="ab 合同。.\n", max_size=900), max_size=12),
    st.integers(0, 600),
    st.text(alphabet="xy 点。\n", max_size=3_000),
)
def test_any_document_comes_to_an_end_with_bounded_prompts(texts, room, answer):
    digest, prompts = followed(
        begin_digest("x" * 300, pieces(*texts, name="n" * 300), room, False), lambda _: answer
    )
    assert digest.result is not None
    assert len(prompts) <= 3 * sum(map(len, texts)) + 1
    for prompt in prompts:
        heads = len(re.findall(r"^\[\d+\] n", prompt, re.M))
        assert estimated_tokens(prompt) <= max(room, 64) * 2 + INSTRUCTIONS + 60 * heads


@given(st.text(max_size=200), st.integers(0, 60))
def test_a_shortened_text_is_a_beginning_that_fits(text, tokens):
    short = shortened(text, tokens)
    assert text.startswith(short)
    assert estimated_tokens(short) <= max(tokens, 0) or short == ""
