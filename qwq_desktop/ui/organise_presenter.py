"""Brings the organiser and the chat list together: pins, folders, the archive, temporary chats."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog

from qwq_desktop.chat.organiser import ChatOrganiser
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.copying import markdown_data
from qwq_desktop.ui.chat_list.wishes import ChatWish, FolderWish
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.temporary_banner import TemporaryBanner
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.transfer_presenter import TransferPresenter
from qwq_desktop.ui.window import MainWindow

_UNDO_ARCHIVE = "undo-archive:"


class OrganisePresenter(QObject):
    """Asks for names, says what was done with its undo, marks the temporary chat."""

    def __init__(
        self,
        organiser: ChatOrganiser,
        session: ChatSession,
        transfer: TransferPresenter,
        window: MainWindow,
        view: ChatView,
        icons: Icons,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._organiser = organiser
        self._session = session
        self._transfer = transfer
        self._window = window
        self._view = view
        self.banner = TemporaryBanner(icons, theme)
        window.column.add_banner(self.banner)
        self._listen()
        self._offer()

    def _listen(self) -> None:
        session = self._session
        self._organiser.failed.connect(self._on_failed)
        session.chat_opened.connect(self._on_opened)
        session.message_added.connect(self._show_banner)
        session.message_finished.connect(self._show_banner)
        session.busy_changed.connect(self._show_banner)

    def _offer(self) -> None:
        sidebar = self._window.sidebar
        sidebar.wished.connect(self._on_wish)
        sidebar.folder_wished.connect(self._on_folder_wish)
        sidebar.all_chats.export_requested.connect(self._export_all)
        sidebar.all_chats.import_requested.connect(self._transfer.ask_import)
        sidebar.temporary.clicked.connect(self._open_temporary)
        keys = QShortcut(QKeySequence("Ctrl+Shift+N"), self._window)
        keys.activated.connect(self._open_temporary)
        self.banner.keep_requested.connect(self._organiser.keep_temporary)
        self._window.notices.action_triggered.connect(self._on_action)

    def _on_wish(self, wish: ChatWish, chat_id: int, text: str) -> None:
        organiser = self._organiser
        match wish:
            case ChatWish.PIN | ChatWish.UNPIN:
                organiser.set_pinned(chat_id, wish is ChatWish.PIN)
            case ChatWish.ARCHIVE:
                self._archive(chat_id)
            case ChatWish.UNARCHIVE:
                organiser.set_archived(chat_id, False)
            case ChatWish.MOVE:
                organiser.move(chat_id, text)
            case ChatWish.MOVE_TO_NEW_FOLDER:
                self._ask_new_folder(chat_id)
            case ChatWish.DUPLICATE:
                organiser.duplicate(chat_id, self._copy_title(chat_id))
            case ChatWish.COPY:
                organiser.read(chat_id, self._copy)
            case ChatWish.EXPORT:
                self._transfer.ask_export((chat_id,))

    def _copy(self, whole: WholeChat) -> None:
        """The chat without its thinking, as Markdown."""
        from qwq_desktop.chat.exporting.markdown import to_markdown
        from qwq_desktop.chat.exporting.options import ExportOptions

        text = to_markdown(whole, ExportOptions()).decode()
        QGuiApplication.clipboard().setMimeData(markdown_data(text))
        self._tell(Notice("copied", self.tr("The whole chat is copied, without its thinking.")))

    def _on_folder_wish(self, wish: FolderWish, folder: str) -> None:
        if wish is FolderWish.RENAME:
            self._ask_folder_name(folder)
        elif wish is FolderWish.DISSOLVE:
            self._organiser.rename_folder(folder, "")
        elif wish is FolderWish.EXPORT:
            inside = [chat.id for chat in self._session.list.chats if chat.folder == folder]
            self._transfer.ask_export(inside)

    def _archive(self, chat_id: int) -> None:
        self._organiser.set_archived(chat_id, True)
        key = f"{_UNDO_ARCHIVE}{chat_id}"
        self._tell(Notice(key, self.tr("Chat archived"), self.tr("Undo")))

    def _export_all(self) -> None:
        chats = self._session.list.chats
        self._transfer.ask_export([chat.id for chat in chats if chat.archived_at is None])

    def _copy_title(self, chat_id: int) -> str:
        title = next((chat.title for chat in self._session.list.chats if chat.id == chat_id), "")
        return self.tr("{title} (copy)").format(title=title)

    def _ask_new_folder(self, chat_id: int) -> None:
        dialog = self._name_dialog(self.tr("New folder"), "", self.tr("Create"))
        dialog.textValueSelected.connect(lambda name: self._organiser.move(chat_id, name))
        dialog.open()

    def _ask_folder_name(self, folder: str) -> None:
        dialog = self._name_dialog(self.tr("Rename folder"), folder, self.tr("Rename"))

        def rename(name: str) -> None:
            if name.strip():
                self._organiser.rename_folder(folder, name)

        dialog.textValueSelected.connect(rename)
        dialog.open()

    def _name_dialog(self, title: str, name: str, verb: str) -> QInputDialog:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("folderDialog")
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name of the folder:"))
        dialog.setTextValue(name)
        dialog.setOkButtonText(verb)
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _open_temporary(self) -> None:
        self._organiser.open_temporary(self.tr("Temporary chat"))
        self._window.focus_composer()

    def _on_opened(self, chat: ChatSummary | None, path: tuple[object, ...]) -> None:
        self._show_banner()
        if self._organiser.is_temporary and chat is not None:
            self._window.set_chat_title(chat.title, can_rename=False)
            if not path:
                self._view.show_empty(
                    self.tr("Temporary chat"),
                    self.tr(
                        "It lives in memory only: no word of it is written to this computer's"
                        " disk, and it is gone when you leave it."
                    ),
                    (),
                )

    def _show_banner(self, *_: object) -> None:
        self.banner.setVisible(self._organiser.is_temporary)
        self.banner.set_can_keep(bool(self._session.path) and not self._session.is_busy)

    def _on_action(self, key: str) -> None:
        if key.startswith(_UNDO_ARCHIVE):
            self._organiser.set_archived(int(key.removeprefix(_UNDO_ARCHIVE)), False)

    def _on_failed(self, error: QwQError) -> None:
        text = explain(error.code, error.facts).whole
        self._tell(Notice(error.code, text, severity=Severity.ERROR))

    def _tell(self, notice: Notice) -> None:
        self._window.notices.show_notice(notice)
