"""Why a passage was found, as small bars: by its words, by its meaning, and how it was ranked."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from qwq_desktop.documents.passages import Score
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_WIDTH, _HEIGHT = 44, 4


class Bar(QWidget):
    """A share from 0 to 1."""

    def __init__(self, share: float, theme: Theme) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self._theme = theme
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        radius = area.height() / 2
        painter.setBrush(QColor(palette.line))
        painter.drawRoundedRect(area, radius, radius)
        if self._share > 0:
            area.setWidth(max(area.height(), area.width() * self._share))
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(area, radius, radius)
        painter.end()


class ScoreBars(QWidget):
    """Hidden for a passage that no search chose: all of the text was given."""

    def __init__(self, score: Score, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = score
        shares = (score.words, score.meaning, score.ranked)
        self._shares = [share for share in shares if share is not None]
        self._labels = [QLabel() for _ in self._shares]
        self._bars = [Bar(share, theme) for share in self._shares]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for label, bar in zip(self._labels, self._bars, strict=True):
            set_role(label, "caption")
            row.addWidget(label)
            row.addWidget(bar)
            row.addSpacing(8)
        row.addStretch(1)
        self._retranslate()
        self.setVisible(has_reasons(score))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for bar in self._bars:
            bar.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        names = (self.tr("Same words"), self.tr("Same meaning"), self.tr("Answers you"))
        told = self.tr("{words}: {share} of 100")
        parts = zip(self._labels, self._bars, names, self._shares, strict=False)
        for label, bar, name, share in parts:
            label.setText(name)
            text = told.format(words=name, share=round(100 * share))
            bar.setToolTip(text)
            bar.setAccessibleName(text)
        self.setToolTip(self._how_it_got_here())

    def _how_it_got_here(self) -> str:
        if self._score.ranked is not None:
            return self.tr(
                "Found by its words and its meaning. Its place among the passages was then decided"
                " by the model that reads each of them together with your question."
            )
        return self.tr("Its place among the passages was decided by its words and its meaning.")


def has_reasons(score: Score) -> bool:
    """Whether a search chose the passage; else all of the text was given."""
    return score.words > 0 or score.meaning > 0 or score.ranked is not None
