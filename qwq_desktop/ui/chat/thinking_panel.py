"""The thinking of a message: timed, foldable, quieter than the answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qwq_desktop.chat.remarks import thought_parts, unmarked
from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.copy_button import CopyButton
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.fold_toggle import FoldToggle
from qwq_desktop.ui.chat.row_buttons import ICON, row_button
from qwq_desktop.ui.chat.stopwatch import Stopwatch
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.thinking_body import ThinkingBody
from qwq_desktop.ui.chat.thinking_last_words import ThinkingLastWords
from qwq_desktop.ui.chat.wording import duration_text, running_text, step_text, tokens_text

_TICK_MS = 1_000  # how often the figures and the folded line change


class ThinkingPanel(QWidget):
    """Shows a thought while it comes and after.

    A stored one is laid out when it is first unfolded.
    """

    find_requested = Signal()
    height_changed = Signal()
    link_activated = Signal(str)

    def __init__(
        self, parts: TextParts, clock: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        """`clock` gives seconds, as `time.monotonic` does."""
        super().__init__(parent)
        self.setObjectName("thinkingPanel")
        self._watch = Stopwatch(clock)
        self._is_live = False
        self._tokens = 0
        self._written: list[str] = []
        self._length = 0
        self._starts: list[int] = [0]  # where in the thought each text of the body begins
        self._stored: tuple[str, Sequence[ToolStep]] | None = None
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._on_tick)
        self.toggle = FoldToggle(parts, self)
        self.copy = CopyButton(lambda: unmarked(self.text).strip(), parts, self)
        self.search = row_button("findInThinkingButton", self)
        self.body = ThinkingBody(parts, self)
        self._last_words = ThinkingLastWords(parts, self)
        self._set_up()
        self._show_find_icon(parts)
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
        """The thinking as it is stored."""
        return self._stored[0] if self._stored else "".join(self._written)

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
        self._write(text)
        if self._is_live and self.is_folded and not self._last_words.text():
            self._show_last_words()  # later ones come calmly, with the ticks

    def show_call(self, call: ToolStep) -> None:
        """A tool begins to work; `call` has no result yet."""
        self._lay_out_stored()
        self.body.add_call(call)
        self._last_words.begin(running_text(call))
        self._show_words()
        self._show_last_words()

    def add_step(self, step: ToolStep) -> None:
        """A tool was used."""
        self._lay_out_stored()
        self._add_step(step)
        self._show_words()
        self._show_last_words()

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
        self.body.finish()
        self._show_words()
        self._show_last_words()

    def show_stored(
        self, thinking: str, steps: Sequence[ToolStep], seconds: float, tokens: int
    ) -> None:
        """Show a thought from the past instead of what is here, folded."""
        self.body.clear()
        self._last_words.begin()
        self._written, self._length, self._starts = [], 0, [0]
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
        self.copy.setVisible(not is_folded)
        self.search.setVisible(not is_folded)
        self._show_last_words()

    def reveal(self, offset: int) -> DocumentView:
        """Unfold, for something was found at this place of the thinking; the text that has it."""
        self.set_folded(False, animated=False)
        for view in self.body.views:
            view.flush_all()
        at = sum(start <= offset for start in self._starts)
        return self.body.views[max(0, min(at, len(self.body.views)) - 1)]

    def fit(self, width: int) -> None:
        """Lay out for a width."""
        self.body.fit(width)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        for part in (self.toggle, self.copy, self._last_words, self.body):
            part.set_parts(parts)
        self._show_find_icon(parts)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _set_up(self) -> None:
        self.toggle.toggled.connect(lambda is_open: self.set_folded(not is_open))
        self.copy.setObjectName("copyThinkingButton")
        self.copy.hide()
        self.search.hide()
        self.search.clicked.connect(self.find_requested)
        self.body.height_changed.connect(self.height_changed)
        self.body.link_activated.connect(self.link_activated)
        header = QHBoxLayout()
        header.setContentsMargins(0, 0, 0, 0)
        header.addWidget(self.toggle)
        header.addStretch(1)
        header.addWidget(self.search)
        header.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._last_words)
        column.addWidget(self.body)

    def _show_find_icon(self, parts: TextParts) -> None:
        theme = parts.theme
        parts.icons.put_on(self.search, "search", theme.palette.faint, theme.px(ICON))

    def _set_live(self, is_live: bool) -> None:
        self._is_live = is_live
        self.body.set_live(is_live)
        self._show_words()
        self._show_last_words()
        self.height_changed.emit()

    def _write(self, text: str) -> None:
        """Words of the model go into the text, remarks of the user stand for themselves."""
        before = self._length
        self._length += len(text)
        self._written.append(text)
        for part in thought_parts(text):
            if part.is_remark:
                self.body.add_remark(part.text)
            elif part.text.strip() or self.body.ends_with_text:
                self._append_text(part.text, before + part.start)

    def _append_text(self, text: str, start: int) -> None:
        count = len(self.body.views)
        self.body.append(text)
        if len(self.body.views) > count:
            self._starts.append(start)
        self._last_words.add(text)

    def _add_step(self, step: ToolStep) -> None:
        self.body.add_step(step)
        self._last_words.begin(step_text(step))

    def _lay_out_stored(self) -> None:
        if self._stored is None:
            return
        (thinking, steps), self._stored = self._stored, None
        start = 0
        for step in steps:
            self._write(thinking[start : step.after_thinking])
            self._add_step(step)
            start = max(start, step.after_thinking)
        self._write(thinking[start:])
        self.body.finish()

    def _on_tick(self) -> None:
        self._show_words()
        if self.is_folded:
            self._show_last_words()

    def _show_words(self) -> None:
        title, detail = self._words()
        self.toggle.set_words(title, detail)

    def _words(self) -> tuple[str, str]:
        seconds = self._watch.seconds
        tokens = tokens_text(self._tokens) if self._tokens else ""
        if self._is_live or self.body.is_calling:
            doing = self.tr("Thinking…") if self._is_live else self.tr("Using a tool…")
            return doing, " · ".join(filter(None, (duration_text(seconds), tokens)))
        if round(seconds) < 1:
            return self.tr("Thought for a moment"), f"· {tokens}" if tokens else ""
        title = self.tr("Thought for {duration}").format(duration=duration_text(seconds))
        return title, f"· {tokens}" if tokens else ""

    def _show_last_words(self) -> None:
        is_shown = (self._is_live or self.body.is_calling) and self.is_folded
        if is_shown:
            self._last_words.show_now()
        else:
            self._last_words.clear()
        if self._last_words.isHidden() == is_shown:
            self._last_words.setVisible(is_shown)
            self.height_changed.emit()

    def _retranslate(self) -> None:
        self.toggle.setToolTip(self.tr("Show or hide the thinking"))
        self.copy.set_label(self.tr("Copy the thinking"))
        self.search.setAccessibleName(self.tr("Find in the thinking"))
        self.search.setToolTip(self.tr("Find in the thinking (Ctrl+F)"))
        self._show_words()
