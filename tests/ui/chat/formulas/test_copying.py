"""What leaves by the clipboard: LaTeX in text, MathML in HTML, Office Math in RTF."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import QApplication, QMenu

from qwq_desktop.ui.chat.copying import CopyForm, answer_data
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.formulas import clipboard, engine, mathml, rtf
from qwq_desktop.ui.chat.formulas.menu import add_copy_actions, formula_at
from qwq_desktop.ui.chat.formulas.office.converter import office_math
from qwq_desktop.ui.chat.formulas.office.parts import M
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock
from qwq_desktop.ui.chat.formulas.speech import spoken
from qwq_desktop.ui.chat.text_parts import TextParts

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")

TEXT = r"""## Title with \(t\)

A **bold \(x^2\)** and `code` with [link](https://example.com/).

1. first \[ y = 1 \]
   - inner
2. second

```py
a = 1
b = 2
```

| h | k |
|---|---|
| \(|z|\) | 2 |

> quoted
"""
MARKDOWN = r"""## Title with \(t\)

A **bold** \(x^2\) and `code` with [link](https://example.com/).

1. first

    \[ y = 1 \]

    - inner
2. second

```py
a = 1
b = 2
```

| h | k |
|---|---|
| \(|z|\) | 2 |

> quoted"""


@pytest.fixture
def view(qtbot, parts: TextParts) -> DocumentView:
    view = DocumentView(parts, parts.answer)
    qtbot.addWidget(view)
    view.resize(600, 100)
    return view


def copied(view: DocumentView, text: str) -> QMimeData:
    view.set_text(text)
    view.flush_all()
    view.fit(600)
    view.selectAll()
    return view.createMimeDataFromSelection()


def test_plain_text_has_formulas_as_written(view: DocumentView) -> None:
    text = copied(view, TEXT).text()
    assert text.startswith(
        "Title with \\(t\\)\n\nA bold \\(x^2\\) and code with link.\n\n"
        "1. first\n  \\[ y = 1 \\]\n  ◦ inner\n2. second\n\na = 1\nb = 2\n\n"
    )
    assert "h\tk\n\\(|z|\\)\t2\n" in text


def test_markdown_reads_as_the_text_did(view: DocumentView) -> None:
    written = bytes(copied(view, TEXT).data(clipboard.MARKDOWN).data()).decode()
    assert written == MARKDOWN


def test_html_has_mathml(view: DocumentView) -> None:
    html = copied(view, TEXT).html()
    assert html.count("<math") == 4
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert "<h2>Title with <math" in html
    assert "<pre><code>a = 1\nb = 2</code></pre>" in html
    assert "<th>h</th>" in html
    assert "<li>second</li></ol>" in html


def test_equal_neighbours_are_both_copied(view: DocumentView) -> None:
    assert copied(view, r"\(x\)\(x\)").text() == r"\(x\)\(x\)"


def test_a_part_of_the_text_brings_only_its_formulas(view: DocumentView) -> None:
    copied(view, r"one \(x\) two \(y\) three")
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == r"e \(x\) t"


def test_words_alone_need_no_rtf(view: DocumentView) -> None:
    assert clipboard.RTF[0] not in copied(view, "only words").formats()


def test_a_formula_alone_is_mathml_too(view: DocumentView) -> None:
    data = copied(view, r"\(x\)")
    assert bytes(data.data(clipboard.MATHML[0]).data()).startswith(b"<math")
    assert clipboard.of_formula(r"\(x\)", as_mathml=True).text().startswith("<math")
    assert clipboard.of_formula(r"\(x\)").text() == r"\(x\)"


def test_source_of_a_broken_formula_is_no_code(view: DocumentView) -> None:
    data = copied(view, r"see \(\foo\)")
    assert bytes(data.data(clipboard.MARKDOWN).data()).decode() == r"see \(\foo\)"


def test_the_whole_text_is_copied_as_its_markdown(view: DocumentView) -> None:
    view.set_text(TEXT)
    data = answer_data(view, CopyForm.WHOLE)
    assert data.text() == TEXT.strip()
    assert data.html().count("<math") == 4


def test_nearly_all_that_models_wrote_has_mathml(written_formulas) -> None:
    failed = 0
    for each in written_formulas:
        math = mathml.element(f"\\[{each['latex']}\\]", is_display=True)
        failed += math is None
        if math is not None:
            assert len(office_math(math)) > 0
    assert failed == 2


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        (r"\frac{a}{b}", "f"),
        (r"\sqrt[3]{x}", "rad"),
        (r"x_1^2", "sSubSup"),
        (r"\sum_{i=1}^n i", "nary"),
        (r"\left(\frac{a}{b}\right)", "d"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "d"),
        (r"|x|", "d"),
        (r"\vec{a}", "acc"),
        (r"\overline{AB}", "bar"),
        (r"\underbrace{a}_{n}", "limLow"),
        (r"\boxed{4}", "borderBox"),
        (r"\binom{n}{k}", "d"),
    ],
)
def test_each_construct_has_its_office_form(latex: str, names: str) -> None:
    math = mathml.element(f"\\({latex}\\)", is_display=False)
    assert math is not None
    first = office_math(math)[0]
    assert first.tag == f"{M}{names}"


def test_lengths_after_lines_and_numbers_are_no_words() -> None:
    for formula in (r"\[\begin{matrix}a\\[2pt]b\end{matrix}\]", r"\begin{align}a&=b\end{align}"):
        math = mathml.element(formula, is_display=True)
        assert math is not None
        assert not {"2pt", "(1)"} & set(math.itertext())


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_rtf_is_ascii_with_even_braces(text: str) -> None:
    written = rtf.as_rtf([SelectedBlock(BlockKind.TEXT, (Run(text),))], {}).decode("ascii")
    bare = written.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["\\frac", "{", "}", "x", "^", "&", "\\\\", "\\left(", "|", "<"])).map(
        "".join
    )
)
def test_no_formula_breaks_the_converters(latex: str) -> None:
    math = mathml.element(f"\\({latex}\\)", is_display=False)
    if math is not None:
        ElementTree.tostring(office_math(math))


def test_a_deep_formula_is_not_converted() -> None:
    deep = "\\(" + "{" * 1_000 + "}" * 1_000 + "\\)"
    assert mathml.element(deep, is_display=False) is None


def test_formulas_are_spoken_in_the_readers_language(view: DocumentView) -> None:
    view.set_text(r"so \(x^2\) it is")
    assert view.spoken_text("en") == "so x squared it is."
    assert "平方" in view.spoken_text("zh_CN")
    assert spoken(r"\(\foo\)", "en")


def test_the_menu_offers_the_formula_under_the_mouse(view: DocumentView, qapp) -> None:
    copied(view, r"\[ \sum_{i=1}^n i = \frac{n(n+1)}{2} \]")
    middle = QPoint(300, view.height() // 2)
    assert formula_at(view, middle).startswith(r"\[ \sum")
    assert formula_at(view, QPoint(5, 5)) == ""
    menu = QMenu()
    menu.addAction("usual")
    add_copy_actions(menu, view, middle)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["Copy as LaTeX", "Copy as MathML", "Copy as Markdown", "usual"]
    menu.actions()[0].trigger()
    assert qapp.clipboard().text().startswith(r"\[ \sum")


def test_a_screen_reader_gets_the_formulas_in_words(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    view.set_text(r"so \(x^2\) it is")
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn))
    assert view.accessibleDescription() == "so x squared it is."
