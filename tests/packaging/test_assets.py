import configparser
import re
from pathlib import Path

import icons
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent.parent
ICONS = ROOT / "resources" / "icons"
FONTS = ROOT / "resources" / "fonts"
LINE_ICONS = sorted(set(ICONS.glob("*.svg")) - set(ICONS.glob("qwq-desktop*.svg")))


@pytest.mark.parametrize("path", LINE_ICONS, ids=lambda path: path.stem)
def test_a_line_icon_draws_in_the_colour_it_is_given(path, qapp):
    code = path.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in code
    assert 'stroke-width="1.6"' in code
    assert not re.search(r'(fill|stroke)="#', code)
    assert 10 < inked(code.replace("currentColor", "#ff0000")) < 48 * 48 / 2


def inked(code):
    """How many of 48 × 48 pixels the picture covers."""
    renderer = QSvgRenderer(QByteArray(code.encode()))
    assert renderer.isValid()
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return sum(image.pixelColor(x, y).alpha() > 128 for x in range(48) for y in range(48))


def test_the_licences_lie_beside_what_they_cover():
    assert "ISC License" in (ICONS / "LUCIDE-LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_fonts_are_small_enough_to_ship():
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_000_000


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.otf")), ids=lambda path: path.stem)
def test_a_font_has_the_letters_of_three_scripts(path, qapp):
    font = QRawFont(str(path), 15)
    assert font.familyName() == "Inter"
    assert all(font.supportsCharacter(ord(letter)) for letter in "aÉßžΩжЯ0₂–—“”…→×€")


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_each_weight_is_a_face_of_its_own(weight, qapp):
    for path in FONTS.glob("*.otf"):
        assert QFontDatabase.addApplicationFont(str(path)) >= 0
    font = QFont("Inter", 15)
    font.setWeight(QFont.Weight(weight))
    found = QFontInfo(font)
    assert found.family() == "Inter"
    assert found.weight() == weight


@pytest.mark.parametrize("size", icons.SIZES)
def test_the_programs_icon_is_there_in_every_size(size, qapp):
    image = QImage(str(ICONS / f"qwq-desktop-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 128
    assert image.pixelColor(size // 2, size // 16).name() == "#0b6e66"


def test_the_windows_icon_holds_what_its_directory_says(qapp):
    data = icons.ico({16: icons.draw(16), 256: icons.draw(256)})
    assert data[:6] == bytes([0, 0, 1, 0, 2, 0])
    for entry in (data[6:22], data[22:38]):
        size, offset = int.from_bytes(entry[8:12], "little"), int.from_bytes(entry[12:16], "little")
        assert QImage.fromData(data[offset : offset + size], "PNG").width() == (entry[0] or 256)


def test_the_desktop_entry_starts_the_program():
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(ROOT / "packaging" / "qwq-desktop.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"].split()[0] == entry["Icon"] == "qwq-desktop"
    assert entry["Terminal"] == "false"
