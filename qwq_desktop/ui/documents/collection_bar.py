"""The collections as chips: one is on show; more are made and renamed in place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from qwq_desktop.storage.document_records import Collection
from qwq_desktop.ui.documents.wishes import CollectionWish
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

ALL = 0  # on show: every document
IN_NEED = -1  # on show: those that should be looked at
LONGEST_NAME = 80
_SHOWN_NAME = 28  # characters
_GAP = 6
_ICON, _HEIGHT = 14, 28


class NameField(QLineEdit):
    """A name that is written in place; Enter takes it, Esc or going elsewhere leaves it."""

    left = Signal()
    named = Signal(str)

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name)
        self.setObjectName("collectionName")
        self.setMaxLength(LONGEST_NAME)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        set_role(self, "row")
        self.selectAll()
        self.returnPressed.connect(self._take)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(170, 30)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else it would be the page's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:  # noqa: D102
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()

    def _take(self) -> None:
        name = " ".join(self.text().split())
        if name:
            self.named.emit(name)
        else:
            self.left.emit()


class CollectionBar(QWidget):
    """Reports what is chosen; which one is on show is told back."""

    chosen = Signal(int)  # collection id, ALL or IN_NEED
    create_requested = Signal(str)
    naming_left = Signal()  # without a name
    rename_requested = Signal(int, str)
    wished = Signal(object, int)  # CollectionWish, collection id

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collectionBar")
        self._icons = icons
        self._theme = theme
        self._current = ALL
        self._collections: tuple[Collection, ...] = ()
        self._counts: dict[int, int] = {}
        self._editing: int | None = None  # id, ALL for a new one
        self._chips: dict[int, QPushButton] = {}
        self._row = WrappingRow(_GAP, self)
        self._new = QPushButton(self)
        self._new.setObjectName("newCollectionButton")
        self._new.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._new.clicked.connect(lambda: self.edit(ALL))
        set_role(self._new, "pill")
        self.set_theme(theme)
        self.retranslate()

    @property
    def current(self) -> int:
        """What is on show."""
        return self._current

    def show_collections(
        self, collections: Sequence[Collection], counts: Mapping[int, int]
    ) -> None:
        """Show these, with how many documents are in each, in all and in need of a look."""
        if tuple(collections) == self._collections and dict(counts) == self._counts:
            return
        self._collections, self._counts = tuple(collections), dict(counts)
        if self._editing is None:  # else once the name is written
            self._rebuild()

    def set_current(self, collection_id: int) -> None:
        """Which one is on show."""
        self._current = collection_id
        self._rebuild()

    def edit(self, collection_id: int) -> None:
        """Let a name be written: a collection's, or with ALL that of a new one."""
        self._editing = collection_id
        self._rebuild()

    def menu_for(self, collection_id: int) -> QMenu:
        """The menu of a collection."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish, text in (
            (CollectionWish.ASK, self.tr("Ask this collection")),
            (CollectionWish.WATCH, self.tr("Watch a folder…")),
            (CollectionWish.RENAME, self.tr("Rename")),
            (CollectionWish.DELETE, self.tr("Delete collection, keep its documents")),
        ):
            if wish is CollectionWish.RENAME:
                menu.addSeparator()
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, w=wish: self._wish(w, collection_id))
        return menu

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._icons.put_on(self._new, "plus", theme.palette.soft, theme.px(_ICON))
        self._new.setFixedHeight(theme.px(_HEIGHT))
        self._rebuild()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(self.tr("Collections"))
        self._new.setText(self.tr("New collection"))
        self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _rebuild(self) -> None:
        focused = next((n for n, chip in self._chips.items() if chip.hasFocus()), None)
        self._chips = {}
        parts: list[QWidget] = [self._chip(ALL, self.tr("All"))]
        field: NameField | None = None
        for one in self._collections:
            if one.id == self._editing:
                field = self._field(one.name)
                parts.append(field)
            else:
                parts.append(self._chip(one.id, one.name))
        if self._counts.get(IN_NEED):
            parts.append(self._chip(IN_NEED, self.tr("Needs a look")))
        if self._editing == ALL:
            field = self._field("")
            parts.append(field)
        self._new.setVisible(self._editing != ALL)
        self._row.set_widgets([*parts, self._new])
        if field is not None:
            field.setFocus()
        elif focused in self._chips:
            self._chips[focused].setFocus()

    def _chip(self, number: int, name: str) -> QPushButton:
        chip = QPushButton()
        chip.setObjectName("collectionChip")
        count = self._counts.get(number, 0)
        shown = name if len(name) <= _SHOWN_NAME else name[: _SHOWN_NAME - 1] + "…"
        chip.setText(f"{shown}  {count}".replace("&", "&&"))
        chip.setToolTip(name if shown != name else "")
        chip.setAccessibleName(self.tr("{name}, %n document(s)", "", count).format(name=name))
        chip.setCheckable(True)
        chip.setChecked(number == self._current)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setFixedHeight(self._theme.px(_HEIGHT))
        set_role(chip, "pill")
        chip.clicked.connect(lambda: self._choose(number))
        if number > 0:
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(lambda at: self._open_menu(number, at))
        self._chips[number] = chip
        return chip

    def _field(self, name: str) -> NameField:
        field = NameField(name, self.tr("Name of the collection"))
        field.named.connect(self._take_name)
        field.left.connect(self._stop_editing)
        return field

    def _choose(self, number: int) -> None:
        """Another one; on that which is on show, its menu."""
        if number == self._current and number > 0:
            self._chips[number].setChecked(True)
            self._open_menu(number, QPoint(0, self._chips[number].height() + 4))
            return
        self.chosen.emit(number)

    def _open_menu(self, number: int, at: QPoint) -> None:
        self.menu_for(number).popup(self._chips[number].mapToGlobal(at))

    def _wish(self, wish: CollectionWish, collection_id: int) -> None:
        if wish is CollectionWish.RENAME:
            self.edit(collection_id)
        else:
            self.wished.emit(wish, collection_id)

    def _take_name(self, name: str) -> None:
        number, self._editing = self._editing, None
        if number:
            self.rename_requested.emit(number, name)
        elif number == ALL:
            self.create_requested.emit(name)
        self._rebuild()

    def _stop_editing(self) -> None:
        if self._editing is not None:
            self._editing = None
            self._rebuild()
            self.naming_left.emit()
