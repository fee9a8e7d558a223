"""The lines below an answer that say which of its quotations could not be proven."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from qwq_desktop.documents.citing.verdicts import QuoteVerdict, Verdict
from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.citations.wording import found_at
from qwq_desktop.ui.theme.tokens import Theme

_LONGEST = 90  # characters of a quotation
_LINE = "margin: 0; line-height: 140%;"
_ABOVE = 8  # with the message's own gap, that between two paragraphs


class QuoteFindings(QLabel):
    """Hidden while every quotation holds."""

    place_activated = Signal(object)  # Place
    quote_activated = Signal(int)  # index of its verdict

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quoteFindings")
        self._theme = theme
        self._citations = Citations()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._follow)
        self.set_theme(theme)
        self.hide()

    def show_citations(self, citations: Citations) -> None:
        """Say what there is to say of an answer."""
        self._citations = citations
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        size, warn = theme.px(theme.THINKING), theme.palette.warn
        self.setContentsMargins(0, theme.px(_ABOVE), 0, 0)
        self.setStyleSheet(f"#quoteFindings {{ color: {warn}; font-size: {size}px; }}")
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        found = list(enumerate(self._citations.quotes))
        missing = [(i, one) for i, one in found if one.verdict is Verdict.NOT_FOUND]
        elsewhere = [(i, one) for i, one in found if one.verdict is Verdict.ELSEWHERE]
        lines = []
        if missing:
            words = self.tr(
                "%n quotations could not be found in your documents and are marked: {quotes}",
                "",
                len(missing),
            )
            quotes = ", ".join(self._link(f"quote/{i}", one) for i, one in missing)
            lines.append(escape(words).format(quotes=quotes))
        lines += [self._elsewhere(index, quote) for index, quote in elsewhere]
        self.setText("".join(f'<p style="{_LINE}">{line}</p>' for line in lines))
        self.setVisible(bool(lines))

    def _elsewhere(self, index: int, quote: QuoteVerdict) -> str:
        words = escape(self.tr("{quote} stands in another document: {place}"))
        place = escape(found_at(quote.place, self._citations))
        link = f'<a href="place/{index}" style="{self._style()}">{place}</a>'
        return words.format(quote=self._link(f"quote/{index}", quote), place=link)

    def _link(self, address: str, quote: QuoteVerdict) -> str:
        words = escape(_shortened(quote.text))
        return f'<a href="{address}" style="{self._style()}">“{words}”</a>'

    def _style(self) -> str:
        return f"color: {self._theme.palette.warn}; text-decoration: underline;"

    def _follow(self, address: str) -> None:
        kind, _, index = address.partition("/")
        quote = self._citations.quotes[int(index)]
        if kind == "place" and quote.place is not None:
            self.place_activated.emit(quote.place)
        else:
            self.quote_activated.emit(int(index))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
