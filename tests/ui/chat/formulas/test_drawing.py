import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from qwq_desktop.ui.chat.formulas import engine, missing
from qwq_desktop.ui.chat.formulas.cache import FormulaCache
from qwq_desktop.ui.chat.formulas.drawing import Drawing
from qwq_desktop.ui.chat.formulas.rules import Box, straightened

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")


def rectangles(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Upright rules: left, top, right, bottom."""
    boxes = [piece.path.boundingRect() for piece in drawing.pieces if not piece.glyph]
    return [
        (box.left(), box.top(), box.right(), box.bottom())
        for box in boxes
        if box.width() <= 40 and box.height() > 400
    ]


def test_nearly_all_that_models_wrote_is_drawn(cache: FormulaCache, written_formulas) -> None:
    failed = [
        each["latex"]
        for each in written_formulas
        if cache.drawing(f"\\[{each['latex']}\\]", is_display=each["display"]) is None
    ]
    assert len(written_formulas) == 335
    assert all("widgets" in latex or "elements variable" in latex for latex in failed)
    assert len(failed) == 2  # text between stray delimiters, no formulas


def test_each_drawing_is_kept(cache: FormulaCache) -> None:
    first = cache.drawing(r"\(x\)", is_display=False)
    assert first is not None
    assert cache.drawing(r"\(x\)", is_display=False) is first
    assert cache.drawing(r"\(x\)", is_display=True) is not first


def test_missing_characters_are_told_apart_wherever_they_stand() -> None:
    latex = r"\frac{\text{路程}}{\text{时间}}\overset{\text{上}}{x}_{\text{下}}"
    latex += r"\underbrace{a}_{\text{共}n\text{个}}"
    found = engine.outlines(latex, is_display=True)
    assert found is not None
    placed = missing.placed(latex, found, is_display=True)
    assert sorted(placed) == sorted("路程时间上下共个")
    assert placed[:4] == list("路程时间")


def test_a_character_comes_from_a_font_of_the_system(cache: FormulaCache) -> None:
    one = cache.drawing(r"\(\text{如}\)", is_display=False)
    other = cache.drawing(r"\(\text{一}\)", is_display=False)
    assert one is not None
    assert other is not None
    assert one.inks[0].path != other.inks[0].path
    assert one.width == other.width


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{array}{c|c}a&b\end{array}",
        r"\begin{array}{c|c}a&b\\c&d\\e&f\end{array}",
        r"x+\begin{array}{|c|cc|}a&b&c\\c&d&\frac{1}{2}\\e&f&g\end{array}",
        r"\left(\begin{array}{cc|c}a&b&1\\c&d&2\end{array}\right)",
    ],
)
def test_rules_of_an_array_stand_beside_its_rows(cache: FormulaCache, latex: str) -> None:
    drawing = cache.drawing(f"\\[{latex}\\]", is_display=True)
    assert drawing is not None
    rules = rectangles(drawing)
    assert rules
    for left in {rule[0] for rule in rules}:
        column = sorted(rule for rule in rules if rule[0] == left)
        assert min(rule[1] for rule in column) == pytest.approx(-drawing.ascent, abs=60)
        assert max(rule[3] for rule in column) == pytest.approx(drawing.descent, abs=60)


def test_the_sides_of_a_frame_are_left_alone() -> None:
    frame = [
        Box(0, 944, 1175, 40),
        Box(0, -353, 1175, 40),
        Box(0, -353, 40, 1337),
        Box(1135, -353, 40, 1337),
    ]
    assert straightened(frame) == frame


def test_a_coloured_ground_lies_under_its_letters(cache: FormulaCache) -> None:
    drawing = cache.drawing(r"\(\colorbox{yellow}{x}\)", is_display=False)
    assert drawing is not None
    assert [ink.color for ink in drawing.inks] == ["yellow", ""]


def test_colours_are_those_of_the_text_unless_the_formula_names_one(cache: FormulaCache) -> None:
    drawing = cache.drawing(r"\(x\color{red}{y}\)", is_display=False)
    assert drawing is not None
    assert {ink.color for ink in drawing.inks} == {"", "red"}
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    drawing.paint(painter, QPointF(2, 25), 24, QColor("blue"))
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(80) for y in range(40)}
    assert {"#0000ff", "#ff0000"} <= seen


WIDE = (
    r"\[ a = b + c + d + e = "
    + " + ".join(rf"\frac{{{n}}}{{2}} x_{{{n}}}" for n in range(40))
    + r" = 7 \]"
)


@pytest.mark.parametrize("room", [150.0, 300.0, 500.0, 700.0])
def test_nothing_is_ever_wider_than_its_room(cache: FormulaCache, room: float) -> None:
    fitted = cache.fitted(WIDE, is_display=True, em=18, room=room)
    assert fitted is not None
    assert fitted.drawing.width * fitted.em / 1000 <= room + 0.5
    assert fitted.em >= 18 * 0.7  # broken into lines, not shrunk
    whole = cache.drawing(WIDE, is_display=True)
    assert whole is not None
    assert len(fitted.drawing.pieces) == len(whole.pieces)


def test_a_little_too_wide_is_shrunk(cache: FormulaCache) -> None:
    whole = cache.drawing(WIDE, is_display=True)
    assert whole is not None
    width = whole.width * 18 / 1000
    fitted = cache.fitted(WIDE, is_display=True, em=18, room=width * 0.9)
    assert fitted is not None
    assert fitted.drawing is whole
    assert fitted.em == pytest.approx(18 * 0.9, rel=0.01)


def test_what_has_no_place_to_break_is_shrunk(cache: FormulaCache) -> None:
    formula = r"\[\begin{pmatrix}" + " & ".join(["123456"] * 30) + r"\end{pmatrix}\]"
    fitted = cache.fitted(formula, is_display=True, em=18, room=400)
    assert fitted is not None
    assert fitted.drawing.width * fitted.em / 1000 <= 400.5


@settings(max_examples=100, deadline=None)
@given(room=st.floats(20, 2_000), em=st.floats(8, 40))
def test_any_room_is_kept(qapp, room: float, em: float) -> None:
    fitted = FormulaCache(QFont()).fitted(WIDE, is_display=True, em=em, room=room)
    assert fitted is not None
    assert fitted.drawing.width * fitted.em / 1000 <= room + 0.5
