"""The model manager's page: three sections of which one is on show."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from qwq_desktop.ui.pages import PageFrame
from qwq_desktop.ui.settings.controls import Segmented
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

_GAP = 8


class Section(StrEnum):
    """What the model manager shows."""

    ADVICE = "advice"  # what fits this computer
    LIBRARY = "library"  # what is on it
    SEARCH = "search"  # what the hubs have


class ModelManager(PageFrame):
    """Holds the sections; each is made by those who know what it shows."""

    section_shown = Signal(object)  # Section
    welcome_wished = Signal()

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__(icons, theme)
        self.setObjectName("modelManager")
        self._sections: dict[Section, QWidget] = {}
        self._section = Section.ADVICE
        self._choice = Segmented("models_section", may_stack=True)
        self._choice.chosen.connect(self.show_section)
        row = WrappingRow(_GAP)
        row.addWidget(self._choice)
        self._welcome = QPushButton()
        self._welcome.setObjectName("showWelcomeButton")
        self._welcome.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._welcome, "link")
        self._welcome.clicked.connect(self.welcome_wished)
        row.add_end(self._welcome)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._retranslate()

    @property
    def section(self) -> Section:
        """The section on show."""
        return self._section

    def add_strip(self, strip: QWidget) -> None:
        """Put something between the choice of a section and the section."""
        self.column.insertWidget(1, strip)

    def add_section(self, section: Section, widget: QWidget) -> None:
        """Put a section in its place."""
        self._sections[section] = widget
        self.column.insertWidget(self.column.count() - 1, widget)
        widget.setVisible(section is self._section)

    def show_section(self, section: object) -> None:
        """Show a section, and tell it."""
        self._section = Section(str(section))
        self._choice.set_value(self._section)
        for each, widget in self._sections.items():
            widget.setVisible(each is self._section)
        self.scroll_area.verticalScrollBar().setValue(0)
        self.section_shown.emit(self._section)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Models"))
        names = {
            Section.ADVICE: self.tr("For this computer"),
            Section.LIBRARY: self.tr("On this computer"),
            Section.SEARCH: self.tr("Find more"),
        }
        self._welcome.setText(self.tr("Get started"))
        self._welcome.setToolTip(self.tr("The three steps of the first start, once more"))
        self._choice.set_choices(self.tr("Which models"), list(names.items()))
        self._choice.set_value(self._section)
