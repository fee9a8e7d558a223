"""Why a passage was found, as small bars: by its words, by its meaning, and how it was ranked."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from qwq_desktop.documents.passages import Score
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

_WIDTH, _HEIGHT = 44, 4
_GAP = 6


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


class Reason(QWidget):
    """A share with its name."""

    def __init__(self, share: float, theme: Theme) -> None:
        super().__init__()
        self._share = share
        self._label = QLabel()
        set_role(self._label, "caption")
        self.bar = Bar(share, theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._label)
        row.addWidget(self.bar)

    def set_name(self, name: str, told: str) -> None:
        """Be called so; `told` is the sentence with {words} and {share}."""
        self._label.setText(name)
        text = told.format(words=name, share=round(100 * self._share))
        self.bar.setToolTip(text)
        self.bar.setAccessibleName(text)


class ScoreBars(QWidget):
    """Hidden for a passage that no search chose: all of the text was given."""

    def __init__(self, score: Score, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = score
        shares = (score.words, score.meaning, score.ranked)
        self.reasons = [Reason(share, theme) for share in shares if share is not None]
        WrappingRow(_GAP, self).set_widgets(self.reasons)
        self._retranslate()
        self.setVisible(has_reasons(score))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for reason in self.reasons:
            reason.bar.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        names = (self.tr("Same words"), self.tr("Same meaning"), self.tr("Answers you"))
        told = self.tr("{words}: {share} of 100")
        for reason, name in zip(self.reasons, names, strict=False):
            reason.set_name(name, told)
        self.setToolTip(self._how_it_got_here())

    def _how_it_got_here(self) -> str:
        if self._score.ranked is not None:
            return self.tr(
                "Found by its words and its meaning. Its place among the passages was then decided"
                " by the model that reads each of them together with your question."
            )
        return self.tr("Its place among the passages was decided by its words and its meaning.")


def has_reasons(score: Score) -> bool:
    """Whether a search found the passage itself: not its neighbour, not a text given whole."""
    return score.words > 0 or score.meaning > 0 or score.ranked is not None
