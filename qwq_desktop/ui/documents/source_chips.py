"""Chips over the composer: documents of this chat that can't be asked yet, and why."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.ui.chip import Chip
from qwq_desktop.ui.documents.lines import reading_text, reason_of
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

MOST_SHOWN = 4
_GAP = 6
_WIDEST_NAME = 180
_UNDER_WAY = (DocumentState.WAITING, DocumentState.READING)


def is_to_show(entry: Entry) -> bool:
    """Whether a document that is switched on can't be asked as it is now."""
    return not entry.status.is_searchable


class SourceChip(Chip):
    """One document. A click leads to where it can be mended; the cross switches it off."""

    def __init__(self, entry: Entry, icons: Icons, theme: Theme) -> None:
        super().__init__("Source", icons)
        self.setObjectName("sourceChip")
        self.entry = entry
        self._set_theme(theme)

    @property
    def words(self) -> str:
        """What the chip says."""
        return self._name.accessibleName()

    def update_page(self, entry: Entry) -> None:
        """Tell how far the reading got; nothing else of the document may have changed."""
        self.entry = entry
        self._name.setToolTip(self._reason())

    def _set_theme(self, theme: Theme) -> None:
        palette = theme.palette
        is_under_way = self.entry.status.state in _UNDER_WAY
        color = palette.soft if is_under_way else palette.warn
        icon = "file-text" if is_under_way else "circle-alert"
        self.dress(theme, ground=palette.card, ink=color, icon=icon, icon_color=color)
        self._retranslate()

    def _retranslate(self) -> None:
        name = self.entry.document.name
        match self.entry.status.state:
            case DocumentState.WAITING:
                words = self.tr("{name}: waiting to be read")
            case DocumentState.READING:
                words = self.tr("{name}: reading…")
            case DocumentState.NEEDS_PASSWORD:
                words = self.tr("{name}: needs its password")
            case _:
                words = self.tr("{name}: can't be read")
        metrics = self._name.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME)
        self._name.setText(words.format(name=shown).replace("&", "&&"))
        self._name.setAccessibleName(words.format(name=name))
        self._name.setToolTip(self._reason())
        self._remove.setToolTip(self.tr("Leave it out of this chat"))
        self._remove.setAccessibleName(self.tr("Leave {name} out of this chat").format(name=name))

    def _reason(self) -> str:
        if self.entry.status.state is DocumentState.READING:
            return reading_text(self.entry.status)
        return reason_of(self.entry) or self.entry.document.name


class SourceChips(QWidget):
    """Hidden while all documents of the chat can be asked."""

    opened = Signal(int)  # document id
    removed = Signal(int)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceChips")
        self._icons = icons
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self._row = WrappingRow(_GAP, self)
        self.hide()

    @property
    def chips(self) -> list[SourceChip]:
        """The chips on show."""
        return [chip for chip in self._row.widgets if isinstance(chip, SourceChip)]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; of many the first, and how many more there are."""
        before, self._entries = self._entries, tuple(entries)
        if list(map(_but_page, before)) != list(map(_but_page, self._entries)):
            self._rebuild()
        elif before != self._entries:  # what is pointed at stays where it is
            for chip, entry in zip(self.chips, self._entries, strict=False):
                chip.update_page(entry)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()

    def _rebuild(self) -> None:
        parts: list[QWidget] = [self._chip(entry) for entry in self._entries[:MOST_SHOWN]]
        left = len(self._entries) - len(parts)
        if left > 0:
            more = QLabel(self.tr("and %n more", "", left))
            set_role(more, "note")
            parts.append(more)
        self._row.set_widgets(parts)
        self.setVisible(bool(parts))

    def _chip(self, entry: Entry) -> SourceChip:
        number = entry.document.id
        chip = SourceChip(entry, self._icons, self._theme)
        chip.opened.connect(lambda: self.opened.emit(number))
        chip.removed.connect(lambda: self.removed.emit(number))
        return chip


def _but_page(entry: Entry) -> Entry:
    return replace(entry, status=replace(entry.status, page=0, pages=0))
