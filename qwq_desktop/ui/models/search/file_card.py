"""One file of a repository: what it is, whether it would run here, and the way to get it."""

from PySide6.QtCore import QEvent, Signal

from qwq_desktop.models.advice import Option
from qwq_desktop.models.browsing import Fitting
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.ui.models.card import Card, Verdict
from qwq_desktop.ui.models.search.wording import breakable, facts_of_offer, judgement, verdict
from qwq_desktop.ui.theme.tokens import Theme

_UNDER_WAY = (
    DownloadState.WAITING,
    DownloadState.RUNNING,
    DownloadState.CHECKING,
    DownloadState.STALLED,
)


class FileCard(Card):
    """Shows an offer; the parts of a split model are one."""

    download_wished = Signal()
    use_wished = Signal()

    def __init__(self, offer: Offer, theme: Theme, *, is_present: bool) -> None:
        super().__init__(theme)
        self.setObjectName("hubFile")
        self.offer = offer
        self._fitting: Fitting | None = None
        self._item: DownloadItem | None = None
        self._is_present = is_present
        self._is_best = False
        self._download = self.add_button("hubDownloadButton")
        self._download.clicked.connect(self.download_wished)
        self._use = self.add_button("hubUseButton")
        self._use.clicked.connect(self.use_wished)
        self._show()

    def show_fitting(self, fitting: Fitting) -> None:
        """What its header says about this computer."""
        self._fitting = fitting
        self._show()

    def show_best(self, is_best: bool) -> None:
        """Whether it is the one to take."""
        self._is_best = is_best
        self.set_recommended(is_best)
        self._show()

    def is_option(self, option: Option) -> bool:
        """Whether advice speaks of this file."""
        return self._fitting is not None and _same(self._fitting.option, option)

    def show_item(self, item: DownloadItem | None) -> None:
        """How its download stands; None if there is none."""
        self._item = item
        self._is_present = self._is_present or (
            item is not None and item.state is DownloadState.DONE
        )
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        option = self._fitting.option if self._fitting else None
        said = judgement(self._fitting) if self._fitting else ""
        self.set_name(self.offer.quantisation or "GGUF")
        name = breakable(self.offer.name)
        self.set_text(said or name, lead=self.tr("Recommended.") if self._is_best else "")
        facts = facts_of_offer(self.offer, option)
        self.set_caption(f"{name} · {facts}" if said and facts else facts)
        self.setToolTip(self.offer.name)
        self._show_state()

    def _show_state(self) -> None:
        item = None if self._is_present else self._item
        is_coming = item is not None and item.state in _UNDER_WAY
        self._use.setVisible(self._is_present)
        self._download.setVisible(not self._is_present and not is_coming)
        self._use.setText(self.tr("Use"))
        is_waiting = item is not None and not is_coming
        self._download.setText(self.tr("Resume") if is_waiting else self.tr("Download"))
        self._download.setAccessibleName(
            self.tr("Download {name}").format(name=self.offer.quantisation or self.offer.name)
        )
        self.set_progress(_share(item) if item is not None else None)
        if self._is_present:
            self.set_badge(self.tr("On this computer"))
        elif item is not None and item.state is DownloadState.FAILED:
            self.set_badge(self.tr("Download failed"), Verdict.BAD)
        elif is_coming:
            self.set_badge(self.tr("Downloading"))
        else:
            self.set_badge(*(verdict(self._fitting) if self._fitting else ("", Verdict.PLAIN)))


def _same(first: Option | None, second: Option) -> bool:
    """Whether two pieces of advice are about the same header."""
    return first is not None and first.info is second.info


def _share(item: DownloadItem) -> float:
    return item.done / item.total if item.total else -1.0
