"""Python's cycle collector, kept to the main thread.

By itself it runs on whichever thread allocates next. Where it finds Qt objects in a cycle, it would
then destroy them beside the event loop that still uses them, which ends in a crash now and then.
"""

import gc

from PySide6.QtCore import QObject, QTimer

CHECK_MS = 5000


class MainThreadCollector(QObject):
    """Collects in the thread that made it, when the collector's own thresholds say so.

    What a start leaves (modules, classes, the window) stays until the end: the first time is used
    to put it aside (`gc.freeze`), so that no later collection looks through all of it again. That
    took longer than a frame.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._is_settled = False
        self._timer = QTimer(self, interval=CHECK_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        if not self._is_settled:
            self._is_settled = True
            gc.freeze()
            return
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if limit and count > limit
        ]
        if due:
            gc.collect(max(due))

    def close(self) -> None:
        """Give the collector back its own ways."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
