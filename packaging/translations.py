"""Keeps the translations in step with the texts: `.venv/bin/python packaging/translations.py`.

Collects the texts marked for translation into the .ts files (where translators, or Qt Linguist,
write the other language) and compiles them to the .qm files that the program loads. `--check`
changes nothing and fails when a text lacks its translation, a placeholder differs, or a file is
out of date.
"""

import argparse
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from source_texts import SourceText, collect
from ts_files import Translation, TsFile, load, merge, render

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
# English needs a file for its plurals only: every other text is English in the code already.
LANGUAGES = {"zh_CN": 1, "en": 2}


def ts_path(language: str) -> Path:
    """Where a language's texts are."""
    return FOLDER / f"qwq_desktop_{language}.ts"


def current(language: str, texts: list[SourceText]) -> TsFile:
    """The language's file as it should be for `texts`, with the translations that are there."""
    wanted = [text for text in texts if text.plural] if language == "en" else texts
    forms = LANGUAGES[language]
    return TsFile(language, forms, merge(wanted, load(ts_path(language)), forms))


def compile_qm(source: Path, target: Path) -> None:
    """Compiles a .ts file with Qt's lrelease."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(tool), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def update(texts: list[SourceText]) -> None:
    """Writes the .ts and .qm files anew."""
    for language in LANGUAGES:
        file, path = current(language, texts), ts_path(language)
        path.write_text(render(file), encoding="utf-8")
        compile_qm(path, path.with_suffix(".qm"))
        waiting = sum(not translation.is_usable for translation in file.translations.values())
        print(f"{path.name}: {len(file.translations)} texts, {waiting} without a translation")


def problems(texts: list[SourceText]) -> Iterator[str]:
    """What is wrong with the files, a line each."""
    for language in LANGUAGES:
        path = ts_path(language)
        file = current(language, texts)
        for text, translation in file.translations.items():
            yield from (f"{path.name}: {trouble}" for trouble in troubles(text, translation))
        if not path.exists() or path.read_text(encoding="utf-8") != render(file):
            yield f"{path.name} is out of date: run packaging/translations.py"
        elif not is_compiled(path):
            yield f"{path.with_suffix('.qm').name} is out of date: run packaging/translations.py"


def troubles(text: SourceText, translation: Translation) -> Iterator[str]:
    """What is wrong with one translation."""
    if not translation.is_usable:
        yield f"no translation for {text.source!r} in {text.context}"
        return
    for form in translation.forms:
        if placeholders(form) != placeholders(text.source):
            yield f"other placeholders in {form!r} than in {text.source!r} ({text.context})"


def placeholders(text: str) -> list[str]:
    """The `{name}` fields and `%n` in `text`, sorted; doubled braces are none."""
    try:
        fields = [
            f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None
        ]
    except ValueError:
        fields = ["(braces that do not match)"]
    return sorted(fields + ["%n"] * text.count("%n"))


def is_compiled(path: Path) -> bool:
    """Whether the .qm beside the .ts file at `path` is what lrelease makes of it now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.qm"
        compile_qm(path, fresh)
        made = path.with_suffix(".qm")
        return made.exists() and made.read_bytes() == fresh.read_bytes()


def main(arguments: list[str]) -> int:
    """Updates or checks; 1 when the check finds something."""
    parser = argparse.ArgumentParser(prog="packaging/translations.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, report what is wrong")
    options = parser.parse_args(arguments)
    texts = collect(ROOT / "qwq_desktop")
    if not options.check:
        update(texts)
        return 0
    found = list(problems(texts))
    print("\n".join(found) or f"Translations: all {len(texts)} texts are there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
