import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from qwq_desktop.platform import i18n

LRELEASE = Path(PySide6.__file__).parent / "lrelease"


@pytest.mark.parametrize(
    ("wanted", "system", "chosen"),
    [
        ("en", ["zh-CN"], "en"),
        ("zh_CN", ["en-US"], "zh_CN"),
        ("system", ["zh-Hans-CN", "en-US"], "zh_CN"),
        ("system", ["zh_TW"], "zh_CN"),
        ("system", ["en-GB", "zh-CN"], "en"),
        ("system", ["de-DE", "zh-CN", "en"], "zh_CN"),
        ("system", ["de-DE", "fr"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        ("klingon", ["zh"], "zh_CN"),
    ],
)
def test_the_language_follows_the_wish_then_the_system(wanted, system, chosen):
    assert i18n.choose_language(wanted, system) == chosen


def qt_says(text):
    return QCoreApplication.translate("QPlatformTheme", text)


def translators(app):
    return app.findChildren(QTranslator, "qwq_desktop_translator")


def test_qts_own_texts_change_with_the_language_and_back(qapp, tmp_path):
    assert i18n.install(qapp, "zh_CN", tmp_path) == "zh_CN"
    assert qt_says("Cancel") == "取消"
    assert i18n.install(qapp, "en", tmp_path) == "en"
    assert qt_says("Cancel") == "Cancel"


TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS>
<TS version="2.1" language="{language}"><context><name>Test</name>
<message numerus="yes"><source>%n files</source><translation>{forms}</translation></message>
</context></TS>
"""


def compiled(folder, language, *forms):
    """Make a translation as it ships, with Qt's own tool."""
    source = folder / f"{language}.ts"
    marked = "".join(f"<numerusform>{form}</numerusform>" for form in forms)
    source.write_text(TS.format(language=language, forms=marked), encoding="utf-8")
    target = folder / "translations" / f"qwq_desktop_{language}.qm"
    target.parent.mkdir(exist_ok=True)
    subprocess.run([LRELEASE, source, "-qm", target], check=True, capture_output=True)


@pytest.mark.skipif(not LRELEASE.exists(), reason="no lrelease")
def test_our_own_texts_and_their_plurals_change_with_the_language(qapp, tmp_path):
    compiled(tmp_path, "en", "%n file", "%n files")
    compiled(tmp_path, "zh_CN", "%n 个文件")

    def says(number):
        return QCoreApplication.translate("Test", "%n files", "", number)

    i18n.install(qapp, "en", tmp_path)
    assert (says(1), says(2)) == ("1 file", "2 files")
    i18n.install(qapp, "zh_CN", tmp_path)
    assert (says(1), says(2)) == ("1 个文件", "2 个文件")


def test_switching_does_not_pile_up_translators(qapp, tmp_path, qtbot):
    for _ in range(5):
        i18n.install(qapp, "zh_CN", tmp_path)
    qtbot.waitUntil(lambda: len(translators(qapp)) == 1)


def test_a_missing_translation_leaves_english(qapp, tmp_path):
    assert i18n.install(qapp, "zh_CN", tmp_path / "nothing here") == "zh_CN"
    assert QCoreApplication.translate("Problems", "No model is loaded") == "No model is loaded"


def test_the_active_language_is_known(qapp, tmp_path):
    assert i18n.active_language(None) == i18n.ENGLISH
    i18n.install(qapp, "zh_CN", tmp_path)
    assert i18n.active_language(qapp) == i18n.CHINESE
    i18n.install(qapp, "en", tmp_path)
    assert i18n.active_language(qapp) == i18n.ENGLISH
