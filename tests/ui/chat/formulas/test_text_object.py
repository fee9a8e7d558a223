"""Formulas in a document: where they stand, how they are painted, printed and marked."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPixmap, QTextDocument

from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.formulas.text_object import formula_of
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")


@pytest.fixture
def view(qtbot, parts: TextParts) -> DocumentView:
    view = DocumentView(parts, parts.answer)
    qtbot.addWidget(view)
    view.resize(600, 100)
    return view


def shown(view: DocumentView, text: str, *, width: int = 600) -> QImage:
    view.set_text(text)
    view.flush_all()
    view.resize(width, 100)
    view.fit(width)
    picture = QPixmap(view.size() * 3)
    picture.setDevicePixelRatio(3)
    picture.fill("white")
    view.render(picture, renderFlags=view.RenderFlag.DrawChildren)
    return picture.toImage()


def lowest_dark_row(image: QImage, left: int, right: int) -> int:
    rows = range(image.height() - 1, -1, -1)
    return next(
        y for y in rows if any(image.pixelColor(x, y).lightness() < 128 for x in range(left, right))
    )


@pytest.mark.parametrize(
    "lead", ["", "Another line first, with nothing in it.\n\n", r"\(\frac{a}{b}\) "]
)
def test_a_formula_stands_on_the_base_line_of_its_words(view: DocumentView, lead: str) -> None:
    words = shown(view, f"{lead}xxxxxxxx")
    formula = shown(view, f"{lead}" + r"\(xxxxxxxx\)")
    before = 0 if not lead.startswith("\\") else 60
    assert (
        abs(
            lowest_dark_row(words, before, words.width())
            - lowest_dark_row(formula, before, formula.width())
        )
        <= 2
    )  # of three device pixels to the pixel; a small letter may swing below its line


def test_an_ordinary_formula_makes_its_line_no_higher(view: DocumentView) -> None:
    shown(view, "word word")
    height = view.height()
    shown(view, r"word \(x_1^2\) word")
    assert view.height() == height


def test_a_tall_formula_in_the_first_line_keeps_its_upper_edge(view: DocumentView) -> None:
    image = shown(view, r"and \(\boxed{\frac12}\)")
    darkest = max(
        sum(image.pixelColor(x, y).lightness() < 160 for x in range(300)) for y in range(9)
    )
    assert darkest > 45  # the upper side of the box, three pixels a pixel


def test_a_wide_formula_stays_inside_the_text(view: DocumentView) -> None:
    wide = r"\[ a = " + " + ".join(f"x_{{{n}}}" for n in range(60)) + r" \]"
    shown(view, wide, width=300)
    assert view.document().idealWidth() <= 301
    narrow = view.height()
    shown(view, wide, width=600)
    assert narrow > view.height()  # it was broken into more lines


def test_a_broken_formula_shows_its_source(view: DocumentView) -> None:
    shown(view, r"see \(\foo{x}\) and \[ \frac{a} \]")
    assert r"\(\foo{x}\)" in view.toPlainText()
    assert r"\[ \frac{a} \]" in view.toPlainText()


def test_an_open_formula_shows_its_source_until_it_is_whole(view: DocumentView) -> None:
    view.append(r"so \(x + ")
    view.flush_all()
    assert r"\(x +" in view.toPlainText()
    view.append(r"y\)")
    view.flush_all()
    assert view.toPlainText() == "so \ufffc"


def test_another_theme_needs_no_new_drawing(
    view: DocumentView, parts: TextParts, dark_theme
) -> None:
    shown(view, r"\(x\)")
    drawing = parts.formulas.cache.drawing(r"\(x\)", is_display=False)
    dark = text_parts(dark_theme, parts.icons, parts.formulas)
    view.restyle(dark, dark.answer)
    assert dark.formulas.cache.drawing(r"\(x\)", is_display=False) is drawing


def test_the_thinking_has_formulas_in_its_own_colour(qtbot, parts: TextParts) -> None:
    view = DocumentView(parts, parts.thinking)
    qtbot.addWidget(view)
    view.set_text(r"\(x\)")
    cursor = view.textCursor()
    cursor.setPosition(1)
    assert formula_of(cursor.charFormat()) == r"\(x\)"
    assert cursor.charFormat().foreground().color().name().upper() == parts.theme.palette.soft


def test_a_selected_formula_is_as_dark_as_selected_words(view: DocumentView) -> None:
    shown(view, r"\[ \blacksquare \]")
    view.selectAll()
    picture = QImage(view.size(), QImage.Format.Format_RGB32)
    picture.fill("white")
    view.render(picture, renderFlags=view.RenderFlag.DrawChildren)
    wanted = view.palette().highlightedText().color().name()
    assert wanted in {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_printed_formulas_are_outlines(view: DocumentView, tmp_path) -> None:
    shown(view, r"\[ x = \frac{1}{2} \]")
    path = tmp_path / "page.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    document: QTextDocument = view.document().clone()
    document.documentLayout().registerHandler(
        view.document().begin().begin().fragment().charFormat().objectType(), view._parts.formulas
    )
    document.setPageSize(QSizeF(400, 600))
    painter = QPainter(writer)
    document.drawContents(painter)
    painter.end()
    content = path.read_bytes()
    assert b"/Subtype /Image" not in content
    assert len(content) > 1_000


def test_a_formula_in_a_cell_and_a_heading_is_drawn(view: DocumentView) -> None:
    shown(view, "# On \\(x\\)\n\n| a |\n|---|\n| \\(y\\) and $z$ |\n")
    assert view.toPlainText().count("\ufffc") == 3
