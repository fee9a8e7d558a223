"""The section "On this computer": a list of models, what was brought, neighbours, folders."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.models.inventory import Listed
from qwq_desktop.models.shelf.checks import Checking
from qwq_desktop.models.shelf.looking import ShelfView
from qwq_desktop.models.shelf.order import Order, arranged
from qwq_desktop.ui.clear_button import clear_button, dress_clear_button
from qwq_desktop.ui.combo import Combo
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.models.library.folders_group import FoldersGroup
from qwq_desktop.ui.models.library.found_group import FoundGroup
from qwq_desktop.ui.models.library.incoming_sheet import IncomingSheet
from qwq_desktop.ui.models.library.model_card import ModelCard
from qwq_desktop.ui.models.library.strip import Strip
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

AT_ONCE = 4  # cards that are made in one turn of the event loop, so that it stays short
MANY = 8  # models, from which on there is a field to filter them
_FILTER_WIDTH = 220


class LibrarySection(QWidget):
    """Arranges the parts; the list is sorted and filtered here, all else comes from outside."""

    add_files_requested = Signal()
    add_folder_requested = Signal()  # a folder whose models are to be taken in
    wished = Signal(object, object)  # ModelWish, Listed

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("modelLibrary")
        self._icons = icons
        self._theme = theme
        self._view = ShelfView()
        self._loaded = ""
        self._names: Counter[str] = Counter()
        self._check_of: Callable[[str], Checking | None] = lambda _id: None
        self.cards: dict[str, ModelCard] = {}  # those made yet
        self._is_stale = False
        self._items: dict[str, Listed] = {}
        self._wanted: list[Listed] = []  # in their order
        self._placed = 0  # how many of them stand in the list
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._go_on)
        self.filter = QLineEdit()
        self.filter.setObjectName("modelFilter")
        dress_clear_button(self.filter, icons, theme)
        self.order = Combo()
        self.order.setObjectName("modelOrder")
        self.add_button = QPushButton()
        self.add_button.setObjectName("addModelButton")
        self.said = Strip()  # what was done, what went wrong
        self.moving = Strip()
        self.sheet = IncomingSheet()
        self._nothing = text_label("note")
        self._summary = text_label("caption")
        self._summary.setObjectName("librarySummary")
        self.found = FoundGroup(theme)
        self.folders = FoldersGroup(icons, theme)
        self._lay_out()
        self.filter.textChanged.connect(lambda _text: self._arrange())
        self.order.currentIndexChanged.connect(lambda _index: self._arrange())
        self.add_button.clicked.connect(self._show_add_menu)
        self._retranslate()

    def show_view(
        self, view: ShelfView, loaded: str, check_of: Callable[[str], Checking | None]
    ) -> None:
        """Show the models; `loaded` is the id of the one in use, `check_of` tells of checks.

        Cards are made a few at a time, and none while nobody sees them.
        """
        self._view, self._loaded, self._check_of = view, loaded, check_of
        self._is_stale = True
        if self.isVisible():
            self._show_view()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if self._is_stale:
            self._show_view()

    def _show_view(self) -> None:
        self._is_stale = False
        view = self._view
        self._items = {item.ref.id: item for item in view.items}
        for model_id in [one for one in self.cards if one not in self._items]:
            self._drop(model_id)
        self._names = Counter(item.ref.name for item in view.items)
        self.filter.setVisible(len(view.items) >= MANY or bool(self.filter.text()))
        self._summary.setText(wording.summary(view))
        self.folders.show_folders(view.folders)
        self._arrange()

    @property
    def listed(self) -> frozenset[str]:
        """The ids of the models that it shows, or will once it is seen."""
        return frozenset(item.ref.id for item in self._view.items)

    def show_check(self, model_id: str) -> None:
        """Show how the check of a model stands."""
        card = self.cards.get(model_id)
        if card is not None:
            self._fill(card)

    def add_menu(self) -> QMenu:
        """The two ways of adding models, as a menu that deletes itself."""
        menu = QMenu(self)
        menu.addAction(self.tr("Choose files…")).triggered.connect(self.add_files_requested)
        menu.addAction(self.tr("Choose a folder…")).triggered.connect(self.add_folder_requested)
        return menu

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        dress_clear_button(self.filter, self._icons, theme)
        self.found.set_theme(theme)
        self.folders.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)
        self.filter.setMaximumWidth(theme.px(_FILTER_WIDTH))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = WrappingRow(8)
        row.addWidget(self.order)
        row.addWidget(self.filter)
        row.add_end(self.add_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.moving)
        column.addWidget(self.sheet)
        column.addLayout(self._list)
        column.addWidget(self._nothing)
        column.addWidget(self._summary)
        column.addWidget(self.found)
        column.addWidget(self.folders)
        self.filter.setMaximumWidth(self._theme.px(_FILTER_WIDTH))
        self.filter.setMinimumWidth(90)
        self.filter.hide()

    def _arrange(self) -> None:
        """The cards in their order; those that don't fit the filter are hidden."""
        order = Order(self.order.currentData() or Order.LAST_USED)
        self._wanted = arranged(self._items.values(), order, self.filter.text())
        wanted = {item.ref.id for item in self._wanted}
        for model_id, card in self.cards.items():
            card.setVisible(model_id in wanted)
        nothing = self.tr("No model has these words.") if self.filter.text() else ""
        show_text(self._nothing, "" if self._wanted else nothing)
        self._placed = 0
        self._go_on()

    def _go_on(self) -> None:
        """Place some cards; the section is laid out once, not at each of them."""
        self._column.setEnabled(False)
        self._place_cards()
        self._column.setEnabled(True)
        self._column.update()

    def _place_cards(self) -> None:
        """Go on where the last turn ended: the cards there are, and a few that are new."""
        made = 0
        for place, item in enumerate(self._wanted[self._placed :], self._placed):
            card = self.cards.get(item.ref.id)
            if card is None and made == AT_ONCE:
                self._placed = place
                self._placing.start()
                return
            if card is None:
                card = self._make(item)
                made += 1
            self._fill(card)  # before it is in the window: then its parts are laid out once
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
            card.setVisible(True)
        self._placed = len(self._wanted)

    def _make(self, item: Listed) -> ModelCard:
        card = ModelCard(item, self._icons, self._theme)
        card.wished.connect(self.wished)
        self.cards[item.ref.id] = card
        return card

    def _fill(self, card: ModelCard) -> None:
        item = self._items[card.item.ref.id]
        check = self._check_of(item.ref.id)
        card.show_item(
            item,
            check,
            date.today(),
            is_loaded=item.ref.id == self._loaded,
            names_file=self._names[item.ref.name] > 1,
        )

    def _drop(self, model_id: str) -> None:
        card = self.cards.pop(model_id)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_add_menu(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(self.add_button.width(), self.add_button.height() + 2)
        menu.popup(self.add_button.mapToGlobal(corner) - QPoint(menu.sizeHint().width(), 0))

    def _retranslate(self) -> None:
        names = {
            Order.LAST_USED: self.tr("Last used first"),
            Order.NAME: self.tr("By name"),
            Order.SIZE: self.tr("Largest first"),
        }
        for index, (order, name) in enumerate(names.items()):
            if index == self.order.count():
                self.order.addItem(name, order)
            self.order.setItemText(index, name)
        self.order.setAccessibleName(self.tr("Order of the models"))
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the models"))
        clear_button(self.filter).setAccessibleName(self.tr("Empty the filter"))
        self.add_button.setText(self.tr("Add a model…"))
        self._summary.setText(wording.summary(self._view))
