"""Does what is wished of messages and of code: change, quote, delete, rate, read aloud, save."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.speech import Speaker
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.marks import Deletion
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.code_buttons import CodeWish
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.file_endings import file_name
from qwq_desktop.ui.chat.message_wishes import MessageWish
from qwq_desktop.ui.chat.spoken import spoken_text
from qwq_desktop.ui.chat.text_viewer import TextViewer
from qwq_desktop.ui.composer_presenter import ComposerPresenter
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.window import MainWindow

_UNDO = "undo-message"


class MessagePresenter(QObject):
    """Keeps the last deletion for its undo, and which message is being read."""

    def __init__(
        self,
        chats: ChatSession,
        writing: ComposerPresenter,
        speaker: Speaker,
        worker: Worker,
        appearance: Appearance,
        window: MainWindow,
        view: ChatView,
        composer: Composer,
    ) -> None:
        super().__init__(window)
        self._chats = chats
        self._writing = writing
        self._speaker = speaker
        self._worker = worker
        self._appearance = appearance
        self._window = window
        self._view = view
        self._composer = composer
        self._deletion: Deletion | None = None
        self._reading: int | None = None
        view.set_can_read(speaker.is_available)
        view.message_wished.connect(self._on_wish)
        view.code_wished.connect(self._on_code)
        view.attachment_opened.connect(self._show_attachment)
        composer.attachment_opened.connect(self._show_attachment)
        chats.marks.deleted.connect(self._on_deleted)
        speaker.ended.connect(self._on_read)
        window.notices.action_triggered.connect(self._on_notice_action)

    def _on_wish(self, message_id: int, wish: MessageWish, text: str) -> None:
        match wish:
            case MessageWish.CHANGE:
                self._change(message_id)
            case MessageWish.DELETE:
                self._chats.marks.delete(message_id)
            case MessageWish.QUOTE:
                self._composer.insert(quoted(text))
            case MessageWish.RATE:
                self._chats.marks.rate(message_id, int(text))
            case MessageWish.READ_ALOUD:
                self._read(message_id, text)
            case MessageWish.STOP_READING:
                self._speaker.stop()

    def _change(self, message_id: int) -> None:
        message = next((m for m in self._chats.path if m.id == message_id), None)
        if message is not None:
            self._writing.change_message(message)

    def _read(self, message_id: int, text: str) -> None:
        self._speaker.stop()
        self._reading = message_id
        self._view.set_reading(message_id)
        code = self.tr("Here is code.")

        def parsed(words: str) -> None:
            if self._reading == message_id:
                self._speaker.speak(words)

        self._worker.submit(spoken_text, text, code, done=parsed)

    def _on_read(self) -> None:
        self._reading = None
        self._view.set_reading(None)

    def _on_deleted(self, deletion: Deletion) -> None:
        self._deletion = deletion
        count = len(deletion.message_ids)
        text = self.tr("%n messages deleted", "", count)
        self._window.notices.show_notice(Notice(_UNDO, text, self.tr("Undo")))

    def _on_notice_action(self, key: str) -> None:
        if key == _UNDO and self._deletion is not None:
            self._chats.marks.restore(self._deletion)
            self._deletion = None

    def _on_code(self, wish: CodeWish, text: str, language: str) -> None:
        name = file_name(text, language)
        if wish is CodeWish.SAVE:
            self._save(name, text)
        else:
            self._show_text(language or self.tr("Code"), name, text, wraps=False)

    def _show_attachment(self, attachment: Attachment) -> None:
        name = attachment.name
        saved = name if Path(name).suffix else f"{name}.txt"
        self._show_text(name, saved, attachment.text, wraps=True)

    def _show_text(self, title: str, name: str, text: str, *, wraps: bool) -> None:
        viewer = TextViewer(title, text, self._appearance.theme, self._window, wraps=wraps)
        viewer.save_requested.connect(lambda: self._save(name, text))
        viewer.show()

    def _save(self, name: str, text: str) -> None:
        dialog = QFileDialog(self._window, self.tr("Save as…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(path, text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: str, text: str) -> None:
        def saved(_: object) -> None:
            words = self.tr("Saved as {name}").format(name=Path(path).name)
            self._window.notices.show_notice(Notice("saved", words))

        self._worker.submit(write_text, path, text, done=saved, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        known = error if isinstance(error, QwQError) else QwQError("unexpected", detail=repr(error))
        text = explain(known.code, known.facts).whole
        self._window.notices.show_notice(Notice(known.code, text, severity=Severity.ERROR))


def quoted(text: str) -> str:
    """A text as a Markdown quotation with an empty line behind it."""
    lines = (f"> {line}".rstrip() for line in text.strip().splitlines())
    return "\n".join(lines) + "\n\n"


def write_text(path: str, text: str) -> None:
    """Write a text with a line end at its end; on a worker. Raises QwQError("file_unwritable")."""
    whole = text if text.endswith("\n") else f"{text}\n"
    try:
        Path(path).write_text(whole, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise QwQError("file_unwritable", detail=repr(error), path=path) from error
