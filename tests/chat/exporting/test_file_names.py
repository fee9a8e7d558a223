"""Names of exported files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.exporting.file_names import LONGEST_BYTES, file_name

BAD = set('<>:"/\\|?*')


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Roots of a quartic", "Roots of a quartic.md"),
        ("a/b\\c: d?", "a b c d.md"),
        ("四次方程的根", "四次方程的根.md"),
        ("CON", "_CON.md"),
        ("nul.txt", "_nul.txt.md"),
        ("com¹", "_com¹.md"),
        ("console", "console.md"),
        ("...", "chat.md"),
        ("", "chat.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("a\u202egnp.exe", "a gnp.exe.md"),
        ("ends with dot.", "ends with dot.md"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, expected):
    assert file_name(title, "md") == expected


def test_a_name_in_use_gets_a_number():
    taken = {"roots.md", "roots (2).md"}
    assert file_name("Roots", "md", taken) == "Roots (3).md"


@given(st.text(max_size=300))
def test_no_title_makes_a_bad_name(title):
    name = file_name(title, "md")
    stem = name.removesuffix(".md")
    assert stem
    assert stem == stem.strip(" .")
    assert not BAD & set(name)
    assert all(ord(c) >= 32 for c in name)
    assert len(name.encode()) <= LONGEST_BYTES + 10
