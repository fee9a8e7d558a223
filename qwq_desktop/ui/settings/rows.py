"""Rows of the settings pane: a title, the control, a line that explains it in plain words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qwq_desktop.settings.schema import bounds
from qwq_desktop.ui.settings.controls import (
    Segmented,
    ValueField,
    quiet_slider,
    show_text,
    text_label,
)
from qwq_desktop.ui.settings.scale import Scale

_TIGHT = 4


class Row(QWidget):
    """A title over a control over an explanation; `edited` is the user's doing."""

    edited = Signal(object)

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setWordWrap(True)
        self.note = text_label("note")
        self.note.setContentsMargins(0, 1, 0, 0)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_TIGHT)
        self.column.addLayout(self.head)
        self.column.addWidget(self.note)
        self.set_note(note)

    def set_note(self, text: str, role: str = "note") -> None:
        """Explain; `role` is `warning` where the explanation is one."""
        self.note.setProperty("role", role)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        show_text(self.note, text)


class NumberPair(QObject):
    """A slider and a field with the same number; the field may reach further than the slider."""

    edited = Signal(float)

    def __init__(self, name: str, title: str, scale: Scale, field: ValueField) -> None:
        super().__init__(field)
        self._scale = scale
        self.field = field
        self.field.setObjectName(f"setting_{name}")
        self.field.setAccessibleName(title)
        self.field.valueChanged.connect(self._field_changed)
        self.slider = quiet_slider(name, scale.last_position, self._slider_moved)
        self.slider.setAccessibleName(title)

    def set_value(self, value: float) -> None:
        """Show a number without reporting it."""
        with QSignalBlocker(self.field), QSignalBlocker(self.slider):
            self.field.setValue(value)
            self.slider.setValue(self._scale.position(value))

    def set_scale(self, scale: Scale) -> None:
        """Let the slider span other values; the number stays."""
        self._scale = scale
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, scale.last_position)
            self.slider.setPageStep(max(1, scale.last_position // 10))
            self.slider.setValue(scale.position(self.field.value()))

    def _slider_moved(self, position: int) -> None:
        value = self._scale.value(position)
        with QSignalBlocker(self.field):
            self.field.setValue(value)
        self.edited.emit(value)

    def _field_changed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.position(value))
        self.edited.emit(value)


def number_pair(
    owner: type, name: str, title: str, *, decimals: int = 0, suffix: str = "", log: bool = False
) -> NumberPair:
    """The pair for a numeric field of a settings class, within its bounds."""
    low, high, step = bounds(owner, name)
    field = ValueField(low, high, step, decimals, suffix)
    return NumberPair(name, title, Scale(low, high, step, logarithmic=log), field)


class NumberRow(Row):
    """A number with a slider under it."""

    def __init__(
        self, pair: NumberPair, title: str, note: str = "", *, whole: bool = False
    ) -> None:
        super().__init__(title, note)
        self.pair = pair
        self._whole = whole
        self.title.setBuddy(pair.field)
        self.head.addWidget(pair.field)
        self.column.insertWidget(1, pair.slider)
        pair.edited.connect(self._report)

    def set_value(self, value: float) -> None:
        """Show a number."""
        self.pair.set_value(value)

    def _report(self, value: float) -> None:
        self.edited.emit(round(value) if self._whole else value)


class OptionalRow(Row):
    """A whole number that may be left to the program: two words, and the number if wanted."""

    def __init__(
        self,
        pair: NumberPair,
        title: str,
        words: tuple[str, str],
        note: str = "",
        *,
        with_slider: bool = True,
    ) -> None:
        super().__init__(title, note)
        self.pair = pair
        self._suggestion = pair.field.minimum()
        name = pair.field.objectName().removeprefix("setting_")
        self.choice = Segmented(f"{name}_choice")
        self.choice.set_choices(title, ((False, words[0]), (True, words[1])))
        self.choice.chosen.connect(self._choose)
        self.head.addWidget(self.choice)
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 2, 0, 0)
        body.setSpacing(12)
        body.addWidget(pair.slider, 1)
        body.addWidget(pair.field, 0 if with_slider else 1)
        pair.slider.setVisible(with_slider)
        self.column.insertWidget(1, self._body)
        pair.edited.connect(lambda value: self.edited.emit(round(value)))

    def set_value(self, value: int | None) -> None:
        """Show a number, or that it is left to the program (None)."""
        self.choice.set_value(value is not None)
        self._body.setVisible(value is not None)
        if value is not None:
            self.pair.set_value(value)

    def set_suggestion(self, value: float) -> None:
        """The number to begin with when the user wants one."""
        self._suggestion = min(max(value, self.pair.field.minimum()), self.pair.field.maximum())

    def _choose(self, wants_number: object) -> None:
        self.edited.emit(round(self._suggestion) if wants_number else None)


class ChoiceRow(Row):
    """A title over some words of which one holds."""

    def __init__(
        self, name: str, title: str, choices: Sequence[tuple[Any, str]], note: str = ""
    ) -> None:
        super().__init__(title, note)
        self.choice = Segmented(name)
        self.choice.set_choices(title, choices)
        self.choice.chosen.connect(self.edited)
        self.column.insertWidget(1, self.choice, 0, Qt.AlignmentFlag.AlignLeft)

    def set_value(self, value: object) -> None:
        """Show which one holds."""
        self.choice.set_value(value)
