"""The typefaces."""

from PySide6.QtGui import QFontInfo

from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.tokens import LIGHT, Theme


def test_inter_comes_first_and_chinese_behind_it():
    families = fonts.interface_families({"Noto Sans", "PingFang SC", "Inter", "Segoe UI"})
    assert families == ["Inter", "PingFang SC"]


def test_without_inter_the_system_font_takes_its_place():
    families = fonts.interface_families({"Segoe UI", "Microsoft YaHei"})
    assert families == ["Segoe UI", "Microsoft YaHei"]


def test_a_bare_system_still_gets_names():
    assert fonts.interface_families(set()) == ["sans-serif"]
    assert fonts.code_families(set()) == ["monospace"]


def test_code_prefers_one_monospace_and_keeps_chinese():
    families = fonts.code_families({"Menlo", "Consolas", "PingFang SC"})
    assert families == ["Menlo", "PingFang SC"]


def test_the_bundled_fonts_are_found(bundled_fonts):
    assert "Inter" in bundled_fonts


def test_a_file_that_is_no_font_is_passed_over(qapp, tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "broken.otf").write_bytes(b"not a font")
    assert fonts.load_bundled(tmp_path) == []


def test_the_interface_font_follows_the_scale(bundled_fonts):
    assert fonts.interface_font(Theme(LIGHT)).pixelSize() == 14
    assert fonts.interface_font(Theme(LIGHT, scale=1.4)).pixelSize() == 19
    assert QFontInfo(fonts.interface_font(Theme(LIGHT))).family() == "Inter"


def test_code_is_set_in_a_fixed_pitch(qapp):
    assert QFontInfo(fonts.code_font(Theme(LIGHT))).fixedPitch()


def test_the_application_wears_the_font(dressed, theme):
    assert dressed.font().families()[0] == "Inter"
