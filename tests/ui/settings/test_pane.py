"""The settings pane with real settings behind it."""

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSlider,
)

from qwq_desktop.settings.schema import (
    Accent,
    KvCacheType,
    Language,
    LoadSettings,
    Motion,
    SamplingPreset,
    SamplingSettings,
    Switch,
    ThemeChoice,
    ThinkingMode,
    YarnMode,
    bounds,
)
from qwq_desktop.ui.numbers import GROUP
from qwq_desktop.ui.settings.controls import Segmented
from qwq_desktop.ui.settings.pane import SettingsPane

GB = 1 << 30
ADVICE = SamplingSettings(temperature=0.6, top_k=40)
PRECISE = SamplingSettings(temperature=0.3, top_k=20)


@pytest.fixture
def qwq(pane):
    """The pane with QwQ-32B loaded."""
    pane.set_model("QwQ-32B", ADVICE, PRECISE, 40960)
    return pane


def field(pane, name):
    return pane.findChild(QDoubleSpinBox, f"setting_{name}")


def slider(pane, name):
    return pane.findChild(QSlider, f"setting_{name}_slider")


def choose(qtbot, pane, name, value):
    button = pane.findChild(Segmented, f"setting_{name}").button(value)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def chosen(pane, name):
    return pane.findChild(Segmented, f"setting_{name}").value


def row_note(pane, name):
    row = field(pane, name).parentWidget()
    while not hasattr(row, "note"):
        row = row.parentWidget()
    return row.note


def notes(pane):
    return [label.text() for label in pane.findChildren(QLabel) if not label.isHidden()]


# --- sampling ---


def test_a_preset_shows_the_models_advice(qwq, store, qtbot):
    assert chosen(qwq, "preset") is SamplingPreset.RECOMMENDED
    assert field(qwq, "temperature").value() == 0.6
    choose(qtbot, qwq, "preset", SamplingPreset.PRECISE)
    assert store.value.preset is SamplingPreset.PRECISE
    assert field(qwq, "temperature").value() == 0.3
    assert field(qwq, "top_k").value() == 20


def test_editing_under_a_preset_makes_all_values_the_users_own(qwq, store, qtbot):
    choose(qtbot, qwq, "preset", SamplingPreset.PRECISE)
    slider(qwq, "top_p").setValue(80)
    assert store.value.preset is SamplingPreset.OWN
    assert store.value.sampling == replace(PRECISE, top_p=0.8)
    assert chosen(qwq, "preset") is SamplingPreset.OWN
    assert field(qwq, "temperature").value() == 0.3


def test_limits_and_seed_leave_the_preset_alone(qwq, store, qtbot):
    choose(qtbot, qwq, "seed_choice", True)
    field(qwq, "seed").setValue(4_294_967_294)
    field(qwq, "max_tokens").setValue(2048)
    choose(qtbot, qwq, "max_thinking_tokens_choice", True)
    assert store.value.preset is SamplingPreset.RECOMMENDED
    assert store.value.sampling.seed == 4_294_967_294
    assert store.value.sampling.max_tokens == 2048
    assert store.value.sampling.max_thinking_tokens == 4096
    choose(qtbot, qwq, "seed_choice", False)
    assert store.value.sampling.seed is None


def test_the_preset_is_named_after_qwq_only_for_qwq(qwq):
    button = qwq.findChild(Segmented, "setting_preset").button(SamplingPreset.RECOMMENDED)
    assert button.text() == "QwQ preset"
    qwq.set_model("SmolLM2", ADVICE, PRECISE, 8192)
    assert button.text() == "Model's advice"


def test_greedy_decoding_is_warned_about_for_qwq(qwq):
    field(qwq, "temperature").setValue(0)
    note = row_note(qwq, "temperature")
    assert "repeating itself" in note.text()
    assert note.property("role") == "warning"
    qwq.set_model("SmolLM2", ADVICE, PRECISE, 8192)
    assert note.property("role") == "note"


def test_explanations_carry_the_value(qwq):
    field(qwq, "top_p").setValue(0.8)
    assert row_note(qwq, "top_p").text().endswith("make 80 %.")
    field(qwq, "top_k").setValue(0)
    assert row_note(qwq, "top_k").text() == "At 0 it leaves out no word."


