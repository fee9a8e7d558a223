"""What can go wrong with a model on a server, and with the network at all."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

SERVER = {
    "offline": Problem(
        QT_TRANSLATE_NOOP("Problems", "Connections are switched off"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The program was started with “--offline”, so {url} was not contacted. Start it "
            "without that option to allow it.",
        ),
    ),
    "server_address_bad": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is not a server's address"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{url}” cannot be used. An address looks like http://localhost:8080 or "
            "https://example.org/v1, without a name and password.",
        ),
    ),
    "server_unreachable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server cannot be reached"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Nothing answered at {url}. Check the address, and whether the server runs.",
        ),
        _REASON,
    ),
    "server_certificate": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server cannot prove who it is"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The certificate of {url} is not valid, so nothing was sent. Check the address and this"
            " computer's clock, or ask who runs the server.",
        ),
        _REASON,
    ),
    "server_redirected": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server points to another address"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{url} sends visitors on to {target}. Nothing was sent there. If you trust that "
            "address, use it instead.",
        ),
    ),
    "server_auth": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server wants a key"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{url} answers only with a valid key (a password for programs). Set it as "
            "QWQ_DESKTOP_SERVER_KEY in the environment, then start the program again.",
        ),
        _REASON,
    ),
    "server_busy": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server is busy"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{url} has too much to do right now, or is still loading its model. Try again in a "
            "while.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It asks you to wait {seconds} s."),
    ),
    "server_not_openai": Problem(
        QT_TRANSLATE_NOOP("Problems", "This server offers no models"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Something answered at {url}, but not in the way of OpenAI-compatible servers. Check "
            "the port and the path; most such addresses end in “/v1”.",
        ),
    ),
    "server_no_model": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server names no model"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Load a model there, or name one after the address: {url}#name-of-the-model.",
        ),
    ),
    "server_cut_off": Problem(
        QT_TRANSLATE_NOOP("Problems", "The connection to the server broke off"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "What had come from {url} is kept. Check the network, then answer again.",
        ),
        _REASON,
    ),
    "server_reply_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server's answer could not be understood"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "What came from {url} before is kept. Try again; if it stays, a newer version of the "
            "server may help.",
        ),
        _REASON,
    ),
    "server_error": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server reported an error"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It answered with status {status}. Try again later, or check its settings.",
        ),
        _REASON,
    ),
    "not_supported": Problem(
        QT_TRANSLATE_NOOP("Problems", "A server cannot do this"),
        QT_TRANSLATE_NOOP(
            "Problems", "It works with a model on this computer. Choose one, then try again."
        ),
    ),
}
