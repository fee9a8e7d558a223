"""The quiet row under a finished answer: copy, regenerate, rate, the branches, who wrote it."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.copying import CopyActions, CopyForm
from qwq_desktop.ui.chat.message_wishes import MessageWish
from qwq_desktop.ui.chat.row_buttons import (
    ICON,
    BranchSwitch,
    RowPresence,
    row_button,
    row_sheet,
)
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.wishes import Wish
from qwq_desktop.ui.chat.wording import made_by_text
from qwq_desktop.ui.elided_label import ElidedLabel

_CONFIRMED_MS = 1_500


class MessageActions(QWidget):
    """Reports what the user asks for; `direction` of a branch is -1 or 1.

    Its icons show under the last answer; under others while the pointer or the keyboard is there.
    """

    branch_requested = Signal(int)
    copy_requested = Signal(object)  # CopyForm
    message_wished = Signal(object, str)  # MessageWish, text
    regenerate_requested = Signal()
    wished = Signal(object, str)  # Wish, text

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._rating = 0
        self._is_reading = False
        self._copy = row_button("copyAnswerButton", self)
        self._regenerate = row_button("regenerateButton", self)
        self._speak = row_button("readAloudButton", self)
        self._good = row_button("rateGoodButton", self)
        self._bad = row_button("rateBadButton", self)
        self._more = row_button("moreActionsButton", self)
        self._branches = BranchSwitch(parts, self)
        self._model = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self._confirmation = QTimer(self)
        self._confirmation.setSingleShot(True)
        self._confirmation.timeout.connect(self._show_icons)
        self._connect()
        self._set_up_menu()
        self._lay_out()
        self._speak.hide()
        self.set_parts(parts)
        self._retranslate()

    def show_message(self, message: Message) -> None:
        """Fit the row to a message."""
        self._message = message
        has_thinking = bool(message.thinking.strip())
        has_text = bool(message.text.strip())
        self._copy.setVisible(has_text)
        self._more.setVisible(has_thinking or has_text)
        for button in (self._good, self._bad):
            button.setVisible(has_text)
        self._copies.set_visible(has_text)
        self._quote.setVisible(has_text)
        for action in (self._think_more, self._edit_thinking):
            action.setVisible(has_thinking)
        self._branches.show_message(message)
        self._model.set_whole(message.turn.model_name)
        self._model.setToolTip(made_by_text(message.turn))
        self._show_rating(message.rating)

    def set_pointed(self, is_pointed: bool) -> None:
        """Whether the pointer is over the message."""
        self._presence.set_pointed(is_pointed)

    def set_kept(self, is_kept: bool) -> None:
        """Whether this is the last message, whose row is always seen."""
        self._presence.set_kept(is_kept)

    def add_part(self, part: QWidget) -> None:
        """Have one more part, behind the buttons."""
        self._row.insertWidget(self._row.indexOf(self._branches), part)

    def set_can_read(self, can_read: bool) -> None:
        """Whether the system has a voice."""
        self._speak.setVisible(can_read)

    def set_reading(self, is_reading: bool) -> None:
        """Whether this answer is being read aloud; the button then stops it."""
        self._is_reading = is_reading
        self._show_icons()
        self._name_speak()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._branches.set_parts(parts)
        self.setStyleSheet(row_sheet(parts))
        self._show_icons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self) -> None:
        self._copy.clicked.connect(self._on_copy)
        self._regenerate.clicked.connect(self.regenerate_requested)
        self._speak.clicked.connect(self._on_speak)
        self._good.clicked.connect(lambda: self._rate(1))
        self._bad.clicked.connect(lambda: self._rate(-1))
        self._branches.requested.connect(self.branch_requested)

    def _set_up_menu(self) -> None:
        menu = QMenu(self)
        self._copies = CopyActions(menu, self.copy_requested.emit)
        self._quote = menu.addAction("")
        menu.addSeparator()
        self._think_more = menu.addAction("")
        self._edit_thinking = menu.addAction("")
        menu.addSeparator()
        self._delete = menu.addAction("")
        self._think_more.triggered.connect(lambda: self.wished.emit(Wish.THINK_MORE, ""))
        self._edit_thinking.triggered.connect(lambda: self.wished.emit(Wish.EDIT_THINKING, ""))
        self._quote.triggered.connect(lambda: self.message_wished.emit(MessageWish.QUOTE, ""))
        self._delete.triggered.connect(lambda: self.message_wished.emit(MessageWish.DELETE, ""))
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        actions = (self._copy, self._regenerate, self._speak, self._good, self._bad, self._more)
        for part in (*actions, self._branches):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self._model, 1)
        policy = self._model.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when the pointer comes
        self._model.setSizePolicy(policy)
        for button in (self._good, self._bad):
            button.setCheckable(True)
        self._presence = RowPresence(actions, self._more.menu(), self)
        self._presence.changed.connect(self._show_icons)

    def _show_icons(self) -> None:
        icons, theme = self._parts.icons, self._parts.theme
        speak = "circle-stop" if self._is_reading else "volume-2"
        is_shown = self._presence.is_shown
        self._model.setVisible(is_shown)
        for button, name, is_on in (
            (self._copy, "copy", False),
            (self._regenerate, "refresh-cw", False),
            (self._speak, speak, self._is_reading),
            (self._good, "thumbs-up", self._rating > 0),
            (self._bad, "thumbs-down", self._rating < 0),
            (self._more, "ellipsis", False),
        ):
            color = theme.palette.accent if is_on else theme.palette.faint
            icons.put_on(button, name, color, theme.px(ICON))
            if not is_on and not is_shown:
                button.setIcon(QIcon())

    def _on_copy(self) -> None:
        self.copy_requested.emit(CopyForm.WHOLE)
        theme = self._parts.theme
        self._parts.icons.put_on(self._copy, "check", theme.palette.accent, theme.px(ICON))
        self._confirmation.start(_CONFIRMED_MS)

    def _on_speak(self) -> None:
        wish = MessageWish.STOP_READING if self._is_reading else MessageWish.READ_ALOUD
        self.message_wished.emit(wish, "")

    def _rate(self, rating: int) -> None:
        """A second click on the same thumb takes the rating back."""
        rating = 0 if rating == self._rating else rating
        self._show_rating(rating)
        self.message_wished.emit(MessageWish.RATE, str(rating))

    def _show_rating(self, rating: int) -> None:
        self._rating = rating
        self._good.setChecked(rating > 0)
        self._bad.setChecked(rating < 0)
        self._show_icons()

    def _retranslate(self) -> None:
        for button, label in (
            (self._copy, self.tr("Copy the answer")),
            (self._regenerate, self.tr("Answer again")),
            (self._good, self.tr("Good answer; kept on this computer only")),
            (self._bad, self.tr("Bad answer; kept on this computer only")),
            (self._more, self.tr("More")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(label)
        self._copies.retranslate()
        self._think_more.setText(self.tr("Think more"))
        self._edit_thinking.setText(self.tr("Edit thinking…"))
        self._quote.setText(self.tr("Quote"))
        self._delete.setText(self.tr("Delete"))
        self._name_speak()
        if self._message:
            self._model.setToolTip(made_by_text(self._message.turn))

    def _name_speak(self) -> None:
        label = self.tr("Stop reading") if self._is_reading else self.tr("Read aloud")
        self._speak.setToolTip(label)
        self._speak.setAccessibleName(label)
