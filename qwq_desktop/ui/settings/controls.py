"""The small parts that the settings are made of: number fields, segmented choices, captions."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QValidator
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QWidget,
)

from qwq_desktop.ui.numbers import GROUP, grouped
from qwq_desktop.ui.theme.style import set_role

_STACKED = {"first": "top", "middle": "within", "last": "bottom"}
_FIELD_INSET = 4  # what Qt puts around the digits; without it they end where the slider ends


class WheelGuard(QObject):
    """Lets the wheel scroll the page, not change a control that merely lies under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def guard_wheel(widget: QWidget) -> None:
    """Make a control heed the wheel only with the focus, which the wheel doesn't give."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))


def text_label(role: str, text: str = "") -> QLabel:
    """A label that wraps, in the look of its role."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    set_role(label, role)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Put words into a label; a label without words takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


class ValueField(QDoubleSpinBox):
    """A number to write over: digits grouped, a comma read as a point, kept within bounds."""

    def __init__(
        self, low: float, high: float, step: float, decimals: int, suffix: str = ""
    ) -> None:
        super().__init__()
        self.setLocale(QLocale.c())
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setCorrectionMode(QDoubleSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lineEdit().setTextMargins(0, 0, -_FIELD_INSET, 0)
        guard_wheel(self)

    def textFromValue(self, value: float) -> str:  # noqa: D102
        return f"{value:.{self.decimals()}f}" if self.decimals() else grouped(value)

    def valueFromText(self, text: str) -> float:  # noqa: D102
        try:
            return float(self._plain(text))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:  # noqa: D102
        plain = self._plain(text)
        allowed = "0123456789." if self.decimals() else "0123456789"
        if plain.count(".") > 1 or any(sign not in allowed for sign in plain):
            return QValidator.State.Invalid, text, position
        if plain in ("", ".") or not self.minimum() <= float(plain) <= self.maximum():
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Acceptable, text, position

    def fixup(self, text: str) -> str:  # noqa: D102
        plain = self._plain(text)
        nearest = self.value() if plain in ("", ".") else float(plain)
        return self.textFromValue(min(max(nearest, self.minimum()), self.maximum()))

    def _plain(self, text: str) -> str:
        bare = text.removesuffix(self.suffix()).replace(",", ".")
        return "".join(bare.replace(GROUP, "").split())


class Segmented(QWidget):
    """Some words side by side of which one holds; arrow keys move between them.

    One that `may_stack` sets them below each other where it has less room than they take.
    """

    chosen = Signal(object)

    def __init__(self, name: str, *, may_stack: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"setting_{name}")
        self._may_stack = may_stack
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        upright = QSizePolicy.Policy.Preferred if may_stack else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Maximum, upright)

    def set_choices(self, title: str, choices: Sequence[tuple[object, str]]) -> None:
        """The values with their words; `title` tells screen readers what is chosen."""
        self.setAccessibleName(title)
        for number, (value, text) in enumerate(choices):
            if number == len(self._values):
                self._add_button(value)
            button = self.button(value)
            button.setText(text)
            button.setAccessibleName(f"{title}: {text}")
        self._name_places()

    def set_value(self, value: object) -> None:
        """Show which one holds, without reporting it."""
        self.button(value).setChecked(True)

    @property
    def value(self) -> object:
        """The value that holds."""
        return self._values[self._group.checkedId()]

    def button(self, value: object) -> QPushButton:
        """The button of a value."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, QPushButton)
        return button

    def sizeHint(self) -> QSize:  # noqa: D102
        hints = [button.sizeHint() for button in self._group.buttons()]
        height = max((hint.height() for hint in hints), default=0)
        return QSize(sum(hint.width() for hint in hints), height)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        if not self._may_stack:
            return super().minimumSizeHint()
        hints = [button.sizeHint() for button in self._group.buttons()]
        width = max((hint.width() for hint in hints), default=0)
        return QSize(width, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return self._may_stack

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        if not self._may_stack:
            return super().heightForWidth(width)
        return self.sizeHint().height() * (len(self._values) if self._stacks_in(width) else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._stacks_in(self.width()) != self._is_stacked:
            ways = QBoxLayout.Direction
            self._row.setDirection(ways.LeftToRight if self._is_stacked else ways.TopToBottom)
            self._name_places()
            self._row.activate()  # the layout has had this event already

    @property
    def _is_stacked(self) -> bool:
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def _stacks_in(self, width: int) -> bool:
        return self._may_stack and width < self.sizeHint().width()

    def _name_places(self) -> None:
        """Tell the style sheet which corners are round."""
        count = len(self._values)
        for number, value in enumerate(self._values):
            button, place = self.button(value), _segment(number, count)
            button.setProperty("segment", _STACKED.get(place, place) if self._is_stacked else place)
            button.style().unpolish(button)
            button.style().polish(button)

    def _add_button(self, value: object) -> None:
        button = QPushButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(button, len(self._values))
        self._values.append(value)
        self._row.insertWidget(self._row.count() - 1, button)


def quiet_slider(name: str, last_position: int, moved: Callable[[int], object]) -> QSlider:
    """A horizontal slider from 0 to `last_position`."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setObjectName(f"setting_{name}_slider")
    slider.setRange(0, last_position)
    slider.setPageStep(max(1, last_position // 10))
    slider.valueChanged.connect(moved)
    guard_wheel(slider)
    return slider


def _segment(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if number == 0 else "last" if number == count - 1 else "middle"
