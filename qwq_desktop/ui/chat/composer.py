"""The composer: the field with its buttons, in the card at the foot of the chat."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.ui.chat.composer_edit import ComposerEdit
from qwq_desktop.ui.chat.composer_style import composer_sheet
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import Theme

_BUTTON = 32


class Composer(QWidget):
    """Reports what is sent and chosen; what is chosen is told back by its owner."""

    stop_requested = Signal()
    submitted = Signal(str)
    thinking_mode_changed = Signal(ThinkingMode)
    tools_toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._is_busy = False
        self._is_thinking = False
        self._last_sent = ""
        self._model_name = ""
        self._mode = ThinkingMode.AUTO
        self.edit = ComposerEdit(theme, self)
        self.send_button = _round_button("sendButton", self)
        self.stop_button = _round_button("stopButton", self)
        self._thinking = QPushButton(self)
        self._tools = QPushButton(self)
        self._menu = QMenu(self)
        self._choices: dict[ThinkingMode, QAction] = {}
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._retranslate()
        self._refresh()

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a draft into the field, the cursor behind it."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def set_busy(self, is_busy: bool) -> None:
        """Whether a turn runs: it can be stopped, and nothing can be sent."""
        self._is_busy = is_busy
        self._refresh()

    def set_thinking(self, is_thinking: bool) -> None:
        """Whether the running turn is thinking; the stop button says what it stops."""
        self._is_thinking = is_thinking
        self._name_stop()

    def set_model_name(self, name: str) -> None:
        """The model that is asked, named in the empty field."""
        self._model_name = name
        self._show_placeholder()

    def set_placeholder(self, text: str) -> None:
        """What the empty field says."""
        self.edit.setPlaceholderText(text)
        self.edit.viewport().update()  # Qt paints only the first placeholder by itself

    def set_thinking_mode(self, mode: ThinkingMode) -> None:
        """Show the mode in force."""
        self._mode = mode
        self._show_mode()

    def set_tools_enabled(self, are_enabled: bool) -> None:
        """Show whether tools may be used."""
        self._tools.setChecked(are_enabled)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        palette = theme.palette
        self.edit.set_theme(theme)
        self.send_button.setIcon(self._send_icon())
        self.stop_button.setIcon(_filled_square(palette.on_accent))
        self._thinking.setIcon(self._icons.icon("chevron-down", palette.soft, 16))
        self.setStyleSheet(composer_sheet(theme))
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.edit.setFocus()
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.edit.hasFocus()
        edge = mixed(palette.accent, palette.line, 0.6) if has_focus else palette.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(palette.card))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, self._theme.RADIUS_COMPOSER, self._theme.RADIUS_COMPOSER)
        painter.end()

    def _lay_out(self) -> None:
        self.setFocusProxy(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._thinking)
        row.addWidget(self._tools)
        row.addStretch(1)
        row.addWidget(self.send_button)
        row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(10)
        column.addWidget(self.edit)
        column.addLayout(row)
        self._thinking.setObjectName("thinkingMode")
        self._thinking.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
        )  # the chevron behind the text
        self._tools.setObjectName("toolsToggle")
        self._tools.setCheckable(True)
        for button in (self._thinking, self._tools):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        for mode in ThinkingMode:
            action = self._menu.addAction("")
            action.triggered.connect(lambda _checked, mode=mode: self._choose(mode))
            self._choices[mode] = action
        self._thinking.clicked.connect(self._open_menu)

    def _open_menu(self) -> None:
        """Above the button; as the button's own menu it would open to the left of it."""
        height = self._menu.sizeHint().height()
        self._menu.popup(self._thinking.mapToGlobal(QPoint(0, -height - 4)))

    def _send_icon(self) -> QIcon:
        palette = self._theme.palette
        icon = self._icons.icon("arrow-up", palette.on_accent)
        icon.addPixmap(self._icons.pixmap("arrow-up", palette.faint), QIcon.Mode.Disabled)
        return icon

    def _connect(self) -> None:
        self.edit.installEventFilter(self)
        self.edit.send_pressed.connect(self._send)
        self.edit.escape_pressed.connect(self._stop)
        self.edit.history_wanted.connect(lambda: self.set_text(self._last_sent))
        self.edit.textChanged.connect(self._refresh)
        self.send_button.clicked.connect(self._send)
        self.stop_button.clicked.connect(self._stop)
        self._tools.clicked.connect(self.tools_toggled)

    def _refresh(self) -> None:
        self.send_button.setVisible(not self._is_busy)
        self.stop_button.setVisible(self._is_busy)
        self.send_button.setEnabled(bool(self.text().strip()))

    def _send(self) -> None:
        text = self.text().strip()
        if text and not self._is_busy:
            self._last_sent = text
            self.submitted.emit(text)

    def _stop(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()

    def _choose(self, mode: ThinkingMode) -> None:
        if mode is not self._mode:
            self.set_thinking_mode(mode)
            self.thinking_mode_changed.emit(mode)

    def _retranslate(self) -> None:
        names = {
            ThinkingMode.AUTO: self.tr("Auto: as the model does by itself"),
            ThinkingMode.ON: self.tr("Always: think before every answer"),
            ThinkingMode.OFF: self.tr("Off: answer straight away"),
        }
        for mode, action in self._choices.items():
            action.setText(names[mode])
        self.edit.setAccessibleName(self.tr("Message"))
        self.send_button.setAccessibleName(self.tr("Send"))
        self.send_button.setToolTip(self.tr("Send (Enter)"))
        self._tools.setText(self.tr("Tools"))
        self._tools.setToolTip(self.tr("Let the model use tools, such as the calculator"))
        self._name_stop()
        self._show_mode()
        self._show_placeholder()

    def _name_stop(self) -> None:
        name = self.tr("Stop thinking") if self._is_thinking else self.tr("Stop")
        self.stop_button.setAccessibleName(name)
        self.stop_button.setToolTip(self.tr("{action} (Esc)").format(action=name))

    def _show_mode(self) -> None:
        words = {
            ThinkingMode.AUTO: self.tr("Thinking: auto"),
            ThinkingMode.ON: self.tr("Thinking: always"),
            ThinkingMode.OFF: self.tr("Thinking: off"),
        }
        self._thinking.setText(words[self._mode])
        tick = self._icons.icon("check", self._theme.palette.accent, 16)
        for mode, action in self._choices.items():
            action.setIcon(tick if mode is self._mode else QIcon())

    def _show_placeholder(self) -> None:
        name = self._model_name
        text = self.tr("Ask {model}…").format(model=name) if name else self.tr("Ask…")
        self.set_placeholder(text)


def _filled_square(color: str) -> QIcon:
    pixmap = QPixmap(36, 36)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(9, 9, 18, 18), 4, 4)
    painter.end()
    return QIcon(pixmap)


def _round_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setFixedSize(_BUTTON, _BUTTON)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
