"""The style sheet and the palettes."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from qwq_desktop.settings.schema import Accent, ThemeChoice
from qwq_desktop.ui.theme import style
from qwq_desktop.ui.theme.accents import with_accent
from qwq_desktop.ui.theme.tokens import DARK, LIGHT, Theme

# Which text stands on which ground, as the widgets use them.
TEXTS_ON_GROUNDS = {
    "ink": ("ground", "side", "card", "wash", "user", "code", "mark"),
    "soft": ("ground", "side", "card", "wash"),
    "faint": ("ground", "side", "card"),
    "accent": ("ground", "side", "card", "wash"),
    "warn": ("ground", "card"),
    "danger": ("ground", "card"),
}


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_formula_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("text", TEXTS_ON_GROUNDS)
def test_text_can_be_read_on_every_ground_it_stands_on(palette, text):
    for ground in TEXTS_ON_GROUNDS[text]:
        assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5, ground


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_text_of_the_main_action_can_be_read_also_under_the_pointer(palette):
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    hovered = style.mixed(palette.accent, palette.ink, 0.88)
    assert contrast(palette.on_accent, hovered) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_hovered_rows_stay_readable(palette):
    assert contrast(palette.ink, style.mixed(palette.ink, palette.side, 0.05)) >= 4.5


@pytest.mark.parametrize(
    ("choice", "system_is_dark", "expected"),
    [
        (ThemeChoice.SYSTEM, True, DARK),
        (ThemeChoice.SYSTEM, False, LIGHT),
        (ThemeChoice.LIGHT, True, LIGHT),
        (ThemeChoice.DARK, False, DARK),
    ],
)
def test_the_system_decides_only_when_it_was_left_to_it(choice, system_is_dark, expected):
    assert style.choose_palette(choice, system_is_dark) is expected


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_place_in_the_sheet_is_filled(palette):
    sheet = style.style_sheet(Theme(palette))
    assert "%(" not in sheet
    assert palette.accent in sheet
    assert sheet.count("{") == sheet.count("}")


def test_sizes_follow_the_font_scale():
    def captions(scale):
        sheet = style.style_sheet(Theme(LIGHT, scale=scale))
        return re.search(r'role="caption"\] \{[^}]*?font-size: (\d+)px', sheet)[1]

    assert captions(1.0) == "12"
    assert captions(1.5) == "18"


def test_a_mixed_colour_lies_between_its_two():
    assert style.mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert style.mixed("#123456", "#ffffff", 1.0) == "#123456"


def test_the_qt_palette_wears_the_tokens():
    palette = style.palette(Theme(DARK))
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    assert palette.color(QPalette.ColorRole.Text) == QColor(DARK.ink)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled != QColor(DARK.ink)


def test_a_label_that_becomes_a_warning_changes_its_colour(qtbot, dressed):
    label = QLabel("text")
    qtbot.addWidget(label)
    style.set_role(label, "caption")
    label.ensurePolished()
    before = label.palette().color(QPalette.ColorRole.WindowText)
    style.set_role(label, "warning")
    assert before == QColor(LIGHT.faint)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.warn)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("accent", Accent)
def test_every_accent_can_be_read_and_written_on(palette, accent):
    dressed = with_accent(palette, accent)
    for ground in TEXTS_ON_GROUNDS["accent"]:
        assert contrast(dressed.accent, getattr(dressed, ground)) >= 4.5, ground
    for text in ("ink", "soft"):
        assert contrast(getattr(dressed, text), dressed.wash) >= 4.5, text
    hovered = style.mixed(dressed.accent, dressed.ink, 0.88)
    assert contrast(dressed.on_accent, dressed.accent) >= 4.5
    assert contrast(dressed.on_accent, hovered) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_verdict_can_be_read_on_its_badge(palette):
    sheet = style.style_sheet(Theme(palette))
    grounds = re.findall(r'role="badge[^{]*\{[^}]*?background: (#\w{6})', sheet)
    assert len(grounds) == 4
    for ground in grounds:
        assert contrast(palette.ink, ground) >= 4.5