@pytest.mark.parametrize(
    "name", [f.name for f in fields(SamplingSettings) if f.name not in ("seed",)]
)
def test_every_sampling_setting_has_field_slider_bounds_and_words(qwq, name):
    low, high, _ = bounds(SamplingSettings, name)
    box = field(qwq, name)
    assert (box.minimum(), box.maximum()) == (low, high)
    assert slider(qwq, name).accessibleName() == box.accessibleName() != ""
    assert row_note(qwq, name).text()


@pytest.mark.parametrize(
    "name",
    ["temperature", "top_p", "top_k", "min_p", "presence_penalty", "repetition_penalty"],
)
def test_field_and_slider_move_together_into_the_store(qwq, store, name):
    slider(qwq, name).setValue(slider(qwq, name).maximum())
    value = getattr(store.value.sampling, name)
    assert value == bounds(SamplingSettings, name)[1]
    field(qwq, name).setValue(bounds(SamplingSettings, name)[0])
    assert slider(qwq, name).value() == 0
    assert getattr(store.value.sampling, name) == bounds(SamplingSettings, name)[0]


def test_whole_numbers_stay_whole(qwq, store):
    slider(qwq, "top_k").setValue(7)
    assert store.value.sampling.top_k == 7
    assert isinstance(store.value.sampling.top_k, int)


def test_rare_settings_are_folded_until_asked_for(qwq, qtbot):
    assert not field(qwq, "min_p").isVisible()
    qtbot.mouseClick(qwq.page.sampling.more.toggle, Qt.MouseButton.LeftButton)
    assert field(qwq, "min_p").isVisible()


# --- answers ---


def test_thinking_mode_is_chosen_here_and_shown_from_elsewhere(qwq, store, qtbot):
    choose(qtbot, qwq, "thinking", ThinkingMode.ON)
    assert store.value.thinking is ThinkingMode.ON
    store.update(replace(store.value, thinking=ThinkingMode.OFF))
    assert chosen(qwq, "thinking") is ThinkingMode.OFF


def test_the_system_prompt_reaches_the_store_when_the_writing_pauses(qwq, store, qtbot):
    prompt = qwq.findChild(QPlainTextEdit, "setting_system_prompt")
    with qtbot.waitSignal(store.changed):
        qtbot.keyClicks(prompt, "Answer in verse.")
    assert store.value.system_prompt == "Answer in verse."


def test_the_system_prompt_is_not_lost_when_the_pane_closes_at_once(qwq, store, qtbot):
    prompt = qwq.findChild(QPlainTextEdit, "setting_system_prompt")
    qtbot.keyClicks(prompt, "Short.")
    qwq.hide()
    assert store.value.system_prompt == "Short."


def test_a_change_elsewhere_does_not_take_the_words_from_under_the_cursor(qwq, store, qtbot):
    prompt = qwq.findChild(QPlainTextEdit, "setting_system_prompt")
    qtbot.keyClicks(prompt, "Half a sen")
    store.update(replace(store.value, theme=ThemeChoice.DARK))
    assert prompt.toPlainText() == "Half a sen"


# --- context ---


def test_context_length_is_automatic_or_a_number(qwq, store, qtbot, make_plan):
    qwq.show_plan(make_plan(context_length=40960, yarn_factor=None), 24 * GB)
    native = f"The model was trained for 40{GROUP}960."
    assert f"Now 40{GROUP}960 tokens. About 60 pages. {native}" in notes(qwq)
    choose(qtbot, qwq, "context_length_choice", True)
    assert store.value.load.context_length == 40960
    field(qwq, "context_length").setValue(65536)
    expected = f"About 100 pages. The model was trained for 40{GROUP}960."
    assert row_note(qwq, "context_length").text() == expected
    choose(qtbot, qwq, "context_length_choice", False)
    assert store.value.load.context_length is None


def test_the_slider_ends_where_yarn_does_but_the_field_goes_on(qwq, store, qtbot):
    choose(qtbot, qwq, "context_length_choice", True)
    context = slider(qwq, "context_length")
    context.setValue(context.maximum())
    assert store.value.load.context_length == 131072
    field(qwq, "context_length").setValue(1048576)
    assert store.value.load.context_length == 1048576
    assert context.value() == context.maximum()


def test_a_small_model_gets_a_short_slider(pane, store, qtbot):
    pane.set_model("QwQ Nano", ADVICE, PRECISE, 4096)
    choose(qtbot, pane, "context_length_choice", True)
    context = slider(pane, "context_length")
    context.setValue(context.maximum())
    assert store.value.load.context_length == 16384


