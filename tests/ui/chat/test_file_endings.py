import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.file_endings import ending_of, file_name


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("python", ".py"),
        ("Python", ".py"),
        ("js", ".js"),
        ("javascript", ".js"),
        ("typescript", ".ts"),
        ("bash", ".sh"),
        ("c++", ".cpp"),
        ("c", ".c"),
        ("rust", ".rs"),
        ("go", ".go"),
        ("java", ".java"),
        ("json", ".json"),
        ("html", ".html"),
        ("css", ".css"),
        ("sql", ".sql"),
        ("yaml", ".yaml"),
        ("latex", ".tex"),
        ("markdown", ".md"),
        ("powershell", ".ps1"),
        ("", ".txt"),
        ("text", ".txt"),
        ("klingon", ".txt"),
        ("../../etc/passwd", ".txt"),
    ],
)
def test_the_language_says_the_ending(language, ending):
    assert ending_of(language) == ending
    assert file_name("x = 1", language) == f"code{ending}"


def test_a_comment_that_names_the_file_names_it():
    assert file_name("# app.py\nprint(1)", "python") == "app.py"
    assert file_name("// src/main.rs\nfn main() {}", "rust") == "main.rs"
    assert file_name("# notes.md\nprint(1)", "python") == "code.py"
    assert file_name("print('a.py')", "python") == "code.py"


@given(st.text(), st.text())
def test_no_name_leads_elsewhere(text, language):
    name = file_name(text, language)
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith(".")
