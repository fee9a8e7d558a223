"""Moves advice and downloads into the section, and the user's wishes out of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.advising.fetching import (
    ENTRY,
    Installed,
    arrived,
    fetch,
    installed,
    installed_path,
    item_of,
)
from qwq_desktop.models.advising.ladder import is_comfortable
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.catalogue_entry import CatalogueEntry, Role
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.worker import Worker
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.models.advice import wording
from qwq_desktop.ui.models.advice.choosing import Pair, ordered, telling
from qwq_desktop.ui.models.advice.options import OptionView
from qwq_desktop.ui.models.advice.section import AdviceSection, Group
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes
from qwq_desktop.ui.models.line import Action, Line
from qwq_desktop.ui.sentences import joined

_GROUPS = {
    Role.CHAT: Group.CHAT,
    Role.EMBEDDING: Group.DOCUMENTS,
    Role.RERANK: Group.DOCUMENTS,
    Role.DRAFT: Group.HELPERS,
}


class AdvicePresenter(QObject):
    """Lives as long as its section. `begin` when the user comes to look: then the hub is asked."""

    shown_in_place = Signal(object)  # frozenset of ids of downloads that the section shows
    trouble_told = Signal(object)  # QwQError: a download that couldn't even begin

    def __init__(
        self,
        advisor: ModelAdvisor,
        queue: DownloadQueue,
        updates: DownloadUpdates,
        wishes: DownloadWishes,
        library: ModelLibrary,
        worker: Worker,
        appearance: Appearance,
        open_model: Callable[[str], None],
        section: AdviceSection,
    ) -> None:
        super().__init__(section)
        self._advisor = advisor
        self._queue = queue
        self._wishes = wishes
        self._library = library
        self._worker = worker
        self._appearance = appearance
        self._open_model = open_model
        self._section = section
        self._here: Installed = {}
        self._main: ModelAdvice | None = None
        advisor.advised.connect(self._on_advised)
        advisor.asking_changed.connect(self._show_asking)
        advisor.computer_measured.connect(lambda _computer: self._show_all())
        advisor.failed.connect(self._on_failed)
        advisor.recommendation_found.connect(self._show_recommended)
        updates.shown.connect(self._on_download)
        updates.gone.connect(lambda _id: self._show_all())
        wishes.line_changed.connect(lambda _id: self._show_all())
        section.refresh_requested.connect(lambda: advisor.begin(anew=True))
        section.unfolded.connect(advisor.ask)
        section.wished.connect(self._on_wished)
        appearance.language_changed.connect(lambda _language: self._show_all())
        appearance.theme_changed.connect(section.set_theme)
        self._show_recommended(advisor.recommended())

    def begin(self) -> None:
        """The user looks: ask what isn't known, and see which files are here."""
        self._advisor.begin()
        self.look_here()

    def look_here(self) -> None:
        """See which files are here; also after they came, went or moved."""
        self._worker.submit(installed, self._library, done=self._on_looked)

    def _on_looked(self, here: Installed) -> None:
        if here != self._here:
            self._here = here
            self._show_all()

    def _on_advised(self, advice: ModelAdvice) -> None:
        if self._main is not None and self._main.entry.id == advice.entry.id:
            self._main = advice
            self._show_main()
        elif self._main is None and is_comfortable(advice):
            self._show_recommended(self._advisor.recommended())
        self._show_row(advice.entry)

    def _on_failed(self, entry_id: str, _error: QwQError) -> None:
        if self._main is None:
            self._show_recommended(self._advisor.recommended())
        self._show_row(self._entry(entry_id))
        self._show_asking()

    def _show_recommended(self, advice: ModelAdvice | None) -> None:
        first = self._advisor.entries[0]
        self._main = advice or self._advisor.advice_on(first.id)
        self._show_all()

    def _show_all(self) -> None:
        self._show_main()
        for entry in self._advisor.entries:
            self._show_row(entry)
        self._show_asking()
        self._tell_shown()

    def _show_main(self) -> None:
        main = self._main
        entry = self._advisor.entries[0] if main is None else main.entry
        self._section.set_main(entry.id, entry.name, self._lead(entry))
        computer = self._advisor.computer
        here = "" if computer is None else wording.computer_words(computer)
        self._section.show_computer(here)
        self._section.options.show_options([] if main is None else self._views(main))
        self._section.show_age("" if main is None else wording.age_words(main.asked.asked_at))

    def _lead(self, entry: CatalogueEntry) -> str:
        about = wording.facts_words(entry, self._appearance.language)
        return joined(self._why_not_first(entry), about)

    def _why_not_first(self, entry: CatalogueEntry) -> str:
        """Why the recommended model isn't the one that the program is made for."""
        first = self._advisor.entries[0]
        advice = self._advisor.advice_on(first.id)
        if advice is None:
            return ""
        if entry.id == first.id:
            reason = advice.found.advice.reason
            return "" if advice.recommended else tell(reason.code, reason.facts)
        if advice.recommended is None:
            text = self.tr("{first} is too large for this computer; this model is the best for it.")
        else:
            text = self.tr("{first} would be slow on this computer; this model suits it better.")
        return text.format(first=first.name)

    def _show_row(self, entry: CatalogueEntry) -> None:
        row = self._section.row(entry.id)
        advice, computer = self._advisor.advice_on(entry.id), self._advisor.computer
        row.set_about(wording.facts_words(entry, self._appearance.language))
        if computer is not None:
            row.set_badge(*wording.model_badge(entry, advice, computer))
        if advice is not None:
            row.show_options(self._views(advice))

    def _show_asking(self) -> None:
        """What is being waited for, and what could not be had."""
        advisor, section = self._advisor, self._section
        section.trouble.show_waiting(advisor.is_choosing and self._main is None)
        first = advisor.entries[0].id
        main = first if self._main is None else self._main.entry.id
        error = advisor.error_of(main) or advisor.error_of(first)
        section.trouble.show_error("" if error is None else _told(error))
        for entry in advisor.entries:
            row, error = section.row(entry.id), advisor.error_of(entry.id)
            row.show_waiting(advisor.is_asking(entry.id))
            row.show_error("" if error is None else _told(error))

    def _views(self, advice: ModelAdvice) -> list[OptionView]:
        pairs = ordered(advice)
        shown = telling(pairs, advice.recommended)
        return [self._view(advice, pair, pair[0].name in shown) for pair in pairs]

    def _view(self, advice: ModelAdvice, pair: Pair, is_telling: bool) -> OptionView:
        offer, option = pair
        line = wording.option_line(advice, offer, option)
        item = item_of(self._queue, advice, offer)
        if item is not None and item.state is not DownloadState.DONE:
            return OptionView(offer.name, _under_way(line, self._wishes.line_of(item)))
        if installed_path(offer, self._here) is not None:
            line = wording.here_line(line, can_open=wording.can_chat(advice.entry))
            return OptionView(offer.name, line)
        return OptionView(offer.name, line, is_telling)

    def _on_download(self, item: DownloadItem) -> None:
        if item.state is DownloadState.DONE:
            self._here = {**self._here, **arrived(item)}
        entry_id = item.origin.get(ENTRY, "")
        if self._main is not None and self._main.entry.id == entry_id:
            self._show_main()
        elif self._advisor.advice_on(entry_id) is not None:
            self._show_row(self._entry(entry_id))
        self._tell_shown()

    def _tell_shown(self) -> None:
        """Which downloads have their progress on a card of the model on top."""
        shown = set()
        if self._main is not None:
            for offer in self._main.found.offers:
                item = item_of(self._queue, self._main, offer)
                if item is not None:
                    shown.add(item.id)
        self.shown_in_place.emit(frozenset(shown))

    def _on_wished(self, entry_id: str, key: str, action: Action) -> None:
        advice = self._advisor.advice_on(entry_id)
        offer = None if advice is None else _offer(advice, key)
        if advice is None or offer is None:
            return
        item = item_of(self._queue, advice, offer)
        path = installed_path(offer, self._here)
        if action is Action.DOWNLOAD:
            self._fetch(advice, offer)
        elif action is Action.OPEN and path is not None:
            self._open_model(str(path))
        elif item is not None:
            self._wishes.carry_out(item.id, action)

    def _fetch(self, advice: ModelAdvice, offer: Offer) -> None:
        try:
            fetch(self._queue, advice, offer, self._library.places.downloads)
        except QwQError as error:
            self.trouble_told.emit(error)

    def _entry(self, entry_id: str) -> CatalogueEntry:
        return next(entry for entry in self._advisor.entries if entry.id == entry_id)


def groups_of(advisor: ModelAdvisor) -> dict[Group, list[tuple[str, str]]]:
    """The models by what they are for, as the section lists them."""
    groups: dict[Group, list[tuple[str, str]]] = {group: [] for group in Group}
    for entry in advisor.entries:
        groups[_GROUPS[entry.role]].append((entry.id, entry.name))
    return groups


def _under_way(line: Line, download: Line) -> Line:
    """A file's card while it comes: its own name, the words and buttons of the download."""
    return replace(download, name=line.name, is_best=line.is_best)


def _offer(advice: ModelAdvice, key: str) -> Offer | None:
    return next((offer for offer in advice.found.offers if offer.name == key), None)


def _told(error: QwQError) -> str:
    told = explain(error.code, error.facts)
    return f"{told.title}\n{told.text}".strip()
