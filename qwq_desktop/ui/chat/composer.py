"""The composer: the field with its attachments and buttons, in the card at the foot of the chat."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.chat.attachments import unused_name
from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.storage.drafts import Unsent
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.chat.chips import ChipRow
from qwq_desktop.ui.chat.composer_buttons import (
    filled_square,
    fit_round_button,
    round_button,
    set_quiet,
)
from qwq_desktop.ui.chat.composer_edit import ComposerEdit
from qwq_desktop.ui.chat.composer_style import composer_sheet, tool_px
from qwq_desktop.ui.chat.composer_tools import ComposerTools
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import mixed, set_role
from qwq_desktop.ui.theme.tokens import Theme

_NARROW = 540  # less is too little for all buttons with their words
MOST_IN_FIELD = 50_000  # characters of a paste that may stand in the field itself


class Composer(QWidget):
    """Reports what is sent and chosen; what is chosen is told back by its owner.

    While a turn runs, what is sent goes to the queue.
    """

    attachment_opened = Signal(object)  # Attachment
    changed = Signal()  # the text or the attachments
    change_cancelled = Signal()  # of a message that was to be asked otherwise
    files_pasted = Signal(list)  # paths
    long_text_taken = Signal(object)  # Attachment: of a paste
    queued = Signal(str, object)  # text, tuple[Attachment, ...]
    stop_requested = Signal()
    submitted = Signal(str, object)  # text, tuple[Attachment, ...]
    thinking_mode_changed = Signal(ThinkingMode)
    tools_toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._is_busy = False
        self._is_thinking = False
        self._model_name = ""
        self._last_paste: Attachment | None = None
        self._banner = QWidget(self)
        self._banner_text = QLabel(self._banner)
        self._cancel = QPushButton(self._banner)
        self.chips = ChipRow(icons, theme, self, removable=True)
        self.edit = ComposerEdit(theme, self)
        self.tools = ComposerTools(theme, icons, self)
        self.queue_button = round_button("queueButton", self)
        self.send_button = round_button("sendButton", self)
        self.stop_button = round_button("stopButton", self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._retranslate()
        self._refresh()

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText()

    def unsent(self) -> Unsent:
        """What stands in the composer."""
        return Unsent(self.text(), self.chips.attachments)

    def set_text(self, text: str) -> None:
        """Put a draft into the field, the cursor behind it."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def set_unsent(self, unsent: Unsent) -> None:
        """Put a draft with its attachments into the composer."""
        if unsent != self.unsent():
            self.chips.set_attachments(unsent.attachments)
            self.set_text(unsent.text)

    def add_attachment(self, attachment: Attachment) -> None:
        """Put a text beside the message."""
        taken = [one.name for one in self.chips.attachments]
        self.chips.add(Attachment(unused_name(attachment.name, taken), attachment.text))

    def insert(self, text: str) -> None:
        """Write a text where the cursor is, on a line of its own, and go behind it."""
        cursor = self.edit.textCursor()
        before = self.text()[: cursor.selectionStart()]
        breaks = 2 if before.strip() else 0
        lead = "\n" * max(0, breaks - (len(before) - len(before.rstrip("\n"))))
        cursor.insertText(lead + text)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()

    def set_changing(self, is_changing: bool) -> None:
        """Whether the text is that of an earlier message, to be asked otherwise."""
        self._banner.setVisible(is_changing)

    def set_sent(self, texts: Sequence[str]) -> None:
        """What the user sent in this chat, for Up and Down."""
        self.edit.history.set_texts(texts)

    def set_busy(self, is_busy: bool) -> None:
        """Whether a turn runs: it can be stopped, and what is sent waits for its end."""
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
        self.tools.set_thinking_mode(mode)

    def set_tools_enabled(self, are_enabled: bool) -> None:
        """Show whether tools may be used."""
        self.tools.set_tools_enabled(are_enabled)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        palette = theme.palette
        for part in (self.edit, self.chips, self.tools):
            part.set_theme(theme)
        size = tool_px(theme, ICON_SIZE)
        for button in (self.send_button, self.queue_button, self.stop_button):
            fit_round_button(button, theme)
        self.send_button.setIcon(self._send_icon())
        self._icons.put_on(self.queue_button, "list-end", palette.on_accent, size)
        self._show_stop()
        self.setStyleSheet(composer_sheet(theme))
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.tools.set_narrow(self.width() < self._theme.px(_NARROW))

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
        head = QHBoxLayout(self._banner)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._banner_text, 1)
        head.addWidget(self._cancel)
        set_role(self._banner_text, "note")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._banner.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tools)
        row.addStretch(1)
        for button in (self.queue_button, self.send_button, self.stop_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(10)
        for part in (self._banner, self.chips, self.edit):
            column.addWidget(part)
        column.addLayout(row)

    def _send_icon(self) -> QIcon:
        palette, size = self._theme.palette, tool_px(self._theme, ICON_SIZE)
        icon = self._icons.icon("arrow-up", palette.on_accent, size)
        icon.addPixmap(self._icons.pixmap("arrow-up", palette.faint, size), QIcon.Mode.Disabled)
        return icon

    def _connect(self) -> None:
        edit = self.edit
        edit.installEventFilter(self)
        edit.send_pressed.connect(self._send)
        edit.escape_pressed.connect(self._on_escape)
        edit.textChanged.connect(self._refresh)
        edit.textChanged.connect(self.changed)
        edit.long_text_pasted.connect(self._take_paste)
        edit.undo_pressed.connect(self._undo_paste)
        edit.files_pasted.connect(self.files_pasted)
        edit.slash_pressed.connect(self.tools.prompts_requested)
        self.chips.changed.connect(self._refresh)
        self.chips.changed.connect(self.changed)
        self.chips.opened.connect(self.attachment_opened)
        self._cancel.clicked.connect(self.change_cancelled)
        self.queue_button.clicked.connect(self._send)
        self.send_button.clicked.connect(self._send)
        self.stop_button.clicked.connect(self._stop)
        self.tools.thinking_mode_changed.connect(self.thinking_mode_changed)
        self.tools.tools_toggled.connect(self.tools_toggled)

    def _refresh(self) -> None:
        can_send = not self.unsent().is_empty
        self.send_button.setVisible(not self._is_busy)
        self.stop_button.setVisible(self._is_busy)
        self.queue_button.setVisible(self._is_busy and can_send)
        self._show_stop()
        self.send_button.setEnabled(can_send)

    def _show_stop(self) -> None:
        """The one action in the accent's colour: to stop, or to send once there are words."""
        is_quiet, palette = not self.queue_button.isHidden(), self._theme.palette
        color = palette.ink if is_quiet else palette.on_accent
        self.stop_button.setIcon(filled_square(color))
        set_quiet(self.stop_button, is_quiet)

    def _send(self) -> None:
        unsent = self.unsent()
        if not unsent.is_empty:
            text = unsent.text.strip()
            self.edit.history.add(text)
            sent = self.queued if self._is_busy else self.submitted
            sent.emit(text, unsent.attachments)

    def _stop(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()

    def _on_escape(self) -> None:
        if not self._banner.isHidden():
            self.change_cancelled.emit()
        else:
            self._stop()

    def _take_paste(self, text: str) -> None:
        self.add_attachment(Attachment(self.tr("Pasted text"), text))
        self._last_paste = self.chips.attachments[-1]
        self.edit.expect_undo()
        self.long_text_taken.emit(self._last_paste)

    def _undo_paste(self) -> None:
        paste, self._last_paste = self._last_paste, None
        if paste is None or len(paste.text) > MOST_IN_FIELD:
            return
        if self.chips.remove(paste):
            self.edit.insertPlainText(paste.text)

    def _retranslate(self) -> None:
        self.edit.setAccessibleName(self.tr("Message"))
        self.send_button.setAccessibleName(self.tr("Send"))
        self.send_button.setToolTip(self.tr("Send (Enter)"))
        self.queue_button.setAccessibleName(self.tr("Send after this answer"))
        self.queue_button.setToolTip(self.tr("Send after this answer (Enter)"))
        self._banner_text.setText(self.tr("Your earlier message. Sending it asks anew from there."))
        self._cancel.setText(self.tr("Cancel"))
        self.tools.retranslate()
        self._name_stop()
        self._show_placeholder()

    def _name_stop(self) -> None:
        name = self.tr("Stop thinking") if self._is_thinking else self.tr("Stop")
        self.stop_button.setAccessibleName(name)
        self.stop_button.setToolTip(self.tr("{action} (Esc)").format(action=name))

    def _show_placeholder(self) -> None:
        name = self._model_name
        text = self.tr("Ask {model}…").format(model=name) if name else self.tr("Ask…")
        self.set_placeholder(text)
