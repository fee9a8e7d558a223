"""Brings back to the newest question what it touches of the turns that left; on the database."""

from dataclasses import replace

from qwq_desktop.chat.context_cut import newest_cut, parted, turns_of
from qwq_desktop.chat.recall import recall, recalled_text
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import Message, Role

BUDGET_SHARE = 16  # of the context that quotes may take


def bring_back(repository: ChatRepository, chat_id: int, context_length: int) -> Message | None:
    """Find old turns for a chat's newest question, once, and keep them with it.

    Returns the question if something was found. What is kept is part of the prompt from then on,
    so that the turns that follow find it in the cache.
    """
    cuts = repository.context.cuts(chat_id)
    if not cuts:
        return None
    path = repository.path(chat_id)
    cut = newest_cut(cuts, path)
    questions = [message for message in path if message.role is Role.USER]
    if cut is None or not questions or questions[-1].turn.recalled:
        return None
    question = questions[-1]
    gone, _ = parted(path, cut)
    passages = recall(question.text, turns_of(gone), context_length // BUDGET_SHARE)
    if not passages:
        return None
    recalled = recalled_text(passages)
    repository.context.set_recalled(question.id, recalled)
    return replace(question, turn=replace(question.turn, recalled=recalled))
