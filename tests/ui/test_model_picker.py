"""The model picker."""

import pytest
from PySide6.QtWidgets import QMenu

from qwq_desktop.models.state import ModelStatus
from qwq_desktop.ui.model_picker import ModelChoice, ModelPicker

CHOICES = [
    ModelChoice("qwq", "QwQ-32B · Q4_K_M", "19.9 GB", thinks=True),
    ModelChoice("/m/other.gguf", "Other"),
]


@pytest.fixture
def picker(qtbot, dressed, icons, theme):
    widget = ModelPicker(icons, theme)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def entries(picker):
    menu = picker.findChild(QMenu)
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_without_a_model_it_invites_to_choose_one(picker, theme):
    assert picker.objectName() == "modelPicker"
    assert picker.text() == "Choose a model"
    assert picker.dot == theme.palette.faint


def test_an_unloaded_model_rests(picker, theme):
    picker.set_state("QwQ", ModelStatus.NONE)
    assert picker.text() == "QwQ · rests"
    assert picker.dot == theme.palette.faint


@pytest.mark.parametrize(
    ("status", "progress", "text", "color"),
    [
        (ModelStatus.READY, None, "QwQ Nano · built in, demonstration", "accent"),
        (ModelStatus.LOADING, 0.4, "QwQ Nano · built in, demonstration · loading 40 %", "warn"),
        (ModelStatus.LOADING, None, "QwQ Nano · built in, demonstration · loading", "warn"),
        (ModelStatus.FAILED, None, "QwQ Nano · built in, demonstration · did not load", "danger"),
    ],
)
def test_text_and_dot_say_how_the_model_is(picker, theme, status, progress, text, color):
    picker.set_state("QwQ Nano · built in, demonstration", status, progress)
    assert picker.text() == text
    assert picker.dot == getattr(theme.palette, color)
    assert text in picker.accessibleName()


def test_the_dot_is_painted_in_its_colour(picker, theme):
    picker.set_state("QwQ", ModelStatus.READY)
    picker.resize(picker.sizeHint())
    image = picker.grab().toImage()
    middle = image.height() // 2
    row = {image.pixelColor(x, middle).name() for x in range(image.width() // 2)}
    assert theme.palette.accent.lower() in row


def test_a_long_name_is_cut_not_the_window(picker):
    picker.set_state("A" * 300, ModelStatus.READY)
    assert picker.minimumSizeHint().width() < 200
    picker.resize(180, 28)
    assert not picker.grab().isNull()


def test_the_menu_lists_the_models_with_a_check_at_the_current(picker):
    picker.set_models(CHOICES, "qwq")
    menu = entries(picker)
    assert list(menu)[:2] == ["QwQ-32B · Q4_K_M\t19.9 GB · thinks", "Other"]
    assert [menu[text].isChecked() for text in list(menu)[:2]] == [True, False]


def test_choosing_says_the_reference(picker, qtbot):
    picker.set_models(CHOICES, "qwq")
    with qtbot.waitSignal(picker.model_chosen) as chosen:
        entries(picker)["Other"].trigger()
    assert chosen.args == ["/m/other.gguf"]


def test_a_file_can_be_opened_and_the_model_unloaded(picker, qtbot):
    picker.set_state("QwQ", ModelStatus.READY)
    menu = entries(picker)
    with qtbot.waitSignal(picker.open_file_requested):
        menu["Open model file…"].trigger()
    with qtbot.waitSignal(picker.unload_requested):
        menu["Unload"].trigger()


def test_nothing_can_be_unloaded_where_nothing_is(picker):
    assert not entries(picker)["Unload"].isEnabled()


def test_another_theme_recolours_the_dot(picker, dark_theme):
    picker.set_state("QwQ", ModelStatus.READY)
    picker.set_theme(dark_theme)
    assert picker.dot == dark_theme.palette.accent


def test_the_menu_leads_to_all_models(picker, qtbot):
    with qtbot.waitSignal(picker.manage_requested):
        entries(picker)["Manage models…"].trigger()
