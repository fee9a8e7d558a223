"""What folds under the thinking's header.

The thought behind its rule, with the tools' steps and the user's remarks at their places, at any
height between nothing and full.
"""

from PySide6.QtCore import QEasingCurve, QRect, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.thinking_remark import ThinkingRemark
from qwq_desktop.ui.chat.thinking_step import ThinkingStep
from qwq_desktop.ui.theme.motion import duration_ms

_TEXT_LEFT = 18
_RULE_WIDTH = 2
_ABOVE = 8
_GAP = 10  # around a step or a remark

Part = DocumentView | ThinkingStep | ThinkingRemark


class ThinkingBody(QWidget):
    """Stacks the texts, steps and remarks of a thought.

    The rule at its left has the accent's colour while the thinking lives.
    """

    code_wished = Signal(object, str, str)  # CodeWish, the code, its language
    height_changed = Signal()
    link_activated = Signal(str)

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._is_open = False
        self._is_live = False
        self._room = 0
        self._full = 0  # height of all there is
        self._stack: list[Part] = []
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.valueChanged.connect(self._set_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)
        self._add_text()

    @property
    def is_open(self) -> bool:
        """Whether the text is shown, or about to be."""
        return self._is_open

    @property
    def ends_with_text(self) -> bool:
        """Whether neither a step nor a remark stands at the end."""
        return isinstance(self._stack[-1], DocumentView)

    @property
    def document_view(self) -> DocumentView:
        """The text at the end, which grows."""
        last = self._stack[-1]
        return last if isinstance(last, DocumentView) else self._add_text()

    @property
    def views(self) -> list[DocumentView]:
        """The texts in their order; between them stand steps and remarks."""
        return [part for part in self._stack if isinstance(part, DocumentView)]

    def append(self, text: str) -> None:
        """More of the thought came."""
        self.document_view.append(text)

    def add_step(self, step: ToolStep) -> None:
        """A tool was used here."""
        card = ThinkingStep(step, self._parts, self)
        card.height_changed.connect(self._place)
        self._insert(card)

    def add_remark(self, words: str) -> None:
        """The user said this here."""
        self._insert(ThinkingRemark(words, self._parts, self))

    def clear(self) -> None:
        """Forget the thought."""
        for part in self._stack:
            part.hide()
            part.deleteLater()
        self._stack = []
        self._add_text()
        self._place()

    def finish(self) -> None:
        """The thought is complete."""
        self.document_view.finish()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        for part in self._stack:
            if isinstance(part, DocumentView):
                part.restyle(parts, parts.thinking)
            else:
                part.set_parts(parts)
        self.update()

    def set_live(self, is_live: bool) -> None:
        """Whether the thinking goes on."""
        self._is_live = is_live
        self.document_view.set_live(is_live)
        self.update()

    def set_open(self, is_open: bool, *, animated: bool = True) -> None:
        """Unfold or fold."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._motion.stop()
        time_ms = duration_ms(self._parts.theme) if animated and self.isVisible() else 0
        if time_ms == 0:
            self._set_height(self._wanted_height())
            return
        self._motion.setDuration(time_ms)
        self._motion.setStartValue(self.height())
        self._motion.setEndValue(self._wanted_height())
        self._motion.start()

    def fit(self, width: int) -> None:
        """Lay out for a width."""
        room = max(40, width - _TEXT_LEFT)
        if room != self._room:
            self._room = room
            for view in self.views:
                view.fit(room)
        self._place()

    def _add_text(self) -> DocumentView:
        view = DocumentView(self._parts, self._parts.thinking, self)
        view.setAccessibleName(self.tr("Thinking"))
        view.height_changed.connect(self._place)
        view.link_activated.connect(self.link_activated)
        view.code_wished.connect(self.code_wished)
        view.set_live(self._is_live)
        if self._room:
            view.fit(self._room)
        self._stack.append(view)
        view.show()
        return view

    def _insert(self, part: ThinkingStep | ThinkingRemark) -> None:
        last = self._stack[-1]
        if isinstance(last, DocumentView):
            last.set_live(False)
            last.finish()
        self._stack.append(part)
        part.show()
        self._place()

    def _place(self) -> None:
        """Stack the parts; what comes at the end moves nothing above it."""
        room = self._room or max(40, self.width() - _TEXT_LEFT)
        bottom, is_first = _ABOVE, True
        for part in self._stack:
            height = part.height() if isinstance(part, DocumentView) else part.fit(room)
            if height == 0:
                continue
            gap = 0 if is_first else _GAP
            part.setGeometry(QRect(_TEXT_LEFT, bottom + gap, room, height))
            bottom, is_first = bottom + gap + height, False
        self._full = 0 if is_first else bottom
        self._follow_text()

    def _wanted_height(self) -> int:
        return self._full if self._is_open else 0

    def _follow_text(self) -> None:
        if self._motion.state() is QVariantAnimation.State.Running:
            self._motion.setEndValue(self._wanted_height())
        else:
            self._set_height(self._wanted_height())

    def _set_height(self, height: int) -> None:
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        palette = self._parts.theme.palette
        painter = QPainter(self)
        color = palette.accent if self._is_live else palette.line
        painter.fillRect(0, _ABOVE, _RULE_WIDTH, max(0, self.height() - _ABOVE), QColor(color))
        painter.end()