def yarn_note(pane):
    return pane.page.context.findChild(Segmented, "setting_yarn").parentWidget().note


def test_yarn_at_work_warns_about_short_texts(qwq, make_plan):
    qwq.show_plan(make_plan(yarn_factor=2.0), 24 * GB)
    assert yarn_note(qwq).text() == "On now, factor 2.0: short texts may come out a little worse."
    assert yarn_note(qwq).property("role") == "warning"
    qwq.show_plan(make_plan(yarn_factor=None), 24 * GB)
    assert yarn_note(qwq).text() == f"Comes on by itself beyond 40{GROUP}960 tokens."
    assert yarn_note(qwq).property("role") == "note"


def test_yarn_off_beyond_the_trained_length_warns(qwq, store, qtbot):
    store.update(replace(store.value, load=LoadSettings(context_length=65536)))
    choose(qtbot, qwq, "yarn", YarnMode.OFF)
    assert "loses the thread" in yarn_note(qwq).text()
    assert yarn_note(qwq).property("role") == "warning"


def test_yarn_on_asks_for_factor_and_original_context(qwq, store, qtbot):
    assert not field(qwq, "yarn_factor").isVisible()
    choose(qtbot, qwq, "yarn", YarnMode.ON)
    assert field(qwq, "yarn_factor").isVisible()
    field(qwq, "yarn_factor").setValue(2.5)
    field(qwq, "yarn_original_context").setValue(16384)
    assert store.value.load == LoadSettings(
        yarn=YarnMode.ON, yarn_factor=2.5, yarn_original_context=16384
    )
    assert "factor 2.5" in yarn_note(qwq).text()


# --- running, looks ---


def test_fewer_cores_can_be_asked_for_while_threads_are_automatic(qwq, store, qtbot):
    choose(qtbot, qwq, "fewer_cores", True)
    assert store.value.load.fewer_cores
    choose(qtbot, qwq, "threads_choice", True)
    assert not qwq.findChild(Segmented, "setting_fewer_cores").isVisible()


def test_the_memory_can_be_kept_for_ever(qwq, store, qtbot):
    assert store.value.idle_minutes == 30
    choose(qtbot, qwq, "idle_minutes_choice", False)
    assert store.value.idle_minutes is None
    choose(qtbot, qwq, "idle_minutes_choice", True)
    assert store.value.idle_minutes == 30


def test_layers_and_threads_begin_with_the_plans_numbers(qwq, store, qtbot, make_plan):
    qwq.show_plan(make_plan(gpu_layers=56, threads=7), 24 * GB)
    choose(qtbot, qwq, "gpu_layers_choice", True)
    choose(qtbot, qwq, "threads_choice", True)
    assert store.value.load.gpu_layers == 56
    assert store.value.load.threads == 7
    slider(qwq, "gpu_layers").setValue(slider(qwq, "gpu_layers").maximum())
    assert store.value.load.gpu_layers == 64


def test_q4_for_the_context_is_warned_about(qwq, store, qtbot):
    choose(qtbot, qwq, "kv_cache_type", KvCacheType.Q4_0)
    assert store.value.load.kv_cache_type is KvCacheType.Q4_0
    note = qwq.findChild(Segmented, "setting_kv_cache_type").parentWidget().note
    assert "Qwen" in note.text()
    assert note.property("role") == "warning"


def test_the_space_for_read_chats_is_a_whole_number_of_gigabytes(qwq, store):
    assert field(qwq, "cache_limit_gb").value() == 4
    slider(qwq, "cache_limit_gb").setValue(0)
    assert store.value.load.cache_limit_gb == 0
    field(qwq, "cache_limit_gb").setValue(200)
    assert store.value.load.cache_limit_gb == 200
    assert isinstance(store.value.load.cache_limit_gb, int)


def test_flash_attention_and_looks_reach_the_store(qwq, store, qtbot):
    choose(qtbot, qwq, "flash_attention", Switch.ON)
    choose(qtbot, qwq, "theme", ThemeChoice.DARK)
    choose(qtbot, qwq, "language", Language.CHINESE)
    choose(qtbot, qwq, "fold_thinking", False)
    field(qwq, "font_scale").setValue(120)
    assert store.value.load.flash_attention is Switch.ON
    assert store.value.theme is ThemeChoice.DARK
    assert store.value.language is Language.CHINESE
    assert store.value.fold_thinking_when_answered is False
    assert store.value.font_scale == 1.2


