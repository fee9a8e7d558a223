"""The composition root: builds the parts, hands them to each other, runs the window."""

from qwq_desktop.platform import plain_imports  # noqa: F401 - before all that it makes quicker

# isort: split
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from qwq_desktop.chat.drafts import DraftKeeper
from qwq_desktop.chat.finder import ChatFinder
from qwq_desktop.chat.queue import MessageQueue
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.cli.parser import build_parser
from qwq_desktop.models.idle import IdleWatch
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.garbage import MainThreadCollector
from qwq_desktop.platform.inhibit import ANSWERING, READING
from qwq_desktop.platform.logs import ErrorHooks
from qwq_desktop.platform.notice import Notice as Finding
from qwq_desktop.platform.paths import Paths, resources_dir
from qwq_desktop.platform.single_instance import SingleInstance
from qwq_desktop.services import DEFAULT_MODEL, Services, build_services, make_advisor
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.queue_cards import ComposerArea, QueueCards
from qwq_desktop.ui.chat_in_window import ChatInWindow, ChatParts
from qwq_desktop.ui.chat_keys import ChatKeys
from qwq_desktop.ui.chat_list.fold_memory import FoldMemory
from qwq_desktop.ui.clipboard import let_go_at_the_end
from qwq_desktop.ui.connections.presenter import ConnectionsPresenter
from qwq_desktop.ui.documents.assembly import DocumentParts, DocumentsInWindow
from qwq_desktop.ui.documents.citation_presenter import CitationPresenter
from qwq_desktop.ui.load_failure import LoadFailure
from qwq_desktop.ui.load_options import LoadOptions
from qwq_desktop.ui.model_offer import ModelOffer
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.in_window import ModelParts, ModelsInWindow
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.rest_notice import RestNotice
from qwq_desktop.ui.settings.pane import SettingsPane
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.welcome.presenter import WelcomeParts, WelcomePresenter
from qwq_desktop.ui.window import MainWindow, WindowState
from qwq_desktop.ui.zoom import Zoom

_SWITCH_S = 0.0001  # a worker lets the window in after this; Python's 5 ms add up in a frame


