"""A question into the database: where it belongs, and the answer that begins below it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from qwq_desktop.chat.bring_back import bring_back
from qwq_desktop.chat.history import title_from
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.chat.resume import Begin, Begun, begun
from qwq_desktop.storage.chat_sources import ChatSources, read_sources, write_sources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import Attachment, DocumentUse, PassageRecord, TurnRecord

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


def place_in_new_chat(title_text: str, own: Instructions, sources: ChatSources) -> Place:
    """In a chat made for it, with instructions of its own and documents that it asks."""

    def make(repository: ChatRepository, record: TurnRecord) -> tuple[int, int | None]:
        made = repository.create_chat(title_from(title_text), record.model_id)
        repository.set_instructions(made.id, own.system_prompt, own.preset_value)
        if not sources.are_none:
            write = partial(write_sources, chat_id=made.id, sources=sources)
            repository.run(made.id, write)
        return made.id, None

    return make


def asked(
    place: Place,
    text: str,
    attachments: Sequence[Attachment],
    context_length: int,
    *,
    is_quiet: bool = False,
    passages: Sequence[PassageRecord] | None = None,
) -> Begin:
    """Put a question in its place and begin its answer.

    `context_length` bounds what is brought back of turns that left the prompt; `is_quiet` as in
    `Begun`. With `passages` it is asked with these; without, the documents that are switched on in
    its chat are to be searched.
    """

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        chat_id, parent_id = place(repository, record)
        use = _use(repository, chat_id) if passages is None else DocumentUse.ASKED
        question = repository.add_user_message(
            chat_id, parent_id, text, attachments, passages or (), use
        )
        bring_back(repository, chat_id, context_length)
        repository.begin_assistant(chat_id, question.id, record)
        return replace(begun(repository, chat_id), is_quiet=is_quiet)

    return begin


def summarised(place: Place, text: str, passages: Sequence[PassageRecord]) -> Begin:
    """Put the wish for a document's summary in its place, with all of the document's text."""

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        chat_id, parent_id = place(repository, record)
        question = repository.add_user_message(
            chat_id, parent_id, text, (), passages, DocumentUse.SUMMARISED
        )
        repository.begin_assistant(chat_id, question.id, record)
        return begun(repository, chat_id)

    return begin


def _use(repository: ChatRepository, chat_id: int) -> DocumentUse:
    sources = repository.run(chat_id, partial(read_sources, chat_id=chat_id))
    return DocumentUse.NONE if sources.are_none else DocumentUse.WANTED
