"""A model of the list: its card, and below it what is asked or was found about it."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.models.catalogue_entry import Role
from qwq_desktop.models.inventory import Keeping, Listed
from qwq_desktop.models.shelf.checks import Checking
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.model_presenter import short_name
from qwq_desktop.ui.models.card import Card, Verdict
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.models.library.strip import Answer, Strip
from qwq_desktop.ui.models.library.wishes import ModelWish
from qwq_desktop.ui.tab_order import bring_into_view
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.tokens import Theme

_UNKNOWN = "–"
_KEEP = "keep"
_NARROW = 560  # pixels, below which the quantisation stands among the other facts


class ModelCard(QWidget):
    """Shows what it is given; says what is wished."""

    wished = Signal(object, object)  # ModelWish, Listed

    def __init__(self, item: Listed, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("libraryModel")
        self.item = item
        self.is_loaded = False
        self._check: Checking | None = None
        self._shown: object = None  # all that `show_item` was given last
        self._names_file = self._is_narrow = False
        self._icons = icons
        self._today = date.today()
        self._card = Card(theme)
        self.open_button = self._card.add_button("openModelButton")
        self.open_button.clicked.connect(lambda: self._wish(ModelWish.OPEN))
        self.more_button = self._make_more()
        self._strip: Strip | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._card)
        self.set_theme(theme)

    @property
    def strip(self) -> Strip:
        """What is asked or said below the card; made when there is first something to say."""
        if self._strip is None:
            self._strip = Strip()
            self._strip.chosen.connect(self._on_chosen)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._strip)
        return self._strip

    @property
    def _is_talking(self) -> bool:
        return self._strip is not None and self._strip.isVisibleTo(self)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._card.set_theme(theme)
        self._icons.put_on(self.more_button, "ellipsis", theme.palette.soft, theme.px(ICON_SIZE))

    def show_item(
        self,
        item: Listed,
        check: Checking | None,
        today: date,
        *,
        is_loaded: bool,
        names_file: bool = False,
    ) -> None:
        """Show a model as it is now; `names_file` if another one has the same name."""
        shown = (item, check, today, is_loaded, names_file)
        if shown == self._shown:
            return
        self._shown = shown
        is_asking = self._is_talking and self._check == check and self.item == item
        self.item, self.is_loaded, self._today = item, is_loaded, today
        self._check, self._names_file = check, names_file
        self._show_texts()
        if not is_asking:
            self._show_check()

    def ask_removal(self) -> None:
        """Ask whether the model is to go, in place."""
        own = self.item.keeping is Keeping.OWN
        go = self.tr("Delete") if own else self.tr("Take off the list")
        self.strip.say(
            wording.removal_question(self.item, is_loaded=self.is_loaded),
            Answer(_KEEP, self.tr("Keep")),
            Answer(ModelWish.REMOVE, go, "primary"),
        )
        self.strip.buttons[0].setFocus()
        QTimer.singleShot(0, self._show_question)  # once the strip has its place

    def _show_question(self) -> None:
        bring_into_view(self.strip)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_texts()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_texts()
            self._show_check()

    def _show_texts(self) -> None:
        item, card = self.item, self._card
        card.set_name("" if self._is_narrow else item.quantisation or _UNKNOWN)
        card.set_text("", lead=wording.breakable(short_name(item.ref.name)))
        if item.trouble is not None:
            told = explain(item.trouble.code, item.trouble.facts)
            card.set_caption(wording.breakable(told.title), role="danger")
        else:
            text = wording.caption(
                item, self._today, is_loaded=self.is_loaded, names_file=self._names_file
            )
            card.set_caption(f"{item.quantisation} · {text}" if self._is_narrow else text)
        card.set_badge(*self._badge())
        can_chat = item.ref.entry is None or item.ref.entry.role is Role.CHAT
        self.open_button.setVisible(can_chat and item.trouble is None)
        self.open_button.setText(self.tr("Go to chat") if self.is_loaded else self.tr("Open"))
        name = item.ref.name
        self.setAccessibleName(name)
        self.open_button.setAccessibleName(self.tr("Open {name}").format(name=name))
        self.more_button.setAccessibleName(self.tr("More about {name}").format(name=name))
        self.more_button.setToolTip(self.tr("More"))

    def _badge(self) -> tuple[str, Verdict]:
        item = self.item
        if item.trouble is not None:
            return self.tr("Cannot be used"), Verdict.BAD
        if self.is_loaded:
            return self.tr("In use"), Verdict.GOOD
        if item.ref.entry is not None and item.ref.entry.role is not Role.CHAT:
            return self.tr("For documents"), Verdict.PLAIN
        if item.keeping is Keeping.BUILT_IN:
            return self.tr("Built in"), Verdict.PLAIN
        return "", Verdict.PLAIN

    def _show_check(self) -> None:
        check = self._check
        if check is None:
            if self._strip is not None:
                self._strip.clear()
            return
        strip = self.strip
        if check.share is not None:
            if not self._is_talking or not strip.property("is_checking"):
                text = self.tr("Checking every byte…")
                strip.say(text, Answer(ModelWish.CANCEL_CHECK, self.tr("Cancel")))
            strip.set_progress(check.share)
        else:
            close = Answer(ModelWish.CLOSE_VERDICT, self.tr("OK"))
            text = wording.breakable(wording.verdict_text(check))
            strip.say(text, *self._remedies(check), close, is_bad=check.is_damaged)
        strip.setProperty("is_checking", check.is_running)

    def _remedies(self, check: Checking) -> tuple[Answer, ...]:
        if not check.is_damaged or not wording.is_from_the_net(self.item):
            return ()
        return (Answer(ModelWish.FETCH_AGAIN, self.tr("Fetch it again"), "primary"),)

    def _make_more(self) -> QPushButton:
        button = self._card.add_button("moreModelButton", "icon")
        button.clicked.connect(self._show_menu)
        return button

    def menu(self) -> QMenu:
        """What can be done with the model, as a menu that deletes itself."""
        menu = QMenu(self)
        item = self.item
        if item.trouble is None or item.keeping is not Keeping.BUILT_IN:
            self._add(menu, self.tr("Check the file"), ModelWish.CHECK)
        if item.trouble is not None and wording.is_from_the_net(item):
            self._add(menu, self.tr("Fetch it again"), ModelWish.FETCH_AGAIN)
        self._add(menu, self.tr("Show in folder"), ModelWish.SHOW)
        if wording.may_move_in(item) and item.trouble is None:
            self._add(menu, self.tr("Move to the models folder"), ModelWish.MOVE_IN)
        if item.keeping is not Keeping.BUILT_IN:
            own = item.keeping is Keeping.OWN
            text = self.tr("Delete…") if own else self.tr("Take off the list…")
            menu.addSeparator()
            menu.addAction(text).triggered.connect(self.ask_removal)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.more_button.mapToGlobal(QPoint(self.more_button.width(), 0))
        below = QPoint(-menu.sizeHint().width(), self.more_button.height() + 2)
        menu.popup(corner + below)

    def _add(self, menu: QMenu, text: str, wish: ModelWish) -> None:
        menu.addAction(text).triggered.connect(lambda: self._wish(wish))

    def _on_chosen(self, key: str) -> None:
        if key == _KEEP:
            self._show_check()
            self.more_button.setFocus()
        else:
            if key == ModelWish.REMOVE:
                self.strip.clear()
            self._wish(ModelWish(key))

    def _wish(self, wish: ModelWish) -> None:
        self.wished.emit(wish, self.item)
