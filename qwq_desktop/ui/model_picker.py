"""The pill at the right of the header: the model in use, how it is, a menu to change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from qwq_desktop.models.state import ModelStatus
from qwq_desktop.ui.pill import PillButton
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_MENU_ICON = 16


@dataclass(frozen=True)
class ModelChoice:
    """A line of the menu.

    `reference` is what `model_chosen` says again; `detail` is a few words (size, quantization).
    """

    reference: str
    name: str
    detail: str = ""
    thinks: bool = False


class ModelPicker(PillButton):
    """Shows the model in use and offers the others."""

    manage_requested = Signal()
    model_chosen = Signal(str)
    open_file_requested = Signal()
    unload_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(icons, theme, parent)
        self.setObjectName("modelPicker")
        self._choices: tuple[ModelChoice, ...] = ()
        self._current: str | None = None
        self._name = ""
        self._status = ModelStatus.NONE
        self._progress: float | None = None
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(self._menu)
        self._show()

    def set_models(self, choices: Sequence[ModelChoice], current: str | None = None) -> None:
        """The models that the menu lists, and the reference of the one in use."""
        self._choices = tuple(choices)
        self._current = current

    def set_state(self, name: str, status: ModelStatus, progress: float | None = None) -> None:
        """What the pill says. `progress` (0…1) counts while loading, None where it isn't known."""
        self._name, self._status, self._progress = name, status, progress
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        super().set_theme(theme)
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        text = self._text()
        self.setText(text)
        self.setToolTip(self.tr("Choose a model"))
        self.setAccessibleName(self.tr("Model: {text}").format(text=text))
        self.set_dot(self._dot_color())
        self.updateGeometry()

    def _text(self) -> str:
        if self._status is ModelStatus.NONE:
            rests = self.tr("{name} · rests").format(name=self._name)
            return rests if self._name else self.tr("Choose a model")
        if self._status is ModelStatus.FAILED:
            return self.tr("{name} · did not load").format(name=self._name)
        if self._status is ModelStatus.LOADING and self._progress is not None:
            percent = round(100 * self._progress)
            return self.tr("{name} · loading {percent} %").format(name=self._name, percent=percent)
        if self._status is ModelStatus.LOADING:
            return self.tr("{name} · loading").format(name=self._name)
        return self._name

    def _dot_color(self) -> str:
        colors = self._theme.palette
        return {
            ModelStatus.READY: colors.accent,
            ModelStatus.LOADING: colors.warn,
            ModelStatus.FAILED: colors.danger,
            ModelStatus.NONE: colors.faint,
        }[self._status]

    def _fill_menu(self) -> None:
        self._menu.clear()
        for choice in self._choices:
            self._menu.addAction(self._model_action(choice))
        if self._choices:
            self._menu.addSeparator()
        color, size = self._theme.palette.soft, self._theme.px(_MENU_ICON)
        open_icon = self._icons.icon("folder-open", color, size)
        open_file = self._menu.addAction(open_icon, self.tr("Open model file…"))
        open_file.triggered.connect(self.open_file_requested)
        box = self._icons.icon("box", color, size)
        manage = self._menu.addAction(box, self.tr("Manage models…"))
        manage.triggered.connect(self.manage_requested)
        unload = self._menu.addAction(_blank(size), self.tr("Unload"))
        unload.setToolTip(self.tr("Gives the memory back to the computer"))
        unload.setEnabled(self._status in (ModelStatus.READY, ModelStatus.LOADING))
        unload.triggered.connect(self.unload_requested)

    def _model_action(self, choice: ModelChoice) -> QAction:
        is_current = choice.reference == self._current
        marks = [choice.detail, self.tr("thinks") if choice.thinks else ""]
        detail = " · ".join(filter(None, marks))
        action = QAction(f"{choice.name}\t{detail}" if detail else choice.name, self._menu)
        action.setCheckable(True)
        action.setChecked(is_current)
        size = self._theme.px(_MENU_ICON)
        check = self._icons.icon("check", self._theme.palette.accent, size)
        action.setIcon(check if is_current else _blank(size))
        action.triggered.connect(lambda: self.model_chosen.emit(choice.reference))
        return action


def _blank(size: int) -> QIcon:
    """An empty icon, so that the texts of a menu stand in one line."""
    pixmap = QPixmap(size, size)
    pixmap.fill("transparent")
    return QIcon(pixmap)
