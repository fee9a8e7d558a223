"""A question into the database: where it belongs, and the answer that begins below it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from qwq_desktop.chat.bring_back import bring_back
from qwq_desktop.chat.history import title_from
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.chat.resume import Begin, Begun, begun
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import Attachment, TurnRecord

Place = Callable[[ChatRepository, TurnRecord], tuple[int, int | None]]
"""Finds, or makes, a chat, and names the message there that the question follows."""


def place_below(chat_id: int, message_id: int | None) -> Place:
    """Below a message of a chat (None: at its root)."""
    return lambda _repository, _record: (chat_id, message_id)


def place_at_end(chat_id: int) -> Place:
    """At the end of a chat's current branch."""

    def find(repository: ChatRepository, _record: TurnRecord) -> tuple[int, int | None]:
        path = repository.path(chat_id)
        return chat_id, path[-1].id if path else None

    return find


def place_in_new_chat(title_text: str, own: Instructions) -> Place:
    """In a chat made for it, with instructions of its own."""

    def make(repository: ChatRepository, record: TurnRecord) -> tuple[int, int | None]:
        made = repository.create_chat(title_from(title_text), record.model_id)
        repository.set_instructions(made.id, own.system_prompt, own.preset_value)
        return made.id, None

    return make


def asked(
    place: Place,
    text: str,
    attachments: Sequence[Attachment],
    context_length: int,
    *,
    is_quiet: bool = False,
) -> Begin:
    """Put a question in its place and begin its answer.

    `context_length` bounds what is brought back of turns that left the prompt; `is_quiet` as in
    `Begun`.
    """

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        chat_id, parent_id = place(repository, record)
        question = repository.add_user_message(chat_id, parent_id, text, attachments)
        bring_back(repository, chat_id, context_length)
        repository.begin_assistant(chat_id, question.id, record)
        return replace(begun(repository, chat_id), is_quiet=is_quiet)

    return begin
