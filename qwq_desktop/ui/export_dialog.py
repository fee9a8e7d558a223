"""Asks which chats to export, as what, and with or without the thinking."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.chat.exporting.options import ExportFormat, ExportOptions
from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.ui.combo import Combo
from qwq_desktop.ui.theme.style import set_role

_ID = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """Shown with `open`; what was chosen comes with the signal."""

    chosen = Signal(object, object, object)  # list[int] ids, ExportFormat, ExportOptions

    def __init__(
        self, chats: Sequence[ChatSummary], checked: Collection[int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export chats"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setObjectName("exportList")
        self.list.setSpacing(3)
        self.list.setAccessibleName(self.tr("Chats to export"))
        self.all = QCheckBox(self.tr("All chats"))
        self.format = Combo()
        self.format.setObjectName("exportFormat")
        self.format.setAccessibleName(self.tr("Format"))
        self.format.view().setAccessibleName(self.tr("Format"))
        self.thinking = QCheckBox(self.tr("With the thinking"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self._buttons.addButton(
            self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Cancel"))
        cancel.setIcon(QIcon())  # some desktops put a picture on it
        set_role(self.go, "primary")
        self._fill(chats, checked)
        self._lay_out()
        self._connect()
        self._update()

    @property
    def ids(self) -> list[int]:
        """The chats that are checked, in the list's order."""
        items = map(self.list.item, range(self.list.count()))
        return [i.data(_ID) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _fill(self, chats: Sequence[ChatSummary], checked: Collection[int]) -> None:
        for chat in chats:
            item = QListWidgetItem(chat.title or self.tr("New chat"))
            item.setData(_ID, chat.id)
            is_checked = chat.id in checked
            item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if is_checked and len(checked) == 1:
                self.list.setCurrentItem(item)
        for name, kind in (
            (self.tr("Markdown"), ExportFormat.MARKDOWN),
            (self.tr("Web page (HTML)"), ExportFormat.HTML),
            (self.tr("Word (.docx)"), ExportFormat.WORD),
            (self.tr("PDF"), ExportFormat.PDF),
            (self.tr("JSON, to import again"), ExportFormat.JSON),
        ):
            self.format.addItem(name, kind)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Format"), self.format)
        form.addRow("", self.thinking)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.all)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.resize(440, 500)

    def _connect(self) -> None:
        self.all.clicked.connect(self._check_all)
        self.list.itemChanged.connect(self._update)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)

    def _check_all(self, is_checked: bool) -> None:
        state = Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(state)

    def _update(self, *_: object) -> None:
        count = len(self.ids)
        self.go.setEnabled(count > 0)
        self.all.setChecked(0 < count == self.list.count())

    def _accept(self) -> None:
        kind = ExportFormat(self.format.currentData())
        options = ExportOptions(self.thinking.isChecked())
        ids = self.ids
        self.accept()
        self.chosen.emit(ids, kind, options)
