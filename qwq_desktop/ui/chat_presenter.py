"""Brings the chat session and its widgets together: shows what happens, asks for what is wanted."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox

from qwq_desktop.chat.machine import Phase, Remarked, Streamed
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.records import ChatSummary, Message
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.wishes import Wish
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.window import MainWindow

_UNDO_DELETE = "undo-delete:"


class ChatPresenter(QObject):
    """Keeps no state of its own but which message is growing."""

    def __init__(
        self,
        chats: ChatSession,
        settings: SettingsStore,
        window: MainWindow,
        view: ChatView,
        composer: Composer,
        show_intro: Callable[[], None],
    ) -> None:
        """`show_intro` fills the empty chat; it depends on the model."""
        super().__init__(window)
        self._chats = chats
        self._settings = settings
        self._window = window
        self._view = view
        self._composer = composer
        self._show_intro = show_intro
        self._listen()
        self._offer()
        self._show_settings()

    def refresh_intro(self) -> None:
        """Fill the empty chat anew; a temporary one has a page of its own."""
        if self._chats.chat is None and self._view.is_empty:
            self._show_intro()

    def _listen(self) -> None:
        chats, view = self._chats, self._view
        chats.list.changed.connect(self._show_list)
        chats.chat_opened.connect(self._on_opened)
        chats.message_added.connect(view.add_message)
        chats.delta_received.connect(self._on_delta)
        chats.answer_retracted.connect(view.retract_answer)
        chats.tool_called.connect(view.show_tool_call)
        chats.tool_finished.connect(view.add_tool_step)
        chats.message_finished.connect(view.finish_message)
        chats.remarked.connect(self._on_remarked)
        chats.phase_changed.connect(self._on_phase)
        chats.prompt_read.connect(self._on_read)
        chats.context_changed.connect(self._on_context)
        chats.busy_changed.connect(self._on_busy)
        chats.title_changed.connect(self._window.set_chat_title)
        chats.failed.connect(self._on_failed)
        self._settings.changed.connect(self._show_settings)

    def _offer(self) -> None:
        chats, window, view, composer = self._chats, self._window, self._view, self._composer
        composer.stop_requested.connect(chats.stop)
        composer.thinking_mode_changed.connect(self._choose_thinking)
        composer.tools_toggled.connect(self._choose_tools)
        view.example_chosen.connect(chats.submit)
        view.try_again_requested.connect(chats.regenerate)
        view.regenerate_requested.connect(chats.regenerate)
        view.branch_requested.connect(chats.switch_branch)
        view.wished.connect(self._on_wish)
        view.link_activated.connect(self._open_link)
        window.new_chat_requested.connect(self._new_chat)
        window.chat_rename_requested.connect(self._rename_open)
        window.sidebar.chat_selected.connect(chats.open_chat)
        window.sidebar.rename_requested.connect(chats.list.rename)
        window.sidebar.delete_requested.connect(self._delete)
        window.notices.action_triggered.connect(self._on_notice_action)

    def _on_wish(self, message_id: int, wish: Wish, text: str) -> None:
        chats = self._chats
        match wish:
            case Wish.GO_ON:
                chats.go_on(message_id)
            case Wish.THINK_MORE:
                chats.think_more(message_id)
            case Wish.EDIT_THINKING:
                self._edit_thinking(message_id)

    def _edit_thinking(self, message_id: int) -> None:
        message = next((m for m in self._chats.path if m.id == message_id), None)
        if message is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(self.tr("Edit thinking"))
        dialog.setLabelText(self.tr("It thinks on from the end of this text and answers anew:"))
        dialog.setTextValue(message.thinking)
        dialog.setOkButtonText(self.tr("Think on"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.resize(720, 480)
        dialog.textValueSelected.connect(lambda text: self._chats.edit_thinking(message_id, text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_remarked(self, _message_id: int, remark: Remarked) -> None:
        if not remark.taken:
            text = self.tr("The remark came too late for this thinking: {text}")
            self._window.notices.show_notice(Notice("remark", text.format(text=remark.text)))

    def _new_chat(self) -> None:
        self._chats.new_chat()
        self._window.focus_composer()

    def _show_list(self, *_: object) -> None:
        chat = self._chats.chat
        self._window.sidebar.set_chats(self._chats.list.chats, None if chat is None else chat.id)

    def _on_opened(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        if chat is None:
            self._window.set_chat_title(self.tr("New chat"), can_rename=False)
            self._show_intro()
        else:
            self._window.set_chat_title(chat.title)
            self._view.set_messages(path)
        self._show_list()

    def _on_delta(self, message_id: int, delta: Streamed) -> None:
        self._view.append_delta(message_id, delta.channel, delta.text, delta.tokens)

    def _on_phase(self, phase: Phase) -> None:
        words = {
            Phase.WAITING: self.tr("Waiting for the model…"),
            Phase.SEARCHING: self.tr("Looking in your documents…"),
            Phase.READING: self.tr("Reading…"),
            Phase.THINKING: self.tr("Thinking"),
            Phase.ANSWERING: self.tr("Answering"),
            Phase.TOOL: self.tr("Using a tool"),
            Phase.FINISHED: "",
        }
        self._window.status_line.set_phase(words[phase])
        self._composer.set_thinking(phase is Phase.THINKING)
        if phase in (Phase.WAITING, Phase.SEARCHING, Phase.READING):
            self._say_before_first_word(words[phase])

    def _on_read(self, done: int, total: int) -> None:
        if 0 < done < total:
            share = round(100 * done / total)
            self._say_before_first_word(self.tr("Reading… {share} %").format(share=share))

    def _say_before_first_word(self, text: str) -> None:
        path = self._chats.path
        if path and self._chats.running_message_id == path[-1].id:
            self._view.set_status_line(path[-1].id, text)

    def _on_context(self, used: int, tokens_per_second: float) -> None:
        self._window.status_line.set_context_used(used)
        self._window.status_line.set_speed(tokens_per_second or None)

    def _on_busy(self, chat_id: int | None) -> None:
        self._composer.set_busy(chat_id is not None)
        self._window.sidebar.set_busy(chat_id)

    def _on_failed(self, error: QwQError) -> None:
        text = explain(error.code, error.facts).whole
        self._window.notices.show_notice(Notice(error.code, text, severity=Severity.ERROR))

    def _choose_thinking(self, mode: ThinkingMode) -> None:
        self._settings.update(replace(self._settings.value, thinking=mode))

    def _choose_tools(self, enabled: bool) -> None:
        self._settings.update(replace(self._settings.value, tools_enabled=enabled))

    def _show_settings(self) -> None:
        value = self._settings.value
        self._composer.set_thinking_mode(value.thinking)
        self._composer.set_tools_enabled(value.tools_enabled)
        self._view.set_folds_thinking(value.fold_thinking_when_answered)

    def _rename_open(self, title: str) -> None:
        if self._chats.chat is not None:
            self._chats.list.rename(self._chats.chat.id, title)

    def _delete(self, chat_id: int) -> None:
        self._chats.list.delete(chat_id)
        notice = Notice(f"{_UNDO_DELETE}{chat_id}", self.tr("Chat deleted"), self.tr("Undo"))
        self._window.notices.show_notice(notice)

    def _on_notice_action(self, key: str) -> None:
        if key.startswith(_UNDO_DELETE):
            self._chats.list.undelete(int(key.removeprefix(_UNDO_DELETE)))

    def _open_link(self, address: str) -> None:
        """A link opens in the browser, and only after the user has seen where it leads."""
        question = QMessageBox(self._window)
        question.setTextFormat(question.textFormat().PlainText)
        question.setText(self.tr("Open this link in your browser?"))
        question.setInformativeText(shown_address(address))
        question.setStandardButtons(
            QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel
        )
        question.accepted.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
        question.open()


def shown_address(address: str) -> str:
    """A link's address as the browser will ask for it: a look-alike name shows its `xn--` form."""
    return QUrl(address).toString(QUrl.ComponentFormattingOption.FullyEncoded)