class App(QObject):
    """The whole application with its window; made by `build`, ended by `shutdown`."""

    unexpected_happened = Signal(object)  # BaseException; may come from any thread

    def __init__(self, services: Services, qt_app: QApplication) -> None:
        super().__init__()
        self.services = services
        self._qt_app = qt_app
        self._is_shut_down = False
        self._collector = MainThreadCollector(self)
        sys.setswitchinterval(_SWITCH_S)
        settings = services.settings
        self.appearance = Appearance(qt_app, settings, resources_dir())
        self._icons = Icons(resources_dir())
        self.chats = ChatSession(
            *(services.chats, services.models, settings, services.tools, services.worker, self),
            documents=services.documents,
        )
        self.queue = MessageQueue(self.chats)
        self.drafts = DraftKeeper(services.chats, self.queue, self)
        self.finder = ChatFinder(services.chats, self)
        self._build_window()
        self.models = ModelPresenter(
            services.models,
            services.catalogue,
            services.library,
            settings,
            services.worker,
            self.appearance,
            self.window,
            self.view,
            self.composer,
        )
        LoadOptions(
            *(services.models, services.library, settings, services.worker),
            self.window.settings_pane,
        )
        self._add_chat()
        self.advisor = make_advisor(services, self)
        self._add_models()
        self._add_documents()
        self._welcome()
        self._add_comfort()
        self._watch_over()
        value = settings.value
        if value.window_geometry:
            self.window.restore(WindowState(value.window_geometry, value.sidebar_open))

    def _build_window(self) -> None:
        """The window with what it shows from the start; others fill it."""
        settings, theme, icons = self.services.settings, self.appearance.theme, self._icons
        self.view = ChatView(theme, icons)
        self.composer = Composer(theme, icons)
        self._cards = QueueCards(theme, icons)
        self.window = MainWindow(SettingsPane(settings, theme, icons), icons, theme)
        self.window.set_chat_widgets(self.view, ComposerArea(self._cards, self.composer))
        for part in (self.window, self.view, self.composer, self._cards):
            self.appearance.theme_changed.connect(part.set_theme)
        self.window.closed.connect(self.shutdown)
        self.unexpected_happened.connect(self._show_unexpected, Qt.ConnectionType.QueuedConnection)

    def _add_chat(self) -> None:
        """What one does with chats."""
        services = self.services
        self.chat_in_window = ChatInWindow(
            ChatParts(
                self.chats,
                self.queue,
                self.drafts,
                self.finder,
                services.chats,
                services.models,
                services.library,
                services.settings,
                services.worker,
                self.models,
                self.appearance,
                self.window,
                self.view,
                self.composer,
                self._cards,
                self._icons,
            )
        )

    def _add_models(self) -> None:
        """The models on this computer and elsewhere: their page, and what runs behind it."""
        services = self.services
        self.model_pages = ModelsInWindow(
            ModelParts(
                services.settings,
                services.catalogue,
                services.library,
                services.models,
                services.downloads,
                services.browser,
                services.secrets,
                self.advisor,
                services.worker,
                services.storage_worker,
                services.paths.usage_file,
                DEFAULT_MODEL,
                self.chats,
                self.models,
                self.appearance,
                self.window,
                self.view,
                self._icons,
                self._qt_app.setBadgeNumber,
                lambda: self.welcome.open_at_computer(),
            )
        )

    def _add_documents(self) -> None:
        """The user's documents: their page, and which of them the chat asks."""
        services, writing = self.services, self.chat_in_window.writing
        self.citations = CitationPresenter(
            self.chats, services.documents, self.appearance, self.window, self.view, self._icons
        )
        self.documents = DocumentsInWindow(
            DocumentParts(
                services.documents,
                self.chats,
                services.library,
                services.settings,
                services.worker,
                self.citations.show_source,
                self.appearance,
                self.window,
                self.composer,
                self._icons,
            )
        )
        writing.documents_brought.connect(self.documents.in_chat.bring)
        self.view.files_wanted.connect(writing.ask_for_files)

    def _welcome(self) -> None:
        """Lead who is here for the first time; tell whom the program talked to."""
        services = self.services
        self.welcome = WelcomePresenter(
            WelcomeParts(
                self.advisor,
                services.downloads,
                services.library,
                services.network,
                services.settings,
                self.chats,
                self.models,
                self.appearance,
                self.window,
                self.view,
            )
        )
        self.composer.edit.escape_pressed.connect(self.welcome.close)
        ConnectionsPresenter(services.network, self.window)

    def _add_comfort(self) -> None:
        """Keys that scroll and zoom, and folders as they were left."""
        settings, window, scroll = self.services.settings, self.window, self.view.scroll_area
        Zoom(settings, window, scroll.viewport())
        ChatKeys(self.view, scroll, window.column)
        FoldMemory(settings, window.sidebar)

    def _watch_over(self) -> None:
        """Be a good guest: awake while it works, at rest while it isn't needed."""
        services, chats, notices = self.services, self.chats, self.window.notices
        self.inhibitor = services.inhibitor
        self.idle = IdleWatch(services.models, services.settings, services.worker, self)
        chats.busy_changed.connect(lambda id_: self.inhibitor.set_held(ANSWERING, id_ is not None))
        chats.reading_ahead_changed.connect(lambda held: self.inhibitor.set_held(READING, held))
        chats.busy_changed.connect(lambda id_: self.idle.set_busy(id_ is not None))
        self.composer.edit.textChanged.connect(self.idle.note_use)
        RestNotice(self.idle, notices)
        LoadFailure(services.models, chats, services.settings, notices)
        ModelOffer(chats, services.models, self.models, services.library, services.worker, notices)

    def start(self, model: str | None, question: str | None) -> None:
        """Load the model, show the chats, and ask `question` if there is one."""
        for finding in self.services.settings.notices:
            self.show_finding(finding)
        self.chats.list.start()
        self.finder.start()
        self.drafts.start()
        self.services.downloads.start()
        self.chats.new_chat()
        if model is None and question is None:
            self.welcome.start()
        self.models.open(model or self.services.settings.value.last_model or DEFAULT_MODEL)
        if question:
            self.chats.submit(question)

    def show_finding(self, finding: Finding) -> None:
        """Tell the user of something that was mended (a damaged file set aside)."""
        text = explain(finding.code, finding.facts).whole
        self.window.notices.show_notice(Notice(finding.code, text, severity=Severity.ERROR))

    def raise_window(self) -> None:
        """Bring the window to the front: the program was started a second time."""
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _show_unexpected(self, error: BaseException) -> None:
        """Something unforeseen happened; the log has the trace."""
        self.show_finding(Finding("unexpected", {"reason": repr(error)}))

    def _remember_window(self) -> None:
        state, settings = self.window.state(), self.services.settings
        settings.update(
            replace(
                settings.value,
                window_geometry=state.geometry,
                sidebar_open=state.sidebar_open,
            )
        )

    def shutdown(self) -> None:
        """End the turn, the engine and the workers; safe to call again."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._remember_window()
        self.idle.close()
        self.documents.close()
        self.chat_in_window.close()
        self.drafts.save()
        self.citations.close()
        self.chats.close()
        self.model_pages.close()
        self.services.close()
        self.window.close()
        let_go_at_the_end()
        self._collector.close()


def build(argv: Sequence[str], home: str | os.PathLike[str] | None = None) -> App:
    """Build the whole application without running the event loop.

    `argv` as in `sys.argv`; `home` as QWQ_DESKTOP_HOME. The window is not shown yet, the model
    begins to load. Raises QwQError when the home can't be used, SystemExit for wrong usage.
    """
    arguments = build_parser().parse_args(list(argv[1:]))
    existing = QApplication.instance()
    qt_app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    qt_app.setApplicationName("QwQ Desktop")
    qt_app.setDesktopFileName("qwq-desktop")
    qt_app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "qwq-desktop.svg")))
    services = build_services(home, offline=arguments.offline)
    app = App(services, qt_app)
    app.start(arguments.model, arguments.ask)
    return app


def run_window(argv: Sequence[str]) -> int:
    """Open the window, or bring the one that is open to the front; the exit status.

    Raises QwQError.
    """
    qt_app = QApplication(list(argv))
    instance = SingleInstance(Paths.find().identity)
    if not instance.try_acquire():
        instance.send("raise")
        return 0
    app = build(argv)
    hooks = ErrorHooks(app.unexpected_happened.emit)
    instance.message_received.connect(app.raise_window)
    app.window.show()
    try:
        return qt_app.exec()
    finally:
        app.shutdown()
        hooks.close()
        instance.close()
