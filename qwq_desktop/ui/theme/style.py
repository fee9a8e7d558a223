"""The style sheet and the Qt palette of the whole application, made from the tokens of a theme."""

from typing import Any

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from qwq_desktop.settings.schema import ThemeChoice
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.rules import RULES
from qwq_desktop.ui.theme.tokens import DARK, LIGHT, Palette, Theme


def choose_palette(choice: ThemeChoice, system_is_dark: bool) -> Palette:
    """The palette for a choice; the system decides only where the user left it to it."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if system_is_dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application: base style, fonts, palette and sheet; again on a change."""
    if app.style().name() != "fusion":
        app.setStyle("fusion")
    fonts.apply(app, theme)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is; also after it was shown (a label that turns into a warning)."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two, `share` (0…1) of the first, as #rrggbb."""
    one, two = QColor(first), QColor(second)
    parts = zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts)).name()


def palette(theme: Theme) -> QPalette:
    """The Qt palette, for what the sheet does not reach (selections, native parts)."""
    colors = theme.palette
    role = QPalette.ColorRole
    result = QPalette()
    for name, value in {
        role.Window: colors.ground,
        role.WindowText: colors.ink,
        role.Base: colors.card,
        role.AlternateBase: colors.code,
        role.Text: colors.ink,
        role.Button: colors.card,
        role.ButtonText: colors.ink,
        role.BrightText: colors.danger,
        role.ToolTipBase: colors.card,
        role.ToolTipText: colors.ink,
        role.PlaceholderText: colors.faint,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.on_accent,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.Mid: colors.line,
        role.Midlight: colors.line,
        role.Dark: colors.line,
        role.Light: colors.card,
    }.items():
        result.setColor(name, QColor(value))
    for text in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, text, QColor(_disabled(colors)))
    return result


def style_sheet(theme: Theme) -> str:
    """The style sheet for a theme."""
    values = _values(theme)
    return "\n".join(part % values for part in RULES)


def _disabled(colors: Palette) -> str:
    return mixed(colors.faint, colors.ground, 0.6)


def _values(theme: Theme) -> dict[str, Any]:
    colors = theme.palette
    names = Palette.__dataclass_fields__
    values: dict[str, Any] = {name: getattr(colors, name) for name in names}
    values["hover"] = mixed(colors.ink, colors.card, 0.05)
    values["side_hover"] = mixed(colors.ink, colors.side, 0.05)
    values["accent_hover"] = mixed(colors.accent, colors.ink, 0.88)
    values["caution"] = mixed(colors.warn, colors.card, 0.22)
    values["refusal"] = mixed(colors.danger, colors.card, 0.22)
    values["disabled"] = _disabled(colors)
    values["bar"] = mixed(colors.faint, colors.ground, 0.35)
    values["bar_hover"] = mixed(colors.faint, colors.ground, 0.7)
    values["track"] = mixed(colors.line, colors.ink, 0.98)
    values["still"] = mixed(colors.accent, colors.card, 0.45)
    values["is_still"] = "true" if theme.reduced_motion else "false"
    values["knob"] = colors.ground if colors.is_dark else colors.card
    for size in (12, 13, 14.5, 15, 16, 18, 22):
        values[f"px{size}".replace(".", "_")] = theme.px(size)
    values["field"] = theme.px(theme.FIELD)
    return values
