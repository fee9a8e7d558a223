"""Brings the search over the hubs, the downloads and the tokens together."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from qwq_desktop.models.advice import Advice
from qwq_desktop.models.browsing import Fitting, Found, HubBrowser
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs import huggingface, modelscope
from qwq_desktop.models.hubs.choice import HubAnswer, proposed
from qwq_desktop.models.hubs.hub import HubModel
from qwq_desktop.models.hubs.questions import Question, Words, question_for
from qwq_desktop.models.hubs.shelf import Shelf
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.models.search.file_card import FileCard
from qwq_desktop.ui.models.search.result import ResultView
from qwq_desktop.ui.models.search.section import SearchSection
from qwq_desktop.ui.models.search.tokens import Tokens, show_in_browser
from qwq_desktop.ui.models.search.trouble import WANTS_TOKEN
from qwq_desktop.ui.models.search.wording import hub_name

_USUAL = {
    HubSource.HUGGINGFACE: (huggingface.ENDPOINT, huggingface.ENDPOINT_VARIABLE),
    HubSource.MODELSCOPE: (modelscope.ENDPOINT, modelscope.ENDPOINT_VARIABLE),
}
_PAGES = {
    HubSource.HUGGINGFACE: "{endpoint}/{repository}",
    HubSource.MODELSCOPE: "{endpoint}/models/{repository}",
}


@dataclass(frozen=True)
class SearchParts:
    """What the search works with; `open_model` loads one by its path."""

    browser: HubBrowser
    downloads: DownloadQueue
    library: ModelLibrary
    open_model: Callable[[str], None]
    appearance: Appearance


class HubSearchPresenter(QObject):
    """Shows in the section what the browser tells, and asks it what the user wants."""

    def __init__(self, parts: SearchParts, section: SearchSection, tokens: Tokens) -> None:
        super().__init__(section)
        self._browser = parts.browser
        self._downloads = parts.downloads
        self._library = parts.library
        self._open_model = parts.open_model
        self._appearance = parts.appearance
        self._section = section
        self._tokens = tokens
        self._chosen: HubSource | None = parts.browser.named
        self._asked: Question | None = None
        self._text = ""
        self._awaiting_token: ResultView | None = None
        section.show_source(self._chosen or HubSource.HUGGINGFACE)
        self._connect()
        self._show_mirrors()

    def _connect(self) -> None:
        section, browser = self._section, self._browser
        section.asked.connect(self._ask)
        section.cancelled.connect(self._cancel)
        section.measure_wished.connect(browser.measure)
        section.source_chosen.connect(self._choose)
        section.tokens_wished.connect(self._ask_for_token)
        section.trouble.page_wished.connect(self._open_asked_page)
        browser.hubs_measured.connect(self._on_measured)
        browser.found.connect(self._on_found)
        browser.failed.connect(self._on_failed)
        browser.files_listed.connect(self._on_listed)
        browser.files_failed.connect(self._on_files_failed)
        browser.fitted.connect(self._on_fitted)
        browser.advice_ended.connect(self._on_advice)
        browser.fit_failed.connect(self._on_fit_failed)
        self._tokens.changed.connect(self._try_again)
        self._downloads.changed.connect(self._on_item)
        self._downloads.added.connect(self._on_item)
        self._downloads.removed.connect(self._on_item_removed)
        self._appearance.theme_changed.connect(section.set_theme)
        self._appearance.language_changed.connect(lambda _language: self._show_mirrors())

    def _ask(self, text: str) -> None:
        self._text = text
        self._asked = question_for(text, self._chosen)
        self._awaiting_token = None
        self._section.show_searching(text)
        self._browser.ask(self._asked)

    def _cancel(self) -> None:
        self._browser.cancel()
        self._section.show_start()

    def _choose(self, source: HubSource) -> None:
        self._chosen = source
        if isinstance(self._asked, Words) and self._text == self._section.field.text().strip():
            self._ask(self._text)

    def _on_measured(self, answers: tuple[HubAnswer, ...]) -> None:
        self._section.show_answers(answers)
        best = proposed(answers)
        if self._chosen is None and best is not None:
            self._chosen = best
            self._section.show_source(best)

    def _on_found(self, found: Found) -> None:
        if found.source is not None:
            self._section.show_source(found.source)
        models = found.models or ((None,) if found.shelf is not None else ())
        results = [self._result(model) for model in models]
        self._section.show_found(results, self._text)
        if found.shelf is not None:
            self._show_shelf(results[0], found.shelf)

    def _on_failed(self, error: QwQError) -> None:
        self._section.show_error(error)
        has_page = error.code in WANTS_TOKEN and "repository" in error.facts
        self._section.trouble.show_error(error, has_page=has_page)

    def _result(self, model: HubModel | None) -> ResultView:
        result = ResultView(model, self._appearance.theme)
        result.unfolded.connect(lambda: self._browser.list_files(model) if model else None)
        result.fit_wished.connect(self._browser.fit)
        result.download_wished.connect(partial(self._download, result))
        result.use_wished.connect(partial(self._use, result))
        result.trouble.token_wished.connect(lambda: self._ask_for_token(result))
        result.trouble.page_wished.connect(lambda: self._open_page(model))
        return result

    def _on_listed(self, model: HubModel, shelf: Shelf) -> None:
        for result in self._section.results:
            if result.model is model and result.shelf is None:
                self._show_shelf(result, shelf)

    def _show_shelf(self, result: ResultView, shelf: Shelf) -> None:
        result.show_shelf(shelf)
        for item in self._downloads.items:
            self._show_item(result, item)

    def _on_files_failed(self, model: HubModel, error: QwQError) -> None:
        for result in self._section.results:
            if result.model is model:
                result.show_trouble(error, result.ask)

    def _on_fitted(self, fitting: Fitting) -> None:
        for result in self._section.results:
            if result.shelf is fitting.shelf:
                result.show_fitting(fitting)

    def _on_advice(self, shelf: Shelf, advice: Advice | None) -> None:
        for result in self._section.results:
            if result.shelf is shelf:
                result.end_fitting(advice)

    def _on_fit_failed(self, shelf: Shelf, error: QwQError) -> None:
        for result in self._section.results:
            if result.shelf is shelf:
                result.end_fitting(None)
                result.show_trouble(error, result.fit)

    def _download(self, result: ResultView, card: FileCard) -> None:
        assert result.shelf is not None
        try:
            order = result.shelf.order(card.offer, self._library.places.downloads)
        except QwQError as error:
            result.show_trouble(error, lambda: None)
            return
        result.trouble.clear()
        self._downloads.add(order.title, order.files, order.folder, order.origin)

    def _use(self, result: ResultView, card: FileCard) -> None:
        assert result.shelf is not None
        order = result.shelf.order(card.offer, self._library.places.downloads)
        self._open_model(str(order.folder / order.files[0].name))

    def _on_item(self, item: DownloadItem) -> None:
        for result in self._section.results:
            self._show_item(result, item)

    def _on_item_removed(self, _item_id: int) -> None:
        for result in self._section.results:
            for card in result.cards:
                card.show_item(None)
            for item in self._downloads.items:
                self._show_item(result, item)

    def _show_item(self, result: ResultView, item: DownloadItem) -> None:
        urls = {file.url for file in item.files}
        for card in result.cards:
            if {file.url for file in card.offer.files} != urls:
                continue
            card.show_item(item)
            if item.state is DownloadState.FAILED and item.error is not None:
                result.show_trouble(item.error, partial(self._downloads.resume, item.id))

    def _ask_for_token(self, result: ResultView | None = None) -> None:
        self._awaiting_token = result
        model = result.model if result else None
        source = model.source if model else self._section.source.value
        assert isinstance(source, HubSource)
        self._tokens.ask(source, self._browser.endpoint(source))

    def _try_again(self) -> None:
        """A token came: what was refused may be allowed now."""
        result, self._awaiting_token = self._awaiting_token, None
        if result is None and self._section.trouble.error is not None:
            self._ask(self._text)
        elif result is not None and result in self._section.results:
            result.try_again()

    def _open_asked_page(self) -> None:
        error = self._section.trouble.error
        source = self._section.source.value
        if error is not None and isinstance(source, HubSource):
            self._open_page(HubModel(source, str(error.facts.get("repository", ""))))

    def _open_page(self, model: HubModel | None) -> None:
        if model is not None:
            endpoint = self._browser.endpoint(model.source)
            address = _PAGES[model.source].format(endpoint=endpoint, repository=model.repository)
            show_in_browser(address)

    def _show_mirrors(self) -> None:
        """Say where a hub's name means another address."""
        notes = []
        for source, (usual, variable) in _USUAL.items():
            endpoint = self._browser.endpoint(source)
            if endpoint != usual:
                text = self.tr("{hub} is asked at {address}, as {variable} says.")
                notes.append(text.format(hub=hub_name(source), address=endpoint, variable=variable))
        self._section.show_mirrors(notes)
