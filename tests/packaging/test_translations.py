import sys
from pathlib import Path

import pytest
import translations
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QTranslator
from source_texts import SourceText
from translations import main, placeholders, troubles
from ts_files import Translation, TsFile, merge, parse, render

HELLO = SourceText("Greeter", "Hello {name} & “you” <b>")
COUNT = SourceText("Greeter", "%n chats", plural=True)
OPEN = SourceText("Menu", "Open", "verb")
TEXTS = [HELLO, COUNT, OPEN]
CHINESE = {
    HELLO: Translation(("{name} 和你好 <b>",)),
    COUNT: Translation(("%n 个对话",)),
    OPEN: Translation(("打开",)),
}
# What XML can hold.
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
)


def test_a_file_comes_back_as_it_was_written():
    assert parse(render(TsFile("zh_CN", 1, CHINESE))) == CHINESE


def test_the_same_texts_in_any_order_give_the_same_file():
    reverse = dict(reversed(CHINESE.items()))
    assert render(TsFile("zh_CN", 1, CHINESE)) == render(TsFile("zh_CN", 1, reverse))


@given(XML_TEXT.filter(str.strip), XML_TEXT, XML_TEXT)
def test_any_text_survives_the_file(source, comment, translation):
    text = SourceText("C", source, comment)
    found = parse(render(TsFile("zh_CN", 1, {text: Translation((translation,))})))
    assert found[text].forms == (translation,)


def test_new_texts_wait_and_vanished_ones_go():
    gone = SourceText("Old", "gone")
    merged = merge(TEXTS, {gone: Translation(("x",)), OPEN: CHINESE[OPEN]}, 2)
    assert gone not in merged
    assert merged[OPEN] == CHINESE[OPEN]
    assert merged[HELLO] == Translation(("",), finished=False)
    assert merged[COUNT] == Translation(("", ""), finished=False)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("plain", []),
        ("{b} and {a:.1f}", ["{a}", "{b}"]),
        ("%n of {total}", ["%n", "{total}"]),
        ("{{literal}}", []),
        ("{broken", ["(braces that do not match)"]),
    ],
)
def test_placeholders_are_what_the_program_fills_in(text, fields):
    assert placeholders(text) == fields


def test_a_good_translation_has_no_trouble():
    assert [t for text in TEXTS for t in troubles(text, CHINESE[text])] == []


@pytest.mark.parametrize("forms", [("你好",), ("{nam} 和",), ("{name} {name}",)])
def test_other_placeholders_are_trouble(forms):
    assert len(list(troubles(HELLO, Translation(forms)))) == 1


@pytest.mark.parametrize(
    "translation",
    [Translation(("打开",), finished=False), Translation(("",)), Translation(())],
)
def test_an_unfinished_translation_is_trouble(translation):
    assert "no translation" in next(troubles(OPEN, translation))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project with two texts, one of them counted."""
    code = tmp_path / "qwq_desktop" / "part.py"
    code.parent.mkdir()
    code.write_text("class Menu:\n    def f(s, n): s.tr('Open'), s.tr('%n chats', '', n)\n")
    folder = tmp_path / "resources" / "translations"
    folder.mkdir(parents=True)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", folder)
    return folder


def fill(folder, language, *answers):
    path = folder / f"qwq_desktop_{language}.ts"
    content = path.read_text(encoding="utf-8")
    for answer in answers:
        for empty in (
            '<translation type="unfinished"></translation>',
            "<numerusform></numerusform>",
        ):
            filled = empty.replace("><", f">{answer}<").replace(' type="unfinished"', "")
            if empty.startswith("<num") == ("%n" in answer) and empty in content:
                content = content.replace(empty, filled, 1)
                break
    path.write_text(
        content.replace('<translation type="unfinished">\n', "<translation>\n"), "utf-8"
    )


def test_the_check_fails_until_every_text_is_translated(project, capsys):
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 1
    assert "no translation for 'Open' in Menu" in capsys.readouterr().out
    fill(project, "zh_CN", "打开", "%n 个对话")
    fill(project, "en", "%n chat", "%n chats")
    assert main(["--check"]) == 1, "the .qm files are not made yet"
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_the_program_finds_the_translations(project, qapp):
    main([])
    fill(project, "zh_CN", "打开", "%n 个对话")
    fill(project, "en", "%n chat", "%n chats")
    main([])
    assert translated(project, qapp, "zh_CN", "Open") == "打开"
    assert translated(project, qapp, "zh_CN", "%n chats", 3) == "3 个对话"
    assert translated(project, qapp, "en", "%n chats", 1) == "1 chat"
    assert translated(project, qapp, "en", "%n chats", 3) == "3 chats"
    assert translated(project, qapp, "en", "Open") == "Open"


def translated(folder, qapp, language, source, n=-1):
    translator = QTranslator()
    assert translator.load(f"qwq_desktop_{language}", str(folder))
    qapp.installTranslator(translator)
    try:
        return QCoreApplication.translate("Menu", source, "", n)
    finally:
        qapp.removeTranslator(translator)


def test_the_compiler_of_translations_is_where_we_look():
    from pathlib import Path

    names = {path.stem for path in Path(sys.executable).parent.glob("pyside6-lrelease*")}
    assert "pyside6-lrelease" in names


def test_chinese_speaks_to_the_user_in_one_way():
    folder = Path(__file__).parents[2] / "resources" / "translations"
    text = (folder / "qwq_desktop_zh_CN.ts").read_text(encoding="utf-8")
    assert "你" in text
    assert "您" not in text
