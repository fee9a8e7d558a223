"""The search over the hubs, as it looks: a field, where to look, and what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.choice import HubAnswer
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.clear_button import clear_button, dress_clear_button
from qwq_desktop.ui.models.search.result import ResultView
from qwq_desktop.ui.models.search.trouble import TroubleCard
from qwq_desktop.ui.models.search.wording import answers_text, hub_name
from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import Segmented, show_text, text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

_GAP = 10
SUGGESTIONS = ("QwQ-32B", "Qwen3 8B", "DeepSeek R1 Distill Qwen")


class SearchSection(QWidget):
    """Shows what it is told; nothing is asked of a hub but on Enter or by a button."""

    asked = Signal(str)
    cancelled = Signal()
    measure_wished = Signal()
    source_chosen = Signal(object)  # HubSource
    tokens_wished = Signal()

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hubSearch")
        self._icons = icons
        self._theme = theme
        self._answers: tuple[HubAnswer, ...] = ()
        self._mirrors: tuple[str, ...] = ()
        self._words = ""
        self._is_searching = False
        self.results: list[ResultView] = []
        self.field = QLineEdit()
        self.field.setObjectName("hubSearchField")
        dress_clear_button(self.field, icons, theme)
        self.go = QPushButton()
        self.go.setObjectName("hubSearchButton")
        set_role(self.go, "primary")
        self._privacy = text_label("note")
        self._source_label = QLabel()
        set_role(self._source_label, "caption")
        self.source = Segmented("hub_source", may_stack=True)
        self._measured = text_label("note")
        self._measured.setObjectName("hubAnswers")
        self._mirror = text_label("note")
        self._mirror.setObjectName("hubMirror")
        self._measure = self._link("hubMeasureButton")
        self._tokens = self._link("hubTokensButton")
        self._busy = ProgressBar()
        self._busy.show_share(-1)
        self._status = text_label("body")
        self._status.setObjectName("hubSearchStatus")
        self._cancel = QPushButton()
        self._cancel.setObjectName("hubCancelButton")
        self._ideas = QWidget()
        self.trouble = TroubleCard(theme)
        self._list = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._retranslate()
        self.show_start()

    def show_start(self) -> None:
        """Nothing was looked for yet."""
        self._set_results(())
        self._set_state(is_searching=False, words="")
        self._ideas.show()

    def show_searching(self, words: str) -> None:
        """The hub is being asked."""
        self._set_results(())
        self._set_state(is_searching=True, words=words)

    def show_found(self, results: Sequence[ResultView], words: str) -> None:
        """What came; nothing is said in words."""
        self._set_state(is_searching=False, words=words)
        self._set_results(results)
        self._show_status()

    def show_error(self, error: QwQError) -> None:
        """Why nothing came."""
        self._set_state(is_searching=False, words="")
        self.trouble.show_error(error)

    def show_source(self, source: HubSource) -> None:
        """Which hub is asked."""
        self.source.set_value(source)

    def show_answers(self, answers: tuple[HubAnswer, ...]) -> None:
        """How the hubs answered."""
        self._answers = answers
        self._show_answers()

    def show_mirrors(self, mirrors: Sequence[str]) -> None:
        """Sentences about hubs that the environment replaced."""
        self._mirrors = tuple(mirrors)
        show_text(self._mirror, "\n".join(self._mirrors))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        dress_clear_button(self.field, self._icons, theme)
        for result in self.results:
            result.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _set_state(self, *, is_searching: bool, words: str) -> None:
        self._is_searching, self._words = is_searching, words
        self._busy.setVisible(is_searching)
        self._cancel.setVisible(is_searching)
        self._ideas.hide()
        self.trouble.clear()
        self._show_status()

    def _set_results(self, results: Sequence[ResultView]) -> None:
        for old in self.results:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.results = list(results)
        for result in results:
            self._list.addWidget(result)
            result.show()

    def _show_status(self) -> None:
        if self._is_searching:
            show_text(self._status, self.tr("Looking for “{words}”…").format(words=self._words))
        elif self._words and not self.results:
            text = self.tr("Nothing found for “{words}”. Try fewer words, or the other source.")
            show_text(self._status, text.format(words=self._words))
        else:
            show_text(self._status, "")

    def _show_answers(self) -> None:
        if self._answers:
            self._measured.setText(answers_text(self._answers))
        else:
            self._measured.setText(self.tr("Some networks reach only one of them."))
        self._measure.setText(
            self.tr("Ask again") if self._answers else self.tr("Which of them answers here?")
        )

    def _ask(self) -> None:
        if text := self.field.text().strip():
            self.asked.emit(text)

    def _try(self, words: str) -> None:
        self.field.setText(words)
        self.asked.emit(words)

    def _link(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(button, "link")
        return button

    def _lay_out(self) -> None:
        asking = _row(self.field, self.go)
        asking.setStretch(0, 1)
        where = WrappingRow(_GAP)
        where.addWidget(self._source_label)
        where.addWidget(self.source)
        where.add_end(self._tokens)
        asked = _row(self._measure, self._measured)
        asked.setStretch(1, 1)
        waiting = _row(self._status, self._cancel)
        waiting.setStretch(0, 1)
        ideas = WrappingRow(_GAP, self._ideas)
        self._ideas_label = QLabel()
        set_role(self._ideas_label, "caption")
        ideas.addWidget(self._ideas_label)
        for words in SUGGESTIONS:
            button = QPushButton(words)
            button.setObjectName("hubIdea")
            button.clicked.connect(lambda _checked=False, words=words: self._try(words))
            ideas.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(asking)
        column.addWidget(self._privacy)
        column.addLayout(where)
        column.addLayout(asked)
        for part in (self._mirror, self._ideas, self._busy):
            column.addWidget(part)
        column.addLayout(waiting)
        column.addWidget(self.trouble)
        self._list.setSpacing(10)
        column.addLayout(self._list)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.cancelled)
        self._measure.clicked.connect(self.measure_wished)
        self._tokens.clicked.connect(self.tokens_wished)
        self.source.chosen.connect(self.source_chosen)
        self.trouble.retry_wished.connect(self._ask)
        self.trouble.token_wished.connect(self.tokens_wished)

    def _retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Words, owner/name, or the address of a model"))
        self.field.setAccessibleName(self.tr("Search the hub for models"))
        clear_button(self.field).setAccessibleName(self.tr("Empty the search"))
        self.go.setText(self.tr("Search"))
        self._privacy.setText(
            self.tr("Nothing is sent while you type, only when you press Enter or Search.")
        )
        self._source_label.setText(self.tr("Look on"))
        names = [(source, hub_name(source)) for source in HubSource]
        self.source.set_choices(self.tr("Where to look"), names)
        self._tokens.setText(self.tr("Tokens…"))
        self._cancel.setText(self.tr("Cancel"))
        self._ideas_label.setText(self.tr("For example:"))
        self._show_answers()
        self._show_status()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for widget in widgets:
        row.addWidget(widget)
    return row
