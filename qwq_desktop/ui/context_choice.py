"""The strip above the composer when a chat nearly fills the model's view: what can be done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_CLOSE_ICON = 16


class ContextChoice(QWidget):
    """Nothing has to be chosen: left alone, older messages leave by themselves.

    While the model answers it is one line with what can be done meanwhile.
    """

    dismissed = Signal()
    enlarge_requested = Signal(int)  # tokens
    summarise_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contextChoice")
        self._icons = icons
        self._plan: LoadPlan | None = None
        self._title = QLabel()
        self._text = QLabel()
        self.summarise = QPushButton()
        self.enlarge = QPushButton()
        self.close_button = QPushButton()
        self._is_busy = False
        self._can_summarise = True
        self._lay_out()
        self.summarise.clicked.connect(self.summarise_requested)
        self.enlarge.clicked.connect(self._on_enlarge)
        self.close_button.clicked.connect(self.dismissed)
        self.set_theme(theme)
        self._retranslate()
        self.hide()

    def show_choice(self, plan: LoadPlan | None, *, can_summarise: bool = True) -> None:
        """Offer a summary, and the longer context of a plan if there is one.

        What can't be summarised is a single question that is too long by itself.
        """
        self._plan = plan
        self._can_summarise = can_summarise
        self._retranslate()
        self._arrange()
        self.show()

    def set_busy(self, is_busy: bool) -> None:
        """While the model answers it can't summarise."""
        self._is_busy = is_busy
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._icons.put_on(self.close_button, "x", theme.palette.faint, theme.px(_CLOSE_ICON))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        for label, role in ((self._title, "note"), (self._text, "caption")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_role(label, role)
        for button, name in (
            (self.summarise, "choiceSummarise"),
            (self.enlarge, "choiceEnlarge"),
            (self.close_button, "choiceClose"),
        ):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self.close_button, "icon")
        self._head = head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.summarise)
        buttons.addWidget(self.enlarge)
        buttons.addStretch(1)
        card = QFrame()
        set_role(card, "banner")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._card_column = column = QVBoxLayout(card)
        column.setContentsMargins(14, 8, 8, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        buttons.setContentsMargins(0, 4, 0, 0)
        column.addLayout(buttons)

    def _arrange(self) -> None:
        is_short = self._is_busy or not self._can_summarise
        self._text.setHidden(self._is_busy or not self._text.text())
        self.summarise.setHidden(is_short)
        place = self._head if is_short else self._buttons
        place.insertWidget(1, self.enlarge)
        self._card_column.setContentsMargins(14, 8, 8, 8 if is_short else 12)

    def _on_enlarge(self) -> None:
        if self._plan is not None:
            self.enlarge_requested.emit(self._plan.context_length)

    def _retranslate(self) -> None:
        words = []
        if self._can_summarise:
            title = self.tr("This chat nearly fills what the model can keep in view.")
            words.append(
                self.tr("Its oldest messages will leave the view by themselves, and stay findable.")
            )
        else:
            title = self.tr("A longer view has room for this message.")
        self._title.setText(title)
        plan = self._plan
        self.enlarge.setVisible(plan is not None)
        if plan is not None:
            length = grouped(plan.context_length)
            self.enlarge.setText(self.tr("Longer view: {tokens} tokens").format(tokens=length))
            if plan.yarn_factor is not None and plan.context_length > plan.native_context:
                words.append(self._warning(plan))
        self._text.setText(" ".join(words))
        self.summarise.setText(self.tr("Summarise the older part"))
        self.enlarge.setToolTip(
            self.tr("Loads the model again; an answer that is being written goes on after it")
        )
        self.close_button.setAccessibleName(self.tr("Close"))

    def _warning(self, plan: LoadPlan) -> str:
        text = self.tr(
            "Beyond {native} tokens the longer view is stretched (YaRN): the model's authors warn "
            "that it may do worse with short texts."
        )
        return text.format(native=grouped(plan.native_context))
