"""The thin bar of everything that takes time."""

from PySide6.QtCore import Property
from PySide6.QtWidgets import QProgressBar, QWidget

from qwq_desktop.ui.theme.style import set_role

_WHOLE = 1000


class ProgressBar(QProgressBar):
    """Shows a share, or that something goes on of which nobody knows the share.

    The latter moves, unless less movement is wanted: then the whole bar is tinted and stands still.
    The style sheet says so, and thereby reaches each bar (`qproperty-still` of `ProgressBar`).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._is_still = False
        self.setTextVisible(False)
        self.setRange(0, _WHOLE)

    @property
    def share(self) -> float:
        """What is on show, from 0 to 1; negative for an unknown share."""
        return self._share

    def show_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1; a negative share says that nobody knows."""
        self._share = share
        is_known = share >= 0
        self._wear("unknown" if self._is_still and not is_known else "")
        self.setUpdatesEnabled(False)  # or a new value paints all that is stale, at once
        self.setRange(0, _WHOLE if is_known or self._is_still else 0)
        self.setValue(round(_WHOLE * share) if is_known else _WHOLE)
        self.setUpdatesEnabled(True)

    def _wear(self, role: str) -> None:
        if role != (self.property("role") or ""):
            set_role(self, role)

    def _get_still(self) -> bool:
        return self._is_still

    def _set_still(self, is_still: bool) -> None:
        if is_still != self._is_still:
            self._is_still = is_still
            self.show_share(self._share)

    still = Property(bool, _get_still, _set_still)
