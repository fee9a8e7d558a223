"""Brings the composer together with the session, the queue and the drafts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from qwq_desktop.chat.bringing import Brought, bring
from qwq_desktop.chat.drafts import DraftKeeper
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.chat.queue import MessageQueue
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.drafts import NEW_CHAT, Unsent
from qwq_desktop.storage.records import Attachment, ChatSummary, Message, MessageStatus, Role
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.queue_cards import QueueCards
from qwq_desktop.ui.chat.small_forms import InstructionsForm
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.window import MainWindow


class ComposerPresenter(QObject):
    """What is written goes to its chat's draft at once; what is sent to the session or the queue.

    Keeps which chat the composer writes for, and which message it changes.
    """

    documents_brought = Signal(list)  # paths of files that are no texts to put beside a message

    def __init__(
        self,
        chats: ChatSession,
        queue: MessageQueue,
        drafts: DraftKeeper,
        settings: SettingsStore,
        worker: Worker,
        window: MainWindow,
        composer: Composer,
        cards: QueueCards,
    ) -> None:
        super().__init__(window)
        self._chats = chats
        self._queue = queue
        self._drafts = drafts
        self._settings = settings
        self._worker = worker
        self._window = window
        self._composer = composer
        self._cards = cards
        self._chat_id = NEW_CHAT
        self._begins_chat = False  # its first message is on the way
        self._changing: int | None = None  # id of the message that is asked otherwise
        self._listen()
        self._offer()

    def change_message(self, message: Message) -> None:
        """Let the user write a question anew; the draft comes back when that is done."""
        self._changing = message.id
        self._composer.set_changing(True)
        self._composer.set_unsent(Unsent(message.text, message.attachments))
        self._window.focus_composer()

    def attach_files(self, paths: Sequence[str]) -> None:
        """Put texts beside the message as soon as they are read; the others are documents."""
        self._worker.submit(
            bring, tuple(paths), done=partial(self._take, self._chat_id), failed=self._fail
        )

    def ask_for_files(self) -> None:
        """Let the user choose files, of any kind."""
        dialog = QFileDialog(self._window, self.tr("Attach texts and documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.attach_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _listen(self) -> None:
        self._chats.chat_opened.connect(self._on_opened)
        self._chats.message_added.connect(self._on_added)
        self._queue.changed.connect(self._show_queue)
        self._drafts.loaded.connect(self._restore)

    def _offer(self) -> None:
        composer, cards = self._composer, self._cards
        composer.changed.connect(self._on_changed)
        composer.submitted.connect(self._submit)
        composer.queued.connect(self._enqueue)
        composer.change_cancelled.connect(self._end_change)
        composer.files_pasted.connect(self.attach_files)
        composer.tools.attach_requested.connect(self.ask_for_files)
        composer.tools.instructions_requested.connect(self._ask_instructions)
        cards.edited.connect(self._queue.edit)
        cards.removed.connect(self._queue.remove)
        cards.send_now_requested.connect(self._queue.send_now)
        cards.go_on_requested.connect(lambda: self._queue.go_on(self._chat_id))
        self._window.files_dropped.connect(self.attach_files)

    def _submit(self, text: str, attachments: tuple[Attachment, ...]) -> None:
        """The text leaves the composer only when it is taken."""
        if self._chats.is_busy:
            self._enqueue(text, attachments)
            return
        changed = self._changing
        if changed is None:
            self._begins_chat = self._chat_id == NEW_CHAT
            self._composer.set_unsent(Unsent())
            self._chats.submit(text, attachments)
        else:
            self._end_change()
            self._chats.ask_again(changed, text, attachments)

    def _enqueue(self, text: str, attachments: tuple[Attachment, ...]) -> None:
        if self._changing is not None:
            self._fail(QwQError("engine_busy"))
            return
        self._composer.set_unsent(Unsent())
        self._queue.add(Unsent(text, attachments))

    def _on_changed(self) -> None:
        unsent = self._composer.unsent()
        if self._changing is None:
            self._drafts.keep(self._chat_id, unsent)
        self._chats.expect(unsent.attachments)

    def _on_opened(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        chat_id = NEW_CHAT if chat is None else chat.id
        sent = [m.text for m in path if m.role is Role.USER and m.text]
        self._composer.set_sent(sent)
        self._composer.tools.set_instructed(self._chats.instructions != Instructions())
        has_message = any(message.id == self._changing for message in path)
        if chat_id == self._chat_id and (self._changing is None or has_message):
            self._chats.expect(self._composer.unsent().attachments)
        else:
            if self._begins_chat and path and path[-1].status is MessageStatus.STREAMING:
                self._drafts.keep(chat_id, self._composer.unsent())  # what was typed meanwhile
                self._drafts.keep(NEW_CHAT, Unsent())
            self._chat_id = chat_id
            self._end_change()
        self._begins_chat = False
        self._show_queue(chat_id)

    def _on_added(self, message: Message) -> None:
        if message.role is Role.USER:
            self._composer.edit.history.add(message.text)

    def _end_change(self) -> None:
        self._changing = None
        self._composer.set_changing(False)
        self._restore()

    def _restore(self) -> None:
        if self._changing is None:
            self._composer.set_unsent(self._drafts.written(self._chat_id))

    def _show_queue(self, chat_id: int) -> None:
        if chat_id == self._chat_id:
            self._cards.show_messages(self._queue.messages(chat_id), self._queue.hold(chat_id))

    def _take(self, chat_id: int, brought: Brought) -> None:
        for attachment in brought.attachments:
            self._attach(chat_id, attachment)
        for error in brought.errors:
            self._fail(error)
        if brought.documents:
            self.documents_brought.emit(list(brought.documents))

    def _attach(self, chat_id: int, attachment: Attachment) -> None:
        """A file was read; the user may have gone to another chat meanwhile."""
        if chat_id == self._chat_id:
            self._composer.add_attachment(attachment)
            return
        written = self._drafts.written(chat_id)
        unsent = Unsent(written.text, (*written.attachments, attachment))
        self._drafts.keep(chat_id, unsent)

    def _fail(self, error: Exception) -> None:
        known = error if isinstance(error, QwQError) else QwQError("unexpected", detail=repr(error))
        text = explain(known.code, known.facts).whole
        key = f"{known.code}:{known.facts.get('name', '')}"
        self._window.notices.show_notice(Notice(key, text, severity=Severity.ERROR))

    def _ask_instructions(self) -> None:
        general = self._settings.value.system_prompt
        form = InstructionsForm(self._chats.instructions, general, self._window)
        form.chosen.connect(self._instruct)
        form.open()

    def _instruct(self, instructions: Instructions) -> None:
        self._chats.instruct(instructions)
        self._composer.tools.set_instructed(instructions != Instructions())
