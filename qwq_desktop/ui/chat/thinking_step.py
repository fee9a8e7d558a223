"""A tool's use within the thinking: one line that unfolds to what went in and what came out."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.wording import running_text, step_arguments, step_icon, step_text

SHOWN = 4_000  # characters of an argument or a result that are shown
_ICON = 16
_CHEVRON = 14
_GAP = 8


class StepToggle(QAbstractButton):
    """The line: an icon for the kind of tool, what it did, a chevron."""

    def __init__(self, words: Callable[[], str], icon: str, parts: TextParts) -> None:
        """`words` says the line in the language of now."""
        super().__init__()
        self.setObjectName("toolStepToggle")
        self._words = words
        self._icon = icon
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)
        self.retranslate()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._font = QFont(parts.thinking.font)
        self._font.setPixelSize(parts.theme.px(13))
        self.update()

    def retranslate(self) -> None:
        """Say it in the language of now."""
        self.setText(self._words())
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show or hide what went in and what came out"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(200, self._parts.theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        theme, palette = self._parts.theme, self._parts.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, ratio = self.height() / 2, self.devicePixelRatioF()
        size, fold = theme.px(_ICON), theme.px(_CHEVRON)
        icon = self._parts.icons.pixmap(self._icon, palette.accent, size, ratio)
        painter.drawPixmap(QPointF(10, middle - size / 2), icon)
        left = 10 + size + _GAP
        room = self.width() - left - fold - _GAP - 10
        painter.setFont(self._font)
        painter.setPen(QColor(palette.ink if self.underMouse() else palette.soft))
        words = QFontMetricsF(self._font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, max(20, room)
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, room, self.height()), flags, words)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        chevron = self._parts.icons.pixmap(name, palette.faint, fold, ratio)
        painter.drawPixmap(QPointF(self.width() - 10 - fold, middle - fold / 2), chevron)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()


class ThinkingStep(QWidget):
    """A card with the line; unfolded, the texts stand below it and can be selected."""

    height_changed = Signal()

    def __init__(
        self,
        step: ToolStep,
        parts: TextParts,
        parent: QWidget | None = None,
        *,
        is_running: bool = False,
    ) -> None:
        """A tool that `is_running` has no result yet."""
        super().__init__(parent)
        self.setObjectName("toolStep")
        self._step = step
        self._is_running = is_running
        self._parts = parts
        self.toggle = StepToggle(self._line_words, step_icon(step), parts)
        self._titles = (QLabel(self), QLabel(self))
        self._texts = (
            _text(step_arguments(step), self),
            _text(_bounded(step.result), self),
        )
        self._lay_out()
        self.toggle.toggled.connect(self._show_texts)
        self.set_parts(parts)
        self._retranslate()
        self._show_texts(is_shown=False)

    @property
    def texts(self) -> tuple[str, str]:
        """What went in and what came out, as shown."""
        return self._texts[0].text(), self._texts[1].text()

    def finish(self, step: ToolStep) -> None:
        """The tool has done its work."""
        self._step, self._is_running = step, False
        self._texts[1].setText(_bounded(step.result))
        self.toggle.retranslate()
        self._show_texts(self.toggle.isChecked())

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self.toggle.set_parts(parts)
        theme, palette = parts.theme, parts.theme.palette
        for title in self._titles:
            title.setStyleSheet(
                f"color: {palette.faint}; font-size: {theme.px(theme.CAPTION)}px;"
                " padding-left: 34px;"
            )
        for text in self._texts:
            text.setFont(parts.thinking.code_font)
            size = parts.thinking.code_font.pixelSize()
            text.setStyleSheet(
                f"color: {palette.ink}; font-size: {size}px; padding: 0 12px 8px 34px;"
            )
        self.update()

    def fit(self, width: int) -> int:
        """The height that it takes at a width."""
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width) if self.toggle.isChecked() else self._line()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.toggle.retranslate()
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        palette = self._parts.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toggle)
        for title, text in zip(self._titles, self._texts, strict=True):
            column.addWidget(title)
            column.addWidget(text)

    def _line_words(self) -> str:
        return running_text(self._step) if self._is_running else step_text(self._step)

    def _line(self) -> int:
        return self.toggle.sizeHint().height()

    def _show_texts(self, is_shown: bool) -> None:
        for title, text in zip(self._titles, self._texts, strict=True):
            title.setVisible(is_shown and bool(text.text()))
            text.setVisible(is_shown and bool(text.text()))
        self.height_changed.emit()

    def _retranslate(self) -> None:
        self._titles[0].setText(self.tr("Went in"))
        self._titles[1].setText(self.tr("Came out"))


def _bounded(text: str) -> str:
    text = text.strip()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _text(text: str, parent: QWidget) -> QLabel:
    label = QLabel(_bounded(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
