"""The language of the interface: which one, and its translations put in place."""

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_log = logging.getLogger(__name__)

ENGLISH = "en"
CHINESE = "zh_CN"
_OWN_NAME = "qwq_desktop_translator"  # marks the translators that `install` may take away again


def choose_language(wanted: str, ui_languages: Iterable[str]) -> str:
    """Return `en` or `zh_CN`: the wanted one, or for `system` the first of `ui_languages` we speak.

    None of them gives English. Readers of any Chinese get Simplified Chinese, which is nearer to
    them than English.
    """
    if wanted in (ENGLISH, CHINESE):
        return wanted
    for name in ui_languages:
        language = name.replace("_", "-").split("-")[0].lower()
        if language == "zh":
            return CHINESE
        if language == "en":
            return ENGLISH
    return ENGLISH


def install(app: QCoreApplication, language: str, resources_dir: Path) -> str:
    """Put the translations of a language in place of those before; return the language now active.

    `language` is `system`, `en` or `zh_CN`. English has a file too: it holds the plural forms.
    Widgets hear of the change by their `LanguageChange` event.
    """
    active = choose_language(language, QLocale.system().uiLanguages())
    remove(app)
    qt_translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if active != ENGLISH:
        _add(app, f"qtbase_{active}", qt_translations)
    _add(app, f"qwq_desktop_{active}", str(resources_dir / "translations"))
    return active


def remove(app: QCoreApplication) -> None:
    """Take the translations away: texts are as the sources have them."""
    for old in app.findChildren(QTranslator, _OWN_NAME):
        app.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()


def _add(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_OWN_NAME)
    if translator.load(name, folder):
        app.installTranslator(translator)
    else:
        _log.info("No translation %s in %s", name, folder)
        translator.deleteLater()


def active_language(app: QCoreApplication | None) -> str:
    """The language that the interface speaks now, `en` or `zh_CN`."""
    found = app.findChildren(QTranslator, _OWN_NAME) if app is not None else []
    names = [translator.language() for translator in found if isinstance(translator, QTranslator)]
    return CHINESE if any(name.startswith("zh") for name in names) else ENGLISH
