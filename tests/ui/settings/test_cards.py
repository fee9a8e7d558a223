"""The graphics cards and the draft model in the settings pane."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QPushButton, QScrollArea

from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.hardware import Gpu
from qwq_desktop.ui.settings.controls import Segmented

GIB = 1 << 30
CARDS = (
    Gpu("NVIDIA GeForce RTX 4090", 23 * GIB, 24 * GIB, device="CUDA0"),
    Gpu("NVIDIA RTX 2000 Ada Generation Laptop GPU", 11 * GIB, 12 * GIB, device="CUDA1"),
)


@pytest.fixture
def group(pane):
    pane.set_cards(CARDS)
    return pane.page.cards


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def test_with_one_card_there_is_nothing_to_choose(pane):
    assert not pane.page.cards.isVisible()
    pane.set_cards(CARDS[:1])
    assert not pane.page.cards.isVisible()
    pane.set_cards(CARDS)
    assert pane.page.cards.isVisible()


def test_a_model_is_pinned_by_taking_the_other_card_out(pane, group, store):
    box = pane.findChild(QCheckBox, "setting_card_CUDA0")
    assert "RTX 4090" in box.accessibleName()
    box.click()
    assert store.value.load.gpu_devices == ("CUDA1",)
    pane.findChild(QCheckBox, "setting_card_CUDA1").click()
    assert store.value.load.gpu_devices == ("CUDA1",)
    assert pane.findChild(QCheckBox, "setting_card_CUDA1").isChecked()


def test_the_order_changes_and_the_first_cannot_go_up(group, store):
    assert not group._lines[0].up.isEnabled()
    group._lines[1].up.click()
    assert store.value.load.gpu_devices == ("CUDA1", "CUDA0")
    assert [line.device for line in group._lines] == ["CUDA1", "CUDA0"]
    group._lines[1].up.click()
    assert store.value.load.gpu_devices == ()


def test_shares_are_chosen_by_numbers(pane, group, store, qtbot):
    assert not group._lines[0].share.isVisible()
    pane.findChild(Segmented, "setting_gpu_shares").button(True).click()
    assert group._lines[0].share.isVisible()
    group._lines[0].share.setValue(3)
    assert store.value.load.gpu_shares == (3.0, 1.0)
    assert store.value.load.gpu_devices == ("CUDA0", "CUDA1")


def test_another_language_and_a_long_name_keep_the_width(pane, group, qtbot):
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.page.cards.isVisible()
    pane.findChild(Segmented, "setting_gpu_shares").button(True).click()
    scroll = pane.findChild(QScrollArea)
    assert pane.page.minimumSizeHint().width() <= scroll.viewport().width()


def test_a_draft_model_is_chosen_and_left_out(pane, store, qtbot):
    row = pane.page.running._draft
    assert row.file.isHidden()
    assert row.leave_out.isHidden()
    pane.findChild(QPushButton, "setting_draft_model").click()
    dialog = pane.findChild(QFileDialog) or row.window().findChild(QFileDialog)
    dialog.fileSelected.emit("/models/QwQ draft 0.5B.gguf")
    dialog.close()
    assert store.value.load.draft_model == "/models/QwQ draft 0.5B.gguf"
    assert row.file.text() == "QwQ draft 0.5B.gguf"
    row.leave_out.click()
    assert store.value.load.draft_model is None


def test_a_draft_model_that_does_not_suit_is_warned_about(pane, make_plan):
    row = pane.page.running._draft
    row.set_value("/models/draft.gguf")
    pane.show_plan(make_plan(draft_bytes=700 << 20), 24 * GIB)
    assert row.note.property("role") == "note"
    assert "700" in row.note.text()
    for remark in (Remark.DRAFT_UNSUITED, Remark.DRAFT_UNREADABLE):
        pane.show_plan(make_plan(remarks=(str(remark),)), 24 * GIB)
        assert row.note.property("role") == "warning"
        assert "not used" in row.note.text()
