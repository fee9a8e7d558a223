"""Language and looks change while the window is open."""

from qwq_desktop.settings.schema import Language, ThemeChoice


def test_language_and_theme_change_at_once(program):
    program.settings.update(program.replaced(language=Language.CHINESE, theme=ThemeChoice.DARK))
    program.until(lambda: "新对话" in program.find("newChatButton").text())
    assert program.app.appearance.theme.palette.is_dark
    program.settings.update(program.replaced(language=Language.ENGLISH, theme=ThemeChoice.LIGHT))
    program.until(lambda: "New chat" in program.find("newChatButton").text())