# --- the pane ---


def test_loading_options_ask_for_a_new_plan_once_they_settle(qwq, store, qtbot):
    told = []
    qwq.load_options_edited.connect(lambda: told.append(1))
    choose(qtbot, qwq, "context_length_choice", True)
    with qtbot.waitSignal(qwq.load_options_edited):
        for position in (10, 20, 30):
            slider(qwq, "context_length").setValue(position)
    assert told == [1]


def test_other_settings_ask_for_no_plan(qwq, store, qtbot):
    with qtbot.assertNotEmitted(qwq.load_options_edited, wait=250):
        field(qwq, "temperature").setValue(1.0)


def test_the_reload_is_offered_only_when_needed(qwq, qtbot):
    banner = qwq.findChild(QFrame, "reloadBanner")
    assert not banner.isVisible()
    qwq.set_reload_needed(True)
    assert banner.isVisible()
    with qtbot.waitSignal(qwq.reload_requested):
        qtbot.mouseClick(qwq.findChild(QPushButton, "reloadButton"), Qt.MouseButton.LeftButton)
    qwq.set_reload_needed(False)
    assert not banner.isVisible()


def test_the_cross_and_escape_close(qwq, qtbot):
    close = qwq.findChild(QPushButton, "closeSettingsButton")
    with qtbot.waitSignal(qwq.close_requested):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)


def test_every_control_has_a_name_and_takes_the_keyboard(qwq):
    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QPlainTextEdit)
    controls = [c for kind in kinds for c in qwq.page.findChildren(kind)]
    controls = [c for c in controls if type(c).__name__ not in ("QScrollBar",)]
    assert len(controls) > 40
    for control in controls:
        name = control.accessibleName() or getattr(control, "text", lambda: "")()
        assert name, control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def test_nothing_is_cut_off_at_the_side(qwq, qtbot, make_plan):
    qwq.show_plan(make_plan(), 24 * GB)
    qwq.page.sampling.more.toggle.setChecked(True)
    scroll = qwq.findChild(QScrollArea)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert qwq.page.minimumSizeHint().width() <= scroll.viewport().width()


def test_scrolling_over_the_controls_scrolls_the_page(qwq, qtbot):
    bar = qwq.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    target = slider(qwq, "temperature")
    before = target.value()
    at = target.mapTo(qwq, target.rect().center())
    QTest.wheelEvent(qwq.windowHandle(), QPointF(at), QPoint(0, -240))
    assert target.value() == before
    assert bar.value() > 0


def test_another_language_rebuilds_the_page_with_its_values(qwq, store, qtbot, make_plan):
    qwq.show_plan(make_plan(), 24 * GB)
    field(qwq, "temperature").setValue(1.1)
    first = qwq.page
    QApplication.sendEvent(qwq, QEvent(QEvent.Type.LanguageChange))
    assert qwq.page is not first
    assert field(qwq, "temperature").value() == 1.1
    assert not qwq.page.cost.isHidden()
    slider(qwq, "top_p").setValue(50)
    assert store.value.sampling.top_p == 0.5


def test_another_theme_reaches_the_bar(qwq, dark_theme):
    qwq.set_theme(dark_theme)
    assert qwq.page.cost.bar.colors[0] == dark_theme.palette.accent


def test_accent_and_movement_reach_the_store_and_come_back(pane, store, qtbot):
    looks = pane.page.looks
    qtbot.mouseClick(looks._accent.button(Accent.VIOLET), Qt.MouseButton.LeftButton)
    choose(qtbot, pane, "motion", Motion.NONE)
    assert (store.value.accent, store.value.motion) == (Accent.VIOLET, Motion.NONE)
    store.update(replace(store.value, accent=Accent.ROSE))
    assert looks._accent.button(Accent.ROSE).isChecked()
    assert looks._accent.button(Accent.ROSE).accessibleName() == "Accent: Rose"


# --- when it is made ---


def test_the_groups_are_made_when_the_pane_is_first_shown_with_all_that_was_told(
    qtbot, store, theme, icons
):
    pane = SettingsPane(store, theme, icons)
    qtbot.addWidget(pane)
    pane.set_model("QwQ-32B", ADVICE, PRECISE, 40960)
    pane.set_theme(theme)
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    store.update(replace(store.value, font_scale=1.2))
    assert field(pane, "temperature") is None
    pane.show()
    assert field(pane, "temperature").value() == ADVICE.temperature
