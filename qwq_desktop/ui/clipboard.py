"""What stays on the clipboard when the program ends."""

from PySide6.QtGui import QGuiApplication

_WITHOUT_CLIPBOARD = ("offscreen", "minimal", "vnc")


def let_go_at_the_end() -> None:
    """Empty the clipboard where it belongs to Qt alone, before Python ends.

    Real desktops take over what was copied, or let it go in time. Elsewhere Qt keeps it until the
    process exits, and destroys what Python made when Python is gone.
    """
    if QGuiApplication.platformName() in _WITHOUT_CLIPBOARD:
        QGuiApplication.clipboard().clear()
