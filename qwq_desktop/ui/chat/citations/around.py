"""What stands around an answer that was given documents, kept together for its message."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from qwq_desktop.documents.citing.verdicts import Examination
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.citations.findings import QuoteFindings
from qwq_desktop.ui.chat.citations.passages_line import PassagesLine
from qwq_desktop.ui.chat.citations.sources_list import SourcesList
from qwq_desktop.ui.theme.tokens import Theme


class SourcesButton(QToolButton):
    """Says how many sources an answer cites, and lists them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcesButton")
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._count = 0
        self._retranslate()
        self.hide()

    def set_count(self, count: int) -> None:
        """How many there are; none hides the button."""
        self._count = count
        self._retranslate()
        self.setVisible(count > 0)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        palette = theme.palette
        self.setStyleSheet(
            f"QToolButton {{ color: {palette.faint}; font-size: {theme.px(13)}px;"
            " padding: 2px 6px; }"
            f" QToolButton:hover, QToolButton:checked {{ color: {palette.ink}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        label = self.tr("Sources ({count})").format(count=self._count)
        self.setText(label)
        self.setAccessibleName(label)


class AroundAnswer(QObject):
    """Owns the parts; the message gives them their places."""

    citation_activated = Signal(int, object)  # number, 0 for none; Place | None
    citations_changed = Signal(object)  # Citations
    height_changed = Signal()
    inside_requested = Signal()
    quote_activated = Signal(int)  # index of its verdict
    sources_listed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._citations = Citations()
        self._was_asked = False
        self._told: Citations | None = None  # what was told last
        self.line = PassagesLine(theme, parent)
        self.findings = QuoteFindings(theme, parent)
        self.button = SourcesButton(parent)
        self.sources = SourcesList(theme, parent)
        self.set_theme(theme)
        self.line.inside_requested.connect(self.inside_requested)
        self.findings.place_activated.connect(lambda place: self.citation_activated.emit(0, place))
        self.findings.quote_activated.connect(self.quote_activated)
        self.button.toggled.connect(self._list)
        self.sources.activated.connect(lambda number: self.citation_activated.emit(number, None))

    @property
    def citations(self) -> Citations | None:
        """What is known; None for an answer that was asked without documents."""
        return self._citations if self._citations.passages or self._was_asked else None

    def show_passages(
        self, own: tuple[Passage, ...], meant: tuple[Passage, ...], *, was_asked: bool
    ) -> None:
        """What the question was asked with, and all that a number may mean."""
        self._was_asked = was_asked
        self.line.show_passages(own, was_asked=was_asked)
        self._show(Citations(meant, self._citations.examination))

    def show_examination(
        self, examination: Examination | None, passages: tuple[Passage, ...]
    ) -> None:
        """What came of examining the answer; None while there is nothing, or no longer."""
        self._show(Citations(passages or self._citations.passages, examination))

    def show_states(self, states: Mapping[int, SourceState]) -> None:
        """How it stands with the sources' files."""
        self.sources.show_states(states)
        self.height_changed.emit()

    def activate(self, number: int, index: int) -> None:
        """A number in the answer was clicked."""
        self.citation_activated.emit(number, self._citations.place(index))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for part in (self.line, self.findings, self.button, self.sources):
            part.set_theme(theme)

    def _show(self, citations: Citations) -> None:
        if citations == self._citations and self.citations == self._told:
            return
        self._citations = citations
        self._told = self.citations
        cited = citations.cited()
        self.findings.show_citations(citations)
        self.button.set_count(len(cited))
        self.sources.show_passages(cited)
        if not cited:
            self.sources.hide()
        self.citations_changed.emit(self.citations)
        self.height_changed.emit()

    def _list(self, is_shown: bool) -> None:
        self.sources.setVisible(is_shown)
        self.height_changed.emit()
        if is_shown:
            self.sources_listed.emit()
