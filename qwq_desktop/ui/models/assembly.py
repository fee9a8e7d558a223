"""Builds the model manager: its page, its sections and what moves them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.browsing import HubBrowser
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.paths import Paths
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.advice.presenter import AdvicePresenter, groups_of
from qwq_desktop.ui.models.advice.section import AdviceSection
from qwq_desktop.ui.models.downloads.presenter import DownloadsPresenter
from qwq_desktop.ui.models.downloads.strip import DownloadStrip
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes
from qwq_desktop.ui.models.library.assembly import LibraryShowing
from qwq_desktop.ui.models.manager import ModelManager, Section
from qwq_desktop.ui.models.search.presenter import HubSearchPresenter, SearchParts
from qwq_desktop.ui.models.search.section import SearchSection
from qwq_desktop.ui.models.search.tokens import Tokens
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class ModelParts:
    """What the sections work with; `opener` loads a model."""

    paths: Paths
    settings: SettingsStore
    catalogue: Catalogue
    library: ModelLibrary
    models: ModelSession
    network: NetworkGuard
    hubs: Hubs
    downloads: DownloadQueue
    secrets: Secrets
    worker: Worker
    advisor: ModelAdvisor
    updates: DownloadUpdates
    wishes: DownloadWishes
    opener: ModelPresenter
    appearance: Appearance
    window: MainWindow
    icons: Icons
    browser: HubBrowser
    show_welcome: Callable[[], None]
    keeping: ModelKeeping


def make_manager(parts: ModelParts) -> ModelManager:
    """The page with its sections; what isn't a widget belongs to the page."""
    manager = ModelManager(parts.icons, parts.appearance.theme)
    strip = _add_downloads(parts, manager)
    _add_advice(parts, manager, strip)
    LibraryShowing(
        parts.keeping,
        parts.models,
        parts.opener,
        parts.appearance,
        parts.window,
        parts.icons,
        manager,
    )
    _add_search(parts, manager)
    manager.welcome_wished.connect(parts.show_welcome)
    return manager


def _add_search(parts: ModelParts, manager: ModelManager) -> None:
    section = SearchSection(parts.icons, parts.appearance.theme)
    tokens = Tokens(parts.secrets, parts.worker, section)
    search = SearchParts(
        parts.browser,
        parts.downloads,
        parts.library,
        partial(open_in_chat, parts.opener, parts.window),
        parts.appearance,
    )
    HubSearchPresenter(search, section, tokens)
    manager.add_section(Section.SEARCH, section)


def show_section(window: MainWindow, section: Section) -> None:
    """Lead the user to a section of the model manager."""
    manager = window.page_frame(Page.MODELS)
    assert isinstance(manager, ModelManager)
    manager.show_section(section)
    window.show_page(Page.MODELS)


def open_in_chat(opener: ModelPresenter, window: MainWindow, reference: str) -> None:
    """Load a model and go where one talks with it."""
    opener.open(reference)
    window.show_page(Page.CHAT)


def _add_downloads(parts: ModelParts, manager: ModelManager) -> DownloadStrip:
    strip = DownloadStrip(parts.appearance.theme)
    manager.add_strip(strip)
    DownloadsPresenter(
        parts.downloads, parts.updates, parts.wishes, parts.settings, parts.appearance, strip
    )
    return strip


def _add_advice(parts: ModelParts, manager: ModelManager, strip: DownloadStrip) -> None:
    section = AdviceSection(groups_of(parts.advisor), parts.icons, parts.appearance.theme)
    presenter = AdvicePresenter(
        parts.advisor,
        parts.downloads,
        parts.updates,
        parts.wishes,
        parts.library,
        parts.worker,
        parts.appearance,
        partial(open_in_chat, parts.opener, parts.window),
        section,
    )
    manager.add_section(Section.ADVICE, section)
    in_place: set[int] = set()

    def settle() -> None:
        """A download has its progress in one place: on its model's card, or in the list."""
        strip.hide_these(in_place if manager.section is Section.ADVICE else ())

    def on_shown_in_place(item_ids: frozenset[int]) -> None:
        in_place.clear()
        in_place.update(item_ids)
        settle()

    def look(_where: object) -> None:
        settle()
        if parts.window.page is Page.MODELS and manager.section is Section.ADVICE:
            presenter.begin()

    parts.keeping.shelf.changed.connect(presenter.look_here)
    presenter.shown_in_place.connect(on_shown_in_place)
    presenter.trouble_told.connect(lambda error: _tell(parts, error))
    manager.section_shown.connect(look)
    parts.window.page_shown.connect(look)


def _tell(parts: ModelParts, error: QwQError) -> None:
    text = explain(error.code, error.facts).whole
    parts.window.notices.show_notice(Notice(error.code, text, severity=Severity.ERROR))
