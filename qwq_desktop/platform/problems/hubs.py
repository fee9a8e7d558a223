"""What can go wrong with a model hub, and with the tokens for it."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

HUB = {
    "hub_unreachable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The hub cannot be reached"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} does not answer from here. Check the connection, or choose the other source: "
            "some networks reach only one of them.",
        ),
        _REASON,
    ),
    "hub_busy": Problem(
        QT_TRANSLATE_NOOP("Problems", "The hub is busy"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} wants fewer questions at the moment. Try again in a few minutes.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It asks to wait {wait_s} seconds."),
    ),
    "hub_answer_unusable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The hub's answer makes no sense"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} answered with something else than a list of models. If the network you are in"
            " asks you to sign in, do so with your web browser and try again.",
        ),
    ),
    "hubs_silent": Problem(
        QT_TRANSLATE_NOOP("Problems", "No hub answers"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Neither Hugging Face nor ModelScope can be reached. Check the connection to the "
            "internet and this computer's proxy settings; one that is set up by a script (PAC) is "
            "not supported. A model file that you have can be opened all the same.",
        ),
    ),
    "repository_name": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is not the name of a repository"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{name}” cannot be used. A repository has an owner and a name, such as "
            "“Qwen/QwQ-32B-GGUF”.",
        ),
    ),
    "repository_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no such repository"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} has no “{repository}”, or it is gone. Check how it is written, or search for "
            "it.",
        ),
    ),
    "repository_needs_token": Problem(
        QT_TRANSLATE_NOOP("Problems", "This repository is private or does not exist"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} shows “{repository}” only to whom it knows. Check how it is written; if it is"
            " yours, add your token for the hub.",
        ),
    ),
    "repository_forbidden": Problem(
        QT_TRANSLATE_NOOP("Problems", "You may not see this repository"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} does not show “{repository}” with your token. Accept its licence on the hub's"
            " page, or use a token that may read it.",
        ),
    ),
    "file_not_in_repository": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no such file in the repository"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{repository}” has no model “{name}”. Name a file of it, or a quantisation such as "
            "Q4_K_M.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It has: {names}"),
    ),
    "file_ambiguous": Problem(
        QT_TRANSLATE_NOOP("Problems", "Several files fit"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{name}” may be any of these. Name one of them.",
        ),
        QT_TRANSLATE_NOOP("Problems", "{names}"),
    ),
    "keyring_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "This system has no keyring"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Tokens are kept in the system's keyring only, and it was not found. On Linux, install "
            "GNOME Keyring or KWallet and start it. Downloads without a token work as before.",
        ),
    ),
    "keyring_refused": Problem(
        QT_TRANSLATE_NOOP("Problems", "The keyring does not open"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The system's keyring did not give or take the token for {host}. Unlock it and try "
            "again.",
        ),
    ),
    "token_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no token"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Nothing was given. Copy your token from the settings of your account at {host} and "
            "try again.",
        ),
    ),
}
