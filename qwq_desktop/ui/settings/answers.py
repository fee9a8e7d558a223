"""What an answer is like: thinking first or not, how long, and the instructions before it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from qwq_desktop.settings.schema import SamplingSettings, Settings, ThinkingLanguage, ThinkingMode
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.group import Group
from qwq_desktop.ui.settings.rows import ChoiceRow, NumberRow, OptionalRow, Row, number_pair
from qwq_desktop.ui.theme.style import set_role

_SETTLES_MS = 400  # after the last key
_PROMPT_HEIGHT = 92
_FIRST_THINKING_LIMIT = 4096


class PromptField(QPlainTextEdit):
    """Some lines of text; `settled` comes when the writing pauses or the field is left."""

    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_PROMPT_HEIGHT)
        set_role(self, "field")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLES_MS)
        self._timer.timeout.connect(self._settle)
        self.textChanged.connect(self._timer.start)

    def set_text(self, text: str) -> None:
        """Show a text, unless the user is writing another just now."""
        if text != self.toPlainText() and not self._timer.isActive():
            with QSignalBlocker(self):
                self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._timer.isActive() or self.sender() is self._timer:
            self._timer.stop()
            self.settled.emit(self.toPlainText())


class AnswersGroup(Group):
    """Thinking, limits and the system prompt. None of them belongs to a sampling preset."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__(store)
        self.heading.setText(self.tr("How it answers"))
        self._thinking = self._thinking_row()
        self._longest_thinking = self._longest_thinking_row()
        self._longest_reply = self._longest_reply_row()
        self._concise = self._concise_row()
        self._language = self._language_row()
        self.prompt = PromptField()
        self.prompt.setObjectName("setting_system_prompt")
        self.prompt.settled.connect(lambda text: self.change(system_prompt=text))
        prompt_row = self._prompt_row()
        limits = (self._longest_thinking, self._longest_reply)
        for row in (self._thinking, *limits, self._concise, self._language, prompt_row):
            self.rows.addWidget(row)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        self._thinking.set_value(settings.thinking)
        self._longest_thinking.set_value(settings.sampling.max_thinking_tokens)
        self._longest_reply.set_value(settings.sampling.max_tokens)
        self._concise.set_value(settings.concise_thinking)
        self._language.set_value(settings.thinking_language)
        self.prompt.set_text(settings.system_prompt)

    def _thinking_row(self) -> ChoiceRow:
        choices = (
            (ThinkingMode.AUTO, self.tr("Automatic")),
            (ThinkingMode.ON, self.tr("Always")),
            (ThinkingMode.OFF, self.tr("Never")),
        )
        note = self.tr("Automatic does as the model was made. Always also asks the others to.")
        row = ChoiceRow("thinking", self.tr("Think first"), choices, note)
        row.edited.connect(lambda mode: self.change(thinking=mode))
        return row

    def _longest_thinking_row(self) -> OptionalRow:
        title = self.tr("Longest thinking")
        pair = number_pair(
            SamplingSettings, "max_thinking_tokens", title, suffix=self.tr(" tokens"), log=True
        )
        words = (self.tr("No limit"), self.tr("Limit"))
        note = self.tr("At the limit it is led to its answer. A token is about ¾ of a word.")
        row = OptionalRow(pair, title, words, note)
        row.set_suggestion(_FIRST_THINKING_LIMIT)
        row.edited.connect(lambda value: self._change_limit(max_thinking_tokens=value))
        return row

    def _longest_reply_row(self) -> NumberRow:
        title = self.tr("Longest reply")
        pair = number_pair(
            SamplingSettings, "max_tokens", title, suffix=self.tr(" tokens"), log=True
        )
        note = self.tr("Thinking and answer together end here.")
        row = NumberRow(pair, title, note, whole=True)
        row.edited.connect(lambda value: self._change_limit(max_tokens=value))
        return row

    def _concise_row(self) -> ChoiceRow:
        choices = ((False, self.tr("Off")), (True, self.tr("On")))
        note = self.tr("Makes words of doubt (“Wait”, “Hmm”) rarer while it thinks.")
        row = ChoiceRow("concise_thinking", self.tr("Think concisely"), choices, note)
        row.edited.connect(lambda value: self.change(concise_thinking=value))
        return row

    def _language_row(self) -> ChoiceRow:
        choices = (
            (ThinkingLanguage.AUTO, self.tr("As asked")),
            (ThinkingLanguage.ENGLISH, self.tr("English")),
            (ThinkingLanguage.CHINESE, self.tr("Chinese")),
        )
        note = self.tr("A language opens each thought with a short phrase in it.")
        row = ChoiceRow("thinking_language", self.tr("Language of the thinking"), choices, note)
        row.edited.connect(lambda value: self.change(thinking_language=value))
        return row

    def _prompt_row(self) -> Row:
        title = self.tr("Instructions (system prompt)")
        row = Row(title, self.tr("What the model is told before every chat. May stay empty."))
        self.prompt.setAccessibleName(title)
        row.title.setBuddy(self.prompt)
        row.column.insertWidget(1, self.prompt)
        return row

    def _change_limit(self, **values: int | None) -> None:
        self.change(sampling=replace(self.store.value.sampling, **values))  # type: ignore[arg-type]
