"""The list itself: each connection in a row, the newest first."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.platform.network import Connection
from qwq_desktop.ui.connections.wording import columns_of
from qwq_desktop.ui.settings.controls import text_label

_SIZE = QSize(680, 440)


class ConnectionsDialog(QDialog):
    """Shown with `open`; grows while it is open. Nothing of it is kept on the disk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("connectionsDialog")
        self.setWindowTitle(self.tr("Connections"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self._rows: dict[int, QTreeWidgetItem] = {}
        self._intro = text_label(
            "note",
            self.tr(
                "Each connection that the program made since its start, the newest first. The list "
                "is forgotten when it ends."
            ),
        )
        self._empty = text_label("body", self.tr("No connections since the start."))
        self._empty.setObjectName("connectionsEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = QTreeWidget()
        self.list.setObjectName("connectionsList")
        self.list.setAccessibleName(self.tr("Connections"))
        self._set_up_list()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        close.setIcon(QIcon())  # some desktops put a picture on it
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._intro)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        self.show_connections(())

    def show_connections(self, connections: Iterable[Connection]) -> None:
        """All that are remembered, oldest first; rows on show stay where they are."""
        known = tuple(connections)
        for connection in known:
            row = self._rows.get(connection.number) or self._add(connection.number)
            for column, text in enumerate(columns_of(connection)):
                if row.text(column) != text:
                    row.setText(column, text)
                    row.setToolTip(column, text)
        self._empty.setVisible(not known)
        self.list.setVisible(bool(known))

    def _add(self, number: int) -> QTreeWidgetItem:
        row = self._rows[number] = QTreeWidgetItem()
        row.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.list.insertTopLevelItem(0, row)
        return row

    def _set_up_list(self) -> None:
        self.list.setColumnCount(4)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.list.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            header.setSectionResizeMode(column, mode)
