"""The thinking of a message: timed, foldable, quieter than the answer."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.fold_toggle import FoldToggle
from qwq_desktop.ui.chat.stopwatch import Stopwatch
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.thinking_body import ThinkingBody
from qwq_desktop.ui.chat.thinking_controls import ThinkingControls
from qwq_desktop.ui.chat.wording import duration_text, step_text, tokens_text
from qwq_desktop.ui.theme.style import set_role

LAST_WORDS = 160  # characters that the folded panel shows of a thought that goes on
_TICK_MS = 1_000
_MARKS = re.compile(r"[*`#]+(?=\S)|(?<=\S)[*`]+")


class ThinkingPanel(QWidget):
    """Shows a thought while it comes and after.

    A stored one is laid out when it is first unfolded.
    """

    answer_now_requested = Signal()
    height_changed = Signal()
    wished = Signal(object, str)  # Wish, text

    def __init__(
        self, parts: TextParts, clock: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        """`clock` gives seconds, as `time.monotonic` does."""
        super().__init__(parent)
        self.setObjectName("thinkingPanel")
        self._parts = parts
        self._watch = Stopwatch(clock)
        self._is_live = False
        self._tokens = 0
        self._stored: tuple[str, Sequence[ToolStep]] | None = None
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._show_words)
        self.toggle = FoldToggle(parts, self)
        self.controls = ThinkingControls(self)
        self.answer_now = QPushButton(self)
        self.body = ThinkingBody(parts, self)
        self._last_words = QLabel(self)
        self._set_up()
        self._retranslate()

    @property
    def is_folded(self) -> bool:
        """Whether only the header is shown."""
        return not self.body.is_open

    @property
    def is_live(self) -> bool:
        """Whether the thinking goes on."""
        return self._is_live

    @property
    def text(self) -> str:
        """The thinking as the model wrote it."""
        return self._stored[0] if self._stored else self.body.document_view.markdown

    def start(self, seconds: float = 0.0) -> None:
        """The thinking begins, or goes on after a tool.

        `seconds` were spent on it before this view was made.
        """
        if self._is_live:
            return
        if seconds:
            self._watch.set_seconds(seconds)
        self._watch.start()
        self._ticker.start()
        self._set_live(True)

    def append(self, text: str, tokens: int) -> None:
        """More of the thought came; `tokens` counts all so far, 0 leaves the number."""
        self._tokens = tokens or self._tokens
        self._lay_out_stored()
        self.body.document_view.append(text)
        if self._is_live and self.is_folded:
            self._show_last_words()

    def add_step(self, step: ToolStep) -> None:
        """A tool was used."""
        self._lay_out_stored()
        self.body.document_view.add_note(step_text(step))

    def pause(self) -> None:
        """The thinking rests or ended: the answer begins, or a tool works."""
        if self._is_live:
            self._watch.pause()
            self._ticker.stop()
            self._set_live(False)

    def finish(self, seconds: float, tokens: int) -> None:
        """The message is complete; these are its figures, 0 keeps those measured here."""
        self.pause()
        if seconds:
            self._watch.set_seconds(seconds)
        self._tokens = tokens or self._tokens
        self.body.document_view.finish()
        self._show_words()

    def show_stored(
        self, thinking: str, steps: Sequence[ToolStep], seconds: float, tokens: int
    ) -> None:
        """Show a thought from the past, folded."""
        self._stored = (thinking, steps)
        self._watch.set_seconds(seconds)
        self._tokens = tokens
        self._show_words()

    def set_folded(self, is_folded: bool, *, animated: bool = True) -> None:
        """Fold or unfold."""
        if not is_folded:
            self._lay_out_stored()
        self.toggle.setChecked(not is_folded)
        self.body.set_open(not is_folded, animated=animated)
        self._show_last_words()

    def fit(self, width: int) -> None:
        """Lay out for a width."""
        self.body.fit(width)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self.toggle.set_parts(parts)
        self.body.set_parts(parts)
        self._style_last_words()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _set_up(self) -> None:
        self.answer_now.setObjectName("answerNowButton")
        set_role(self.answer_now, "primary")
        self.answer_now.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.answer_now.setCursor(Qt.CursorShape.PointingHandCursor)
        self.answer_now.clicked.connect(self.answer_now_requested)
        self.answer_now.hide()
        self.controls.wished.connect(self.wished)
        self.controls.answer_now_requested.connect(self.answer_now_requested)
        self.controls.height_changed.connect(self.height_changed)
        self.toggle.toggled.connect(lambda is_open: self.set_folded(not is_open))
        self.body.height_changed.connect(self.height_changed)
        header = QHBoxLayout()
        header.setContentsMargins(0, 0, 0, 0)
        header.addWidget(self.toggle)
        header.addStretch(1)
        header.addWidget(self.controls)
        header.addSpacing(6)
        header.addWidget(self.answer_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.controls.below)
        column.addWidget(self._last_words)
        column.addWidget(self.body)
        self._last_words.setTextFormat(Qt.TextFormat.PlainText)
        self._last_words.setMinimumWidth(1)
        self._last_words.hide()
        self._style_last_words()

    def _style_last_words(self) -> None:
        theme = self._parts.theme
        self._last_words.setFont(self._parts.thinking.font)
        self._last_words.setStyleSheet(f"color: {theme.palette.faint}; padding-left: 26px;")
        self._last_words.setFixedHeight(self._parts.thinking.line_height(theme.THINKING))

    def _set_live(self, is_live: bool) -> None:
        self._is_live = is_live
        self.body.set_live(is_live)
        self.answer_now.setVisible(is_live)
        self.controls.set_live(is_live)
        self._show_words()
        self._show_last_words()
        self.height_changed.emit()

    def _lay_out_stored(self) -> None:
        if self._stored is None:
            return
        (thinking, steps), self._stored = self._stored, None
        view = self.body.document_view
        start = 0
        for step in steps:
            view.append(thinking[start : step.after_thinking])
            view.add_note(step_text(step))
            start = max(start, step.after_thinking)
        view.append(thinking[start:])
        view.finish()

    def _show_words(self) -> None:
        title, detail = self._words()
        self.toggle.set_words(title, detail)

    def _words(self) -> tuple[str, str]:
        seconds = self._watch.seconds
        tokens = tokens_text(self._tokens) if self._tokens else ""
        if self._is_live:
            return self.tr("Thinking…"), " · ".join(filter(None, (duration_text(seconds), tokens)))
        if round(seconds) < 1:
            return self.tr("Thought for a moment"), f"· {tokens}" if tokens else ""
        title = self.tr("Thought for {duration}").format(duration=duration_text(seconds))
        return title, f"· {tokens}" if tokens else ""

    def _show_last_words(self) -> None:
        is_shown = self._is_live and self.is_folded
        if is_shown:
            words = " ".join(_MARKS.sub("", self.body.document_view.last_words(LAST_WORDS)).split())
            metrics = self._last_words.fontMetrics()
            room = max(40, self.width() - 30)
            self._last_words.setText(metrics.elidedText(words, Qt.TextElideMode.ElideLeft, room))
        if self._last_words.isHidden() == is_shown:
            self._last_words.setVisible(is_shown)
            self.height_changed.emit()

    def _retranslate(self) -> None:
        self.answer_now.setText(self.tr("Answer now"))
        self.answer_now.setToolTip(self.tr("End the thinking and go on to the answer"))
        self.toggle.setToolTip(self.tr("Show or hide the thinking"))
        self._show_words()
