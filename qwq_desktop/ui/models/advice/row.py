"""A model of the catalogue as a folded row: unfolded, it shows its files."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from qwq_desktop.ui.models.advice.options import OptionList, OptionView
from qwq_desktop.ui.models.advice.trouble import Trouble
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

_GAP = 6
_AROUND_NAME = 12 + 16 + 16  # the row's edges, and what a button has around its text
_ICON = 16
_BESIDE_ICON = 7  # what is said of a model stands under its name


class ModelRow(QFrame):
    """Tells when it is unfolded, so that what is inside can be asked for."""

    retry_requested = Signal()
    unfolded = Signal()
    wished = Signal(str, object)  # key of an option, Action

    def __init__(self, name: str, icons: Icons, theme: Theme) -> None:
        super().__init__()
        set_role(self, "model-card")
        self._icons = icons
        self._theme = theme
        self._name = name
        self.toggle = QPushButton(name)
        self.toggle.setObjectName("modelRowToggle")
        self.toggle.setCheckable(True)
        self.toggle.setMinimumWidth(1)  # the name is cut where there is no room
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggle.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self.toggle, "fold-title")
        self.toggle.toggled.connect(self._on_toggled)
        self._badge = QLabel()
        self._badge.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._badge, Verdict.PLAIN)
        self._about = text_label("note")
        self._trouble = Trouble()
        self._trouble.retry_requested.connect(self.retry_requested)
        self._options = OptionList(theme)
        self._options.wished.connect(self.wished)
        self._options.setContentsMargins(0, 8, 0, 0)
        self._build()
        self._settle()

    @property
    def is_open(self) -> bool:
        """Whether its files are on show."""
        return self.toggle.isChecked()

    def set_about(self, text: str) -> None:
        """What the model is."""
        self._about.setText(text)

    def set_badge(self, text: str, verdict: Verdict) -> None:
        """The verdict at the right."""
        set_role(self._badge, verdict)
        show_text(self._badge, text)
        self.toggle.setAccessibleDescription(text)

    def show_options(self, views: Sequence[OptionView]) -> None:
        """The files, once they are known."""
        self._options.show_options(views)
        self._settle()

    def show_waiting(self, is_waiting: bool) -> None:
        """Whether the hub is being asked."""
        self._trouble.show_waiting(is_waiting)
        self._settle()

    def show_error(self, text: str) -> None:
        """Why the hub tells nothing; "" takes it away."""
        self._trouble.show_error(text)
        self._settle()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._options.set_theme(theme)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit_name()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._settle()

    def _build(self) -> None:
        head = WrappingRow(_GAP)
        head.addWidget(self.toggle)
        head.add_end(self._badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self._trouble)
        column.addWidget(self._options)

    def _fit_name(self) -> None:
        room = self.contentsRect().width() - _AROUND_NAME - self._theme.px(_ICON)
        metrics = self.toggle.fontMetrics()
        self.toggle.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, room))

    def _on_toggled(self, is_open: bool) -> None:
        self._settle()
        if is_open:
            self.unfolded.emit()

    def _settle(self) -> None:
        self._options.setVisible(self.is_open)
        self._trouble.setVisible(self.is_open and self._trouble.has_words)
        self._about.setContentsMargins(self._theme.px(_ICON) + _BESIDE_ICON, 0, 0, 0)
        name = "chevron-down" if self.is_open else "chevron-right"
        self._icons.put_on(self.toggle, name, self._theme.palette.soft, self._theme.px(_ICON))
        word = self.tr("Hide its versions") if self.is_open else self.tr("Show its versions")
        self.toggle.setToolTip(word)
        self.toggle.setAccessibleName(f"{self._name}: {word}")
