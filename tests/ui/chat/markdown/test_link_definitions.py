"""Lines that define links are not shown, and what refers to them leads there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown.blocks import Splitter, split
from qwq_desktop.ui.chat.markdown.draft import Kind
from qwq_desktop.ui.chat.markdown.lines import link_definition, may_define_link
from qwq_desktop.ui.chat.markdown.link_definitions import links_of
from qwq_desktop.ui.chat.markdown.nodes import Heading, Item, Paragraph
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

BUILDER = TreeBuilder()
ADDRESS = "https://arxiv.org/abs/2501"


def read(text):
    """The words of a text and the links among them."""
    spans = [
        span
        for node in BUILDER.nodes(split(text))
        if isinstance(node, Paragraph | Heading)
        for span in node.spans
    ]
    return "".join(s.text for s in spans), [(s.text, s.href) for s in spans if s.href]


@pytest.mark.parametrize(
    "line",
    [
        f"[x]: {ADDRESS}",
        f"   [x]:{ADDRESS}",
        f"[x]: <{ADDRESS}>",
        f'[x]: {ADDRESS} "A title"',
        f"[x]: {ADDRESS} 'A title'  ",
        f"[x]: {ADDRESS} (A title)",
    ],
)
def test_a_definition_is_not_shown(line):
    assert link_definition(line).address == ADDRESS
    assert read(f"See [x].\n\n{line}\n") == ("See x.", [("x", ADDRESS)])


@pytest.mark.parametrize(
    "line",
    [
        "[Note]: this matters",
        "[Answer]: 42",
        f"[^1]: {ADDRESS}",
        f"[x]: {ADDRESS} and more words",
        f"\\[x\\]: {ADDRESS}",
        f"[x] : {ADDRESS}",
        f"[ ]{ADDRESS}",
    ],
)
def test_what_is_meant_to_be_read_stays(line):
    assert link_definition(line) is None
    assert read(line)[0].strip()


def test_a_comment_in_the_way_of_markdown_is_not_shown():
    assert read("one\n\n[//]: # (a comment)\n\ntwo") == ("onetwo", [])


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[the paper][p]", "the paper"),
        ("[P][]", "P"),
        ("[p]", "p"),
        ("[**bold** words][P]", "bold words"),
        ("[a  long\nlabel][p]", "a  long\nlabel"),
    ],
)
def test_all_three_forms_of_a_reference_lead_to_the_address(reference, words):
    told, links = read(f"[p]: {ADDRESS}\n\nIn {reference}, one reads it.")
    assert told == f"In {words}, one reads it."
    assert {address for _words, address in links} == {ADDRESS}


def test_what_is_not_defined_stays_as_written():
    text = f"[p]: {ADDRESS}\n\na[0][1] and [words][q] and `[p]`"
    assert read(text) == ("a[0][1] and [words][q] and [p]", [])


def test_the_first_of_two_definitions_counts():
    blocks = split(f"[a]: {ADDRESS}\n[A]: https://other.org\n")
    assert links_of(blocks) == {"a": ADDRESS}


def test_it_cannot_interrupt_a_paragraph():
    assert read(f"words\n[x]: {ADDRESS}") == (
        f"words\n[x]: {ADDRESS}",
        [(ADDRESS, ADDRESS)],
    )


def test_an_unsafe_address_leads_nowhere():
    assert read("[x]: javascript:alert(1)\n\n[x]")[1] == []


def test_an_item_of_a_list_is_to_be_read():
    (item,) = BUILDER.nodes(split(f"- [1]: {ADDRESS}"))
    assert isinstance(item, Item)
    assert item.children


@pytest.mark.parametrize(
    "line", [f"[x]: {ADDRESS}", f'[a label]: <{ADDRESS}> "A title"', "[//]: # (a comment)"]
)
@pytest.mark.parametrize("before", ["", "words\n\n", "- item\n\n", "# head\n", "```\ncode\n```\n"])
def test_nothing_of_it_is_seen_while_it_comes(line, before):
    splitter = Splitter()
    shown = [block.source for block in splitter.feed(before) + splitter.peek()]
    closed = []
    for character in line + "\n":
        closed += splitter.feed(character)
        told = [b.source for b in closed + splitter.peek() if b.kind is not Kind.DEFINITION]
        assert "".join(told).strip() in "".join(shown).strip()


def test_other_words_in_brackets_are_seen_as_they_come():
    splitter = Splitter()
    splitter.feed("[words](https://")
    assert splitter.peek()
    splitter.feed("\n[Note]: thi")
    assert "thi" in splitter.peek()[-1].source


@given(st.text(alphabet="[]: ax<>\"'()#h", max_size=40))
def test_a_line_that_defines_was_held_back_at_every_step(line):
    whole = f"[x]: {ADDRESS}{line}"
    if link_definition(whole):
        for end in range(2, len(whole)):
            assert may_define_link(whole[:end])
