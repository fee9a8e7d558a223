"""What can go wrong while a model answers, and with what it is asked to use."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

CHAT = {
    "message_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "The message is empty"),
        QT_TRANSLATE_NOOP("Problems", "Write something first."),
    ),
    "message_too_long": Problem(
        QT_TRANSLATE_NOOP("Problems", "The message is too long"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It has {tokens} tokens (pieces of words), and {available} fit. Shorten it, or set a "
            "longer context length in the settings.",
        ),
    ),
    "context_full": Problem(
        QT_TRANSLATE_NOOP("Problems", "The conversation is full"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The model can keep {context_length} tokens (pieces of words) in view, and this chat "
            "has used them. Start a new chat, or set a longer context length in the settings.",
        ),
    ),
    "answer_paused": Problem(
        QT_TRANSLATE_NOOP("Problems", "An answer is paused"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A summary would change what it has in view. Let it go on first, or ask something new.",
        ),
    ),
    "nothing_to_summarise": Problem(
        QT_TRANSLATE_NOOP("Problems", "No summary was made"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The older part of this chat is too short for one, or the model wrote nothing. The "
            "chat is as it was.",
        ),
    ),
    "engine_died": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model stopped unexpectedly"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its process ended (code {exit_code}); what it had written is kept. Try again. If it "
            "stops again, set a shorter context length or choose a smaller model.",
        ),
    ),
    "engine_not_started": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model's process did not start"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Start the program again. If that does not help, install it again.",
        ),
        _REASON,
    ),
    "engine_busy": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model is busy"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It is still working on something else. Wait for it to finish, or stop it.",
        ),
    ),
    "cancelled": Problem(
        QT_TRANSLATE_NOOP("Problems", "Stopped"),
        QT_TRANSLATE_NOOP(
            "Problems", "This was stopped before it was done. Start it again if you like."
        ),
    ),
    "out_of_memory": Problem(
        QT_TRANSLATE_NOOP("Problems", "The memory ran out"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "What came so far is kept. Set a shorter context length, choose a smaller model, or "
            "close other programs.",
        ),
    ),
    "decode_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model could not go on"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A computation inside it failed; what came so far is kept. Try again, or load the "
            "model again.",
        ),
    ),
    "bad_request": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model's process did not understand the program"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Parts of two versions may be mixed. Start the program again; if it stays, install it "
            "again.",
        ),
    ),
    "bad_event": Problem(
        QT_TRANSLATE_NOOP("Problems", "The program did not understand the model's process"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Parts of two versions may be mixed. Start the program again; if it stays, install it "
            "again.",
        ),
    ),
    "bad_messages_file": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file of messages cannot be used"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} should hold JSON with a list “messages”, each with “role” and “content”.",
        ),
        _REASON,
    ),
    "document_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The document cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is missing, protected, or not a text. Check the file and choose it again.",
        ),
        _REASON,
    ),
    "tool_unknown": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no such tool"),
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not a tool of this program. Check its name."),
    ),
}
