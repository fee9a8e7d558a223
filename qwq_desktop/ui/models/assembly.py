"""Builds the model manager: its page, its sections and what moves them."""

from functools import partial

from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.models.advice.presenter import AdvicePresenter, groups_of
from qwq_desktop.ui.models.advice.section import AdviceSection
from qwq_desktop.ui.models.downloads.presenter import DownloadsPresenter
from qwq_desktop.ui.models.downloads.strip import DownloadStrip
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes
from qwq_desktop.ui.models.in_window import ModelParts
from qwq_desktop.ui.models.library.assembly import LibraryShowing
from qwq_desktop.ui.models.manager import ModelManager, Section
from qwq_desktop.ui.models.search.presenter import HubSearchPresenter, SearchParts
from qwq_desktop.ui.models.search.section import SearchSection
from qwq_desktop.ui.models.search.tokens import Tokens
from qwq_desktop.ui.models.ways import open_in_chat
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.pages import Page


def make_manager(
    parts: ModelParts, keeping: ModelKeeping, updates: DownloadUpdates, wishes: DownloadWishes
) -> ModelManager:
    """The page with its sections; what isn't a widget belongs to the page."""
    manager = ModelManager(parts.icons, parts.appearance.theme)
    strip = _add_downloads(parts, manager, updates, wishes)
    advice = _add_advice(parts, manager, strip, updates, wishes)
    keeping.shelf.changed.connect(advice.look_here)
    LibraryShowing(
        keeping,
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


def _add_downloads(
    parts: ModelParts, manager: ModelManager, updates: DownloadUpdates, wishes: DownloadWishes
) -> DownloadStrip:
    strip = DownloadStrip(parts.appearance.theme)
    manager.add_strip(strip)
    DownloadsPresenter(parts.downloads, updates, wishes, parts.settings, parts.appearance, strip)
    return strip


def _add_advice(
    parts: ModelParts,
    manager: ModelManager,
    strip: DownloadStrip,
    updates: DownloadUpdates,
    wishes: DownloadWishes,
) -> AdvicePresenter:
    section = AdviceSection(groups_of(parts.advisor), parts.icons, parts.appearance.theme)
    presenter = AdvicePresenter(
        parts.advisor,
        parts.downloads,
        updates,
        wishes,
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

    presenter.shown_in_place.connect(on_shown_in_place)
    presenter.trouble_told.connect(lambda error: _tell(parts, error))
    manager.section_shown.connect(look)
    parts.window.page_shown.connect(look)
    return presenter


def _tell(parts: ModelParts, error: QwQError) -> None:
    text = explain(error.code, error.facts).whole
    parts.window.notices.show_notice(Notice(error.code, text, severity=Severity.ERROR))
