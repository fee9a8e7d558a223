"""Chips of attachments: a name with its size, clicked to look into it, with a cross to remove."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.chip import Chip
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

_GAP = 6
_WIDEST = 260


class AttachmentChip(Chip):
    """One attachment."""

    def __init__(
        self, attachment: Attachment, icons: Icons, theme: Theme, *, removable: bool
    ) -> None:
        super().__init__("Attachment", icons, removable=removable)
        self.attachment = attachment
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        colors = theme.palette
        self.dress(
            theme, ground=colors.ground, ink=colors.ink, icon="file-text", icon_color=colors.soft
        )
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
    """Chips in as many lines as they need; hidden while there are none."""

    changed = Signal()  # by the user or by `add`
    opened = Signal(object)  # Attachment

    def __init__(
        self, icons: Icons, theme: Theme, parent: QWidget | None = None, *, removable: bool = False
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._removable = removable
        self._row = WrappingRow(_GAP, self)
        self.hide()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What the chips stand for, in order."""
        return tuple(chip.attachment for chip in self._chips)

    @property
    def _chips(self) -> list[AttachmentChip]:
        return [chip for chip in self._row.widgets if isinstance(chip, AttachmentChip)]

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show others."""
        if tuple(attachments) != self.attachments:
            self._settle([self._chip(one) for one in attachments])

    def add(self, attachment: Attachment) -> None:
        """Show one more."""
        self._settle([*self._chips, self._chip(attachment)])

    def remove(self, attachment: Attachment) -> bool:
        """Take one away, the last that equals it; return whether it was there."""
        for chip in reversed(self._chips):
            if chip.attachment == attachment:
                self._drop(chip)
                return True
        return False

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)

    def _chip(self, attachment: Attachment) -> AttachmentChip:
        chip = AttachmentChip(attachment, self._icons, self._theme, removable=self._removable)
        chip.opened.connect(lambda: self.opened.emit(chip.attachment))
        chip.removed.connect(lambda: self._drop(chip))
        return chip

    def _drop(self, chip: AttachmentChip) -> None:
        self._settle([one for one in self._chips if one is not chip])

    def _settle(self, chips: Sequence[AttachmentChip]) -> None:
        self._row.set_widgets(chips)
        self.setVisible(bool(chips))
        self.changed.emit()
