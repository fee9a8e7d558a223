import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qwq_desktop.chat.remarks import marked
from qwq_desktop.engine.phrases import remark
from qwq_desktop.storage.records import ToolStep
from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.find.plain import parts_of, plain_text
from qwq_desktop.ui.chat.find.shown import ShownText
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder
from qwq_desktop.ui.chat.thinking_panel import ThinkingPanel

TREE = TreeBuilder()
PIECES = ["# Head\n", "**bold** `code`\n\n", "- item\n  - inner\n", "1. one\n\n", "> quote\n"]
PIECES += [
    "| a | b |\n|---|---|\n| 1 | *2* |\n\n",
    "```py\nx = 1\n\ny\n```\n",
    "\\[x^2\\]\n",
    "---\n",
]
PIECES += ["矩阵 $a_1$ text\n", "* [x] task\n", "\n\n", "a<b> & c\n", "**un", "closed** 😀\n"]


def words(text):
    """A text without its spaces and line ends, which no search needs to agree on."""
    return re.sub(r"\s+", "", text)


def shown(parts, markdown):
    view = DocumentView(parts, parts.answer)
    view.resize(600, 10)
    view.set_text(markdown)
    view.flush_all()
    return ShownText(view.document()).text


def test_formatting_is_removed():
    text = plain_text("## The **roots**\n\n- `x` is *2*\n- see [here](https://a.org)", TREE)
    assert text == "The roots\n•\tx is 2\n•\tsee here"


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(markdown=st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_it_is_what_the_document_holds(parts, markdown):
    assert words(plain_text(markdown, TREE)) == words(shown(parts, markdown))


def test_it_is_what_the_document_holds_for_what_models_write(parts, streams):
    for text in streams[:25]:
        assert words(plain_text(text[:6000], TREE)) == words(shown(parts, text[:6000]))


def test_a_display_formula_keeps_what_the_sentence_sets_behind_it(parts):
    assert plain_text("\\[x^2\\].", TREE) == "\\[x^2\\]." == shown(parts, "\\[x^2\\].")


def test_the_thinking_has_the_texts_between_its_steps_and_remarks(qtbot, parts, answer, clock):
    steps = (ToolStep("calculator", '{"expression": "2+2"}', "4", 13),)
    said = marked(remark("briefly", ""), "briefly")
    thinking = f"First **a**. {said} Then **b**."
    message = answer(2, "The *answer*", thinking=thinking, tool_steps=steps)
    panel = ThinkingPanel(parts, clock)
    qtbot.addWidget(panel)
    panel.show_stored(message.thinking, steps, 1.0, 5)
    panel.set_folded(False, animated=False)
    views = panel.body.views
    for view in views:
        view.flush_all()
    texts = parts_of(message, TREE)
    assert [view.toPlainText().strip() for view in views] == ["First a.", "Then b."]
    assert words(texts[Part.THINKING]) == words(
        "".join(ShownText(view.document()).text for view in views)
    )
    assert texts[Part.ANSWER] == "The answer"
