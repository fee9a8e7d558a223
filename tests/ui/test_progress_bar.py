"""Bars of a share, and of what nobody knows the share of, moving or still."""

import pytest
from PySide6.QtWidgets import QApplication

from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.theme.style import style_sheet
from qwq_desktop.ui.theme.tokens import LIGHT, Theme


@pytest.fixture
def bar(qtbot):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def dress(qapp, bar):
    """Dress the bar as the application does."""

    def put_on(*, reduced_motion):
        bar.setStyleSheet(style_sheet(Theme(LIGHT, reduced_motion=reduced_motion)))
        bar.show()
        QApplication.processEvents()

    return put_on


def moves(bar):
    return bar.minimum() == bar.maximum()


def test_a_known_share_is_shown(bar):
    bar.show_share(0.25)
    assert (bar.value() / bar.maximum(), bar.share) == (0.25, 0.25)
    assert not moves(bar)


def test_an_unknown_share_moves(bar, dress):
    dress(reduced_motion=False)
    bar.show_share(-1)
    assert moves(bar)
    bar.show_share(0.5)
    assert not moves(bar)


def test_for_who_wants_less_movement_it_stands_still_and_is_tinted_whole(bar, dress):
    bar.show_share(-1)
    dress(reduced_motion=True)
    assert not moves(bar)
    assert (bar.value(), bar.property("role")) == (bar.maximum(), "unknown")
    bar.show_share(0.5)
    assert (bar.value(), bar.property("role")) == (bar.maximum() // 2, "")


def test_the_wish_is_followed_while_it_waits(bar, dress):
    bar.show_share(-1)
    for reduced_motion in (True, False, True):
        dress(reduced_motion=reduced_motion)
        assert moves(bar) is not reduced_motion
