"""By what documents are found: words alone, or models that compare meanings and rank."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from qwq_desktop.documents.embedding.model import DEFAULT_EMBEDDER, NO_EMBEDDER
from qwq_desktop.models.references import ModelRef
from qwq_desktop.ui.documents.reranker_choice import RerankerChoice
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_ICON = 16


@dataclass(frozen=True)
class EmbedderChoice:
    """What the settings say, and what there is to choose from."""

    setting: str = ""
    usable: tuple[ModelRef, ...] = ()

    @property
    def current(self) -> ModelRef | None:
        """The model in use; None where words alone do it."""
        wanted = self.setting or DEFAULT_EMBEDDER
        return next((ref for ref in self.usable if wanted in (ref.id, str(ref.path))), None)

    @property
    def is_missing(self) -> bool:
        """Whether a model is wanted that isn't here."""
        return self.setting != NO_EMBEDDER and self.current is None


class EmbedderLine(QWidget):
    """A faint line with a menu."""

    chosen = Signal(str)  # value of the setting `embedding_model`
    find_requested = Signal()  # of other models
    reranker_chosen = Signal(str)  # value of the setting `reranking_model`

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("embedderLine")
        self._icons = icons
        self._theme = theme
        self._choice = EmbedderChoice()
        self._ranking = RerankerChoice()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._change = QPushButton()
        self._change.setObjectName("changeEmbedderButton")
        set_role(self._change, "link")
        self._change.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_choice(self, choice: EmbedderChoice, ranking: RerankerChoice) -> None:
        """Show what is in use."""
        self._choice, self._ranking = choice, ranking
        self.show()
        self._retranslate()

    def menu(self) -> QMenu:
        """What there is to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._choice.current
        for ref in self._choice.usable:
            value = "" if ref.id == DEFAULT_EMBEDDER else ref.id
            name = self.tr("Words and meaning: {model}").format(model=ref.name.replace("&", "&&"))
            self._add(menu, name, value, self.chosen, is_current=ref == current)
        words = self.tr("Words alone")
        is_alone = self._choice.setting == NO_EMBEDDER
        self._add(menu, words, NO_EMBEDDER, self.chosen, is_current=is_alone)
        menu.addSeparator()
        for text, value, is_current in self._ranking.entries():
            self._add(menu, text, value, self.reranker_chosen, is_current=is_current)
        menu.addSeparator()
        menu.addAction(self.tr("Find other models…")).triggered.connect(self.find_requested)
        return menu

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _add(
        self, menu: QMenu, text: str, value: str, chosen: SignalInstance, *, is_current: bool
    ) -> None:
        tick = self._icons.icon("check", self._theme.palette.accent, self._theme.px(_ICON))
        action = menu.addAction(tick if is_current else QIcon(), text)
        if not is_current:
            action.triggered.connect(lambda: chosen.emit(value))

    def _open(self) -> None:
        menu = self.menu()
        height = menu.sizeHint().height()
        menu.popup(self._change.mapToGlobal(QPoint(0, -height - 4)))

    def _retranslate(self) -> None:
        current = self._choice.current
        if current is not None:
            words = self.tr("Found by their words and by their meaning, with {model}.")
            text = words.format(model=current.name)
        elif self._choice.is_missing:
            text = self.tr(
                "Found by their words alone: the model that compares meanings is not on this"
                " computer. Choose another, or find one among the models."
            )
        else:
            text = self.tr("Found by their words alone, as you chose.")
        is_missing = self._choice.is_missing or self._ranking.is_missing
        set_role(self._words, "warning" if is_missing else "caption")
        self._words.setText(" ".join(filter(None, (text, self._ranking.words))))
        self._change.setText(self.tr("Change…"))
        self._change.setAccessibleName(self.tr("Change how documents are found"))
