"""Chunking: every character in one chunk, none too long, cut where the text ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.chunking import chunks
from qwq_desktop.documents.cutting import MOST_TOKENS, tokens
from qwq_desktop.documents.text import Block, BlockKind, DocumentText

SENTENCE = "The tenant pays the rent on the third working day of each month. "
CHINESE = "承租人应当按照约定的期限支付租金。"
WORDS = st.sampled_from(
    [
        "rent",
        "Miete",
        "租金",
        "的",
        "。",
        ". ",
        "? ",
        "\n",
        "\n\n",
        " ",
        "\t",
        "x" * 700,
        "7",
        "é",
        "😀",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=5), max_size=60).map("".join) | st.builds(
    lambda text, count: text * count,
    st.sampled_from([SENTENCE, CHINESE, "a,b\n", "x\ty\n", "word ", "永", "-", "1a"]),
    st.integers(1, 400),
)


@st.composite
def documents(draw):
    blocks = []
    page = 1
    for kind in draw(st.lists(st.sampled_from(BlockKind), max_size=12)):
        page += draw(st.sampled_from([0, 0, 0, 1, 2]))
        level = draw(st.integers(1, 6)) if kind is BlockKind.HEADING else 0
        blocks.append(Block(page, kind, draw(TEXTS), level))
    return document(*blocks)


def document(*blocks, title=""):
    return DocumentText("text", title, max((b.page for b in blocks), default=0), True, blocks, {})


def paragraph(text, page=1):
    return Block(page, BlockKind.PARAGRAPH, text)


def heading(text, level=1, page=1):
    return Block(page, BlockKind.HEADING, text, level)


@given(documents())
def test_every_character_that_is_not_blank_lies_in_one_chunk(read):
    found = chunks(read)
    for page, text in read.pages().items():
        left = list(text)
        here = [chunk for chunk in found if chunk.span.page == page]
        for chunk in here:
            left[chunk.span.start : chunk.span.end] = " " * len(chunk.text)
        assert not "".join(left).strip()
        assert all(a.span.end <= b.span.start for a, b in pairwise(here))


@given(documents())
def test_a_chunk_is_what_stands_at_its_place_and_no_longer_than_an_embedder_reads(read):
    texts = read.pages()
    for chunk in chunks(read):
        assert chunk.text == texts[chunk.span.page][chunk.span.start : chunk.span.end]
        assert chunk.text == chunk.text.strip() != ""
        assert tokens(chunk.text) <= MOST_TOKENS


@given(documents())
def test_pages_come_in_their_order(read):
    pages = [chunk.span.page for chunk in chunks(read)]
    assert pages == sorted(pages)


@pytest.mark.parametrize("sentence", [SENTENCE, CHINESE])
def test_long_prose_is_cut_between_sentences_into_chunks_of_about_one_size(sentence):
    found = chunks(document(paragraph(sentence * 80)))
    assert len(found) > 2
    assert all(chunk.text.endswith((".", "。")) for chunk in found)
    sizes = [tokens(chunk.text) for chunk in found]
    assert min(sizes) > 0.6 * max(sizes)


def test_short_paragraphs_are_joined():
    read = document(*(paragraph(f"Paragraph {number} is short.") for number in range(12)))
    assert len(chunks(read)) == 1


def test_a_long_section_ends_before_the_next_heading():
    read = document(
        heading("Rent"), paragraph(SENTENCE * 20), heading("Term"), paragraph(SENTENCE * 20)
    )
    first, second = chunks(read)
    assert (first.heading, second.heading) == ("Rent", "Term")
    assert second.text.startswith("Term\n\nThe tenant")


def test_a_heading_stays_with_what_it_heads():
    blocks = [block for n in range(8) for block in (heading(f"Part {n}"), paragraph(SENTENCE * 9))]
    for chunk in chunks(document(*blocks)):
        assert not chunk.text.split("\n\n")[-1].startswith("Part")


def test_a_chunk_has_the_path_of_headings_above_all_of_it():
    read = document(
        heading("Contract"),
        heading("§ 14 Termination", 2),
        paragraph(SENTENCE * 20),
        heading("§ 15 Notices", 2),
        paragraph("In writing."),
        heading("§ 16 Costs", 2),
        paragraph(SENTENCE * 12),
        paragraph("On another page.", page=2),
    )
    paths = [chunk.heading for chunk in chunks(read)]
    assert paths == ["Contract › § 14 Termination", "Contract", "Contract › § 16 Costs"]


def test_a_page_number_before_a_heading_does_not_hide_it():
    read = document(
        heading("Book"), paragraph("7", 2), heading("Two", 2, 2), paragraph(SENTENCE, 2)
    )
    assert chunks(read)[-1].heading == "Book › Two"
    assert chunks(read)[-1].text.startswith("7\n\nTwo")


def test_a_heading_closes_those_below_it():
    read = document(
        heading("One"), heading("Deep", 3), heading("Two"), paragraph(SENTENCE * 30, page=2)
    )
    assert {chunk.heading for chunk in chunks(read) if chunk.span.page == 2} == {"Two"}


def test_a_long_table_is_cut_between_rows_and_keeps_its_header_findable():
    rows = "\n".join(f"Item {number}\t{number * 3} €\tin stock" for number in range(200))
    table = Block(1, BlockKind.TABLE, "Name\tUnit price\tState\n" + rows)
    first, *others = chunks(document(heading("Prices"), table))
    assert first.heading == "Prices"
    assert others
    assert {chunk.heading for chunk in others} == {"Prices › Name | Unit price | State"}
    assert all(chunk.text.startswith("Item") for chunk in others)


def test_code_is_cut_between_functions():
    function = "def number():\n" + "    value = compute(value, 17)\n" * 12 + "    return value\n\n"
    found = chunks(document(Block(1, BlockKind.CODE, function * 8)))
    assert len(found) > 1
    assert all(chunk.text.startswith("def number") for chunk in found)


def test_a_page_of_very_many_rows_is_cut_in_one_go():
    table = Block(1, BlockKind.TABLE, "a\tb\n" * 200_000)
    assert len(chunks(document(table))) > 900
