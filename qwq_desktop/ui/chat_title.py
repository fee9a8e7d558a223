"""The chat's title in the header: a label that turns into a field when it is double-clicked."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QStackedWidget, QWidget

from qwq_desktop.ui.theme.style import set_role

LONGEST_TITLE = 200


class ChatTitle(QStackedWidget):
    """Shows a title, elided; lets the user write another."""

    rename_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatTitle")
        self._title = ""
        self._can_rename = False
        self._is_writing = False
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setMinimumWidth(40)
        set_role(self._label, "title")
        self._field = QLineEdit()
        self._field.setMaxLength(LONGEST_TITLE)
        set_role(self._field, "title")
        self._field.returnPressed.connect(self._finish)
        self._field.editingFinished.connect(self._finish)
        self._field.installEventFilter(self)
        self.addWidget(self._label)
        self.addWidget(self._field)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._retranslate()

    @property
    def title(self) -> str:
        """The whole title, however much of it is seen."""
        return self._title

    def set_title(self, title: str, *, can_rename: bool = True) -> None:
        """Show a title. A new chat without a message has none to rename."""
        self._title, self._can_rename = title, can_rename
        self._label.setAccessibleName(title)
        self._elide()

    def start_renaming(self) -> None:
        """Turn the label into a field with the whole title selected."""
        if not self._can_rename:
            return
        self._is_writing = True
        self._field.setText(self._title)
        self.setCurrentWidget(self._field)
        self._field.setFocus()
        self._field.selectAll()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        self.start_renaming()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._elide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self._field and event.type() == QEvent.Type.KeyPress and is_escape:
            self._field.setText(self._title)
            self._finish()
            return True
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._field.setAccessibleName(self.tr("Title of this chat"))

    def _finish(self) -> None:
        if not self._is_writing:  # hiding the field makes it say once more that it was left
            return
        self._is_writing = False
        self.setCurrentWidget(self._label)
        title = " ".join(self._field.text().split())
        if title and title != self._title:
            self.rename_requested.emit(title)

    def _open_menu(self, at: QPoint) -> None:
        if not self._can_rename:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename")).triggered.connect(self.start_renaming)
        menu.popup(self.mapToGlobal(at))

    def _elide(self) -> None:
        metrics = self._label.fontMetrics()
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        self._label.setText(shown)
        self._label.setToolTip(self._title if shown != self._title else "")
