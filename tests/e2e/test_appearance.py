"""Language and looks change while the window is open."""

from qwq_desktop.settings.schema import Accent, Language, Motion, ThemeChoice
from qwq_desktop.ui.theme.accents import with_accent


def test_language_and_theme_change_at_once(program):
    program.settings.update(program.replaced(language=Language.CHINESE, theme=ThemeChoice.DARK))
    program.until(lambda: "新对话" in program.find("newChatButton").text())
    assert program.app.appearance.theme.palette.is_dark
    program.settings.update(program.replaced(language=Language.ENGLISH, theme=ThemeChoice.LIGHT))
    program.until(lambda: "New chat" in program.find("newChatButton").text())


def test_accent_size_and_movement_change_at_once(program):
    program.settings.update(
        program.replaced(accent=Accent.BLUE, font_scale=1.2, motion=Motion.NONE)
    )
    theme = program.app.appearance.theme
    assert theme.reduced_motion
    assert theme.scale == 1.2
    assert theme.palette.accent == with_accent(theme.palette, Accent.BLUE).accent
    assert program.window.palette().highlight().color().name().upper() == theme.palette.accent
