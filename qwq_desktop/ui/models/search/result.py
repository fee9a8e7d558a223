"""One hit of the search: a repository that unfolds to its files."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.models.advice import Advice
from qwq_desktop.models.browsing import Fitting
from qwq_desktop.models.hubs.hub import HubModel
from qwq_desktop.models.hubs.shelf import Shelf
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.models.card import Card, Verdict
from qwq_desktop.ui.models.search.file_card import FileCard
from qwq_desktop.ui.models.search.trouble import TroubleCard
from qwq_desktop.ui.models.search.wording import breakable, facts_of
from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_INDENT = 20


class ResultView(QWidget):
    """Shows a repository, and its files once they are told.

    Of a plain address there is no repository: its file stands alone.
    """

    download_wished = Signal(object)  # FileCard
    fit_wished = Signal(object)  # Shelf
    unfolded = Signal()  # its files aren't known yet
    use_wished = Signal(object)  # FileCard

    def __init__(self, model: HubModel | None, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hubResult")
        self.model = model
        self.shelf: Shelf | None = None
        self.cards: list[FileCard] = []
        self._theme = theme
        self._is_open = False
        self._is_fitting = False
        self._advice: Advice | None = None
        self._again: Callable[[], object] = self.ask
        self._head = Card(theme)
        self._fold = self._head.add_button("hubUnfoldButton")
        self._fold.clicked.connect(self._toggle)
        self._busy = ProgressBar()
        self._busy.show_share(-1)
        self.trouble = TroubleCard(theme)
        self._fit = QPushButton()
        self._note = text_label("note")
        self._files = QWidget()
        self._column = QVBoxLayout(self._files)
        self._lay_out()
        self._show()

    def show_shelf(self, shelf: Shelf) -> None:
        """Its files are known."""
        self.shelf = shelf
        self._busy.hide()
        self.trouble.clear()
        for offer in shelf.offers:
            card = FileCard(offer, self._theme, is_present=offer.name in shelf.present)
            card.download_wished.connect(lambda card=card: self.download_wished.emit(card))
            card.use_wished.connect(lambda card=card: self.use_wished.emit(card))
            self.cards.append(card)
            self._column.addWidget(card)
        self._is_open = True
        self._show()

    def show_fitting(self, fitting: Fitting) -> None:
        """What a file's header says about this computer."""
        for card in self.cards:
            if card.offer == fitting.offer:
                card.show_fitting(fitting)

    def end_fitting(self, advice: Advice | None) -> None:
        """All headers are read, or none any more."""
        self._is_fitting = False
        self._advice = advice
        best = advice.recommended if advice else None
        for card in self.cards:
            card.show_best(best is not None and card.is_option(best))
        self._show()

    def show_trouble(self, error: QwQError, again: Callable[[], object]) -> None:
        """What went wrong with it; `again` tries once more."""
        self._again = again
        self.trouble.show_error(error, has_page=self.model is not None)
        self._busy.hide()

    def try_again(self) -> None:
        """Do once more what went wrong."""
        if self.trouble.error is not None:
            self.trouble.clear()
            self._again()

    def ask(self) -> None:
        """Want its files."""
        self.trouble.clear()
        self._busy.show()
        self.unfolded.emit()

    def fit(self) -> None:
        """Want to know how they would run here."""
        self._is_fitting = True
        self._show()
        self.fit_wished.emit(self.shelf)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for card in (self._head, *self.cards):
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _lay_out(self) -> None:
        self._fit.setObjectName("hubFitButton")
        set_role(self._fit, "link")
        self._fit.clicked.connect(self.fit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._fit)
        row.addWidget(self._note, 1)
        self._column.setContentsMargins(_INDENT if self.model else 0, 0, 0, 6)
        self._column.setSpacing(8)
        self._column.addWidget(self._busy)
        self._column.addWidget(self.trouble)
        self._column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._files)
        self.trouble.retry_wished.connect(self.try_again)

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        if self._is_open and self.shelf is None:
            self.ask()
        self._show()

    def _show(self) -> None:
        model = self.model
        self._head.setVisible(model is not None)
        if model is not None:
            self._head.set_text("", lead=breakable(model.repository))
            self._head.set_caption(facts_of(model))
            gated = self.tr("Licence to accept first") if model.is_gated else ""
            self._head.set_badge(gated, Verdict.CAUTION)
            self._fold.setText(self.tr("Hide files") if self._is_open else self.tr("Show files"))
            self._fold.setAccessibleName(f"{self._fold.text()}: {model.repository}")
        self._files.setVisible(self._is_open)
        self._busy.setVisible(self._is_open and self.shelf is None and self.trouble.isHidden())
        self._show_fit_row()

    def _show_fit_row(self) -> None:
        has_files = bool(self.cards)
        self._fit.setVisible(has_files)
        self._fit.setEnabled(not self._is_fitting)
        if self._is_fitting:
            self._fit.setText(self.tr("Reading…"))
        elif len(self.cards) == 1:
            self._fit.setText(self.tr("Does it run well here?"))
        else:
            self._fit.setText(self.tr("Which of them run well here?"))
        if self._advice is not None:
            reason = self._advice.reason
            show_text(self._note, tell(reason.code, reason.facts))
        elif has_files or self.shelf is None:
            words = self.tr("Reads the beginning of each file, a few MB, before any download.")
            show_text(self._note, words if has_files else "")
        else:
            show_text(self._note, self.tr("There is no GGUF model in this repository."))
