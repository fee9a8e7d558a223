"""The icons."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from qwq_desktop.ui.theme.icons import Icons

ROOT = Path(__file__).resolve().parents[3]


def opaque_colors(pixmap):
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    colors = (image.pixelColor(x, y) for x, y in points)
    return {color.name() for color in colors if color.alpha() == 255}


def test_a_drawing_wears_the_colour_asked_for(icons):
    assert opaque_colors(icons.pixmap("plus", "#0b6e66", 36, 1.0)) == {"#0b6e66"}


def test_a_fine_screen_gets_more_pixels_not_a_larger_icon(icons):
    pixmap = icons.pixmap("plus", "#000000", 18, 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (36, 18)


def test_a_drawing_is_rendered_once(icons):
    first = icons.pixmap("plus", "#000000", 18, 1.0)
    assert icons.pixmap("plus", "#000000", 18, 1.0).cacheKey() == first.cacheKey()
    assert icons.pixmap("plus", "#ffffff", 18, 1.0).cacheKey() != first.cacheKey()


def test_a_wider_icon_keeps_its_drawing_in_the_middle(icons):
    icon = icons.icon("plus", "#0b6e66", 18, width=24)
    image = icon.pixmap(
        24,
        18,
    ).toImage()
    ink = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).alpha() for y in range(image.height()))
    ]
    assert icon.availableSizes()[0].width() == 24
    assert abs(min(ink) - (image.width() - 1 - max(ink))) <= 1


def test_a_missing_icon_raises_where_that_is_wanted(icons):
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 18)


@pytest.mark.log_errors_expected("no-such-icon")
def test_a_missing_icon_is_blank_for_users_and_logged_once(qapp, tmp_path, logged_errors):
    icons = Icons(tmp_path)
    for color in ("#000000", "#ffffff"):
        assert opaque_colors(icons.pixmap("no-such-icon", color, 18, 1.0)) == set()
    assert len(logged_errors) == 1


def test_every_icon_that_the_code_names_exists():
    called = re.compile(r'\.(?:_wide_icon|icon|pixmap)\(\s*"([a-z0-9-]+)"')
    named = {
        name
        for path in (ROOT / "qwq_desktop" / "ui").rglob("*.py")
        for name in called.findall(path.read_text("utf-8"))
    }
    there = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert len(named) > 5
    assert named <= there


def test_an_icon_survives_an_odd_colour_name(icons):
    assert opaque_colors(icons.pixmap("check", "teal", 36, 1.0)) == {QColor("teal").name()}


def test_a_button_shows_its_icon_in_the_size_it_is_drawn_in(icons, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    icons.put_on(button, "plus", "#0b6e66", 27, 36)
    assert button.iconSize() == QSize(36, 27)
    assert QSize(36, 27) in button.icon().availableSizes()
