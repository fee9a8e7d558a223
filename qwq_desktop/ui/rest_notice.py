"""Tells that the model rests because memory ran short."""

from PySide6.QtCore import QObject

from qwq_desktop.models.idle import IdleWatch, RestReason
from qwq_desktop.ui.notices import Notice, Notices

KEY = "rests"


class RestNotice(QObject):
    """After a time that the user chose the pill says enough; unasked for, it needs a word."""

    def __init__(self, watch: IdleWatch, notices: Notices) -> None:
        super().__init__(notices)
        self._notices = notices
        watch.rested.connect(self._on_rested)

    def _on_rested(self, reason: RestReason) -> None:
        if reason is RestReason.MEMORY_SHORT:
            text = self.tr(
                "Other programs need the memory, so the model rests. It wakes with your next "
                "question."
            )
            self._notices.show_notice(Notice(KEY, text))
