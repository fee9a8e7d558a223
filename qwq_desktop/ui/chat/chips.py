"""Chips of attachments: a name with its size, clicked to look into it, with a cross to remove."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_GAP = 6
_ICON = 14
_WIDEST = 260


class AttachmentChip(QFrame):
    """One attachment."""

    opened = Signal()
    removed = Signal()

    def __init__(
        self, attachment: Attachment, icons: Icons, theme: Theme, *, removable: bool
    ) -> None:
        super().__init__()
        self.attachment = attachment
        self._icons = icons
        self._name = QPushButton(self)
        self._name.setObjectName("attachmentName")
        self._name.clicked.connect(self.opened)
        self._remove = QToolButton(self)
        self._remove.setObjectName("removeAttachment")
        self._remove.setVisible(removable)
        self._remove.clicked.connect(self.removed)
        for button in (self._name, self._remove):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setIconSize(QSize(_ICON, _ICON))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4 if removable else 8, 0)
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addWidget(self._remove)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        palette = theme.palette
        self.setStyleSheet(
            f"AttachmentChip {{ background: {palette.ground}; border: 1px solid {palette.line};"
            " border-radius: 8px; }"
            "QPushButton, QToolButton { background: transparent; border: 1px solid transparent;"
            f" border-radius: 6px; color: {palette.ink}; padding: 3px 4px; min-height: 18px;"
            f" max-height: 18px; font-size: {theme.px(13)}px; text-align: left; }}"
            "QPushButton:hover { text-decoration: underline; }"
            "QPushButton:focus, QToolButton:focus, QToolButton:hover"
            f" {{ border-color: {palette.accent}; background: transparent; }}"
        )
        self._name.setIcon(self._icons.icon("file-text", palette.soft, _ICON, _ICON + 6))
        self._name.setIconSize(QSize(_ICON + 6, _ICON))
        self._remove.setIcon(self._icons.icon("x", palette.soft, _ICON))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        name = self.attachment.name
        size = format_bytes(len(self.attachment.text.encode("utf-8", "replace")))
        metrics = self._name.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST - 90)
        self._name.setText(f"{shown} · {size}".replace("&", "&&"))
        self._name.setToolTip(name)
        label = self.tr("Look into {name}, {size}").format(name=name, size=size)
        self._name.setAccessibleName(label)
        self._remove.setToolTip(self.tr("Remove"))
        self._remove.setAccessibleName(self.tr("Remove {name}").format(name=name))


class ChipRow(QWidget):
    """Chips one beside the other, in as many lines as they need; hidden while there are none."""

    changed = Signal()  # by the user or by `add`
    opened = Signal(object)  # Attachment

    def __init__(
        self, icons: Icons, theme: Theme, parent: QWidget | None = None, *, removable: bool = False
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._removable = removable
        self._chips: list[AttachmentChip] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What the chips stand for, in order."""
        return tuple(chip.attachment for chip in self._chips)

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show others."""
        if tuple(attachments) == self.attachments:
            return
        while self._chips:
            self._drop(self._chips[-1])
        for one in attachments:
            self._add(one)
        self._settle()

    def add(self, attachment: Attachment) -> None:
        """Show one more."""
        self._add(attachment)
        self._settle()

    def remove(self, attachment: Attachment) -> bool:
        """Take one away, the last that equals it; return whether it was there."""
        for chip in reversed(self._chips):
            if chip.attachment == attachment:
                self._drop(chip)
                self._settle()
                return True
        return False

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)
        self.fit(self.width())

    def fit(self, width: int) -> int:
        """Lay the chips out for a width; the height they take then."""
        left = top = height = 0
        for chip in self._chips:
            size = chip.sizeHint().boundedTo(QSize(max(80, width), 200))
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + _GAP
            chip.setGeometry(left, top, size.width(), size.height())
            left += size.width() + _GAP
            height = top + size.height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        return height

    def natural_width(self) -> int:
        """How wide they are in one line."""
        return sum(chip.sizeHint().width() + _GAP for chip in self._chips) - _GAP

    def resizeEvent(self, _event: object) -> None:  # noqa: D102
        self.fit(self.width())

    def _add(self, attachment: Attachment) -> None:
        chip = AttachmentChip(attachment, self._icons, self._theme, removable=self._removable)
        chip.setParent(self)
        chip.opened.connect(lambda: self.opened.emit(chip.attachment))
        chip.removed.connect(lambda: self._on_removed(chip))
        chip.show()
        self._chips.append(chip)

    def _on_removed(self, chip: AttachmentChip) -> None:
        self._drop(chip)
        self._settle()

    def _drop(self, chip: AttachmentChip) -> None:
        self._chips.remove(chip)
        chip.hide()
        chip.deleteLater()

    def _settle(self) -> None:
        self.setVisible(bool(self._chips))
        self.fit(self.width())
        self.changed.emit()
