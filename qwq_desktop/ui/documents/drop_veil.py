"""What lies over the page while files are dragged over it, and the card of an empty page."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import mixed, set_role
from qwq_desktop.ui.theme.tokens import Theme

_ICON = 30


class DropVeil(QWidget):
    """Says where what is dropped will be."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme

    def show_over(self, text: str) -> None:
        """Lie over the whole parent."""
        parent = self.parentWidget()
        assert parent is not None
        self._text = text
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        colors = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(mixed(colors.accent, colors.ground, 0.08))
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        _dashed(painter, QRectF(self.rect()).adjusted(16, 16, -16, -16), colors.accent)
        font = painter.font()
        font.setPixelSize(self._theme.px(18))
        painter.setFont(font)
        painter.setPen(QColor(colors.accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class EmptyDocuments(QWidget):
    """Stands where the list will be, and says how it begins."""

    files_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyDocuments")
        self._icons = icons
        self._theme = theme
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel()
        set_role(self._title, "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = text_label("note")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(theme.px(460))
        self._files, self._folder, self._paste = QPushButton(), QPushButton(), QPushButton()
        self._files.setObjectName("emptyAddFiles")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self._files, self._folder, self._paste):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(self._words, 100)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        column.addLayout(words)
        column.addSpacing(10)
        column.addLayout(row)
        column.addStretch(3)
        self._files.clicked.connect(self.files_requested)
        self._folder.clicked.connect(self.folder_requested)
        self._paste.clicked.connect(self.paste_requested)
        self._collection = ""
        self.set_theme(theme)

    def show_for(self, collection: str) -> None:
        """Say it for a collection, or with "" for all documents."""
        self._collection = collection
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        picture = self._icons.pixmap("file-text", theme.palette.faint, theme.px(_ICON))
        self._picture.setPixmap(picture)
        self._retranslate()
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _dashed(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.palette.line)
        painter.end()

    def _retranslate(self) -> None:
        if self._collection:
            title = self.tr("Nothing in “{name}” yet")
            self._title.setText(title.format(name=self._collection))
            words = self.tr(
                "Drop files or folders here, put documents into it with their menu, or watch a"
                " folder: its files then come by themselves."
            )
        else:
            self._title.setText(self.tr("Drop files or folders here"))
            words = self.tr(
                "PDF, Word, PowerPoint, Excel, OpenDocument, e-books, web pages, e-mail, text and"
                " code. They are read on this computer and stay where they are; nothing leaves it."
            )
        self._words.setText(words)
        self._files.setText(self.tr("Add files…"))
        self._folder.setText(self.tr("Add a folder…"))
        self._paste.setText(self.tr("Paste text…"))


def _dashed(painter: QPainter, box: QRectF, color: str) -> None:
    pen = QPen(QColor(color), 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 14, 14)
