"""A button with a note at its right end."""

from qwq_desktop.ui.noted_button import NotedButton


def test_the_note_stands_at_the_right_and_goes(qtbot, dressed):
    button = NotedButton()
    qtbot.addWidget(button)
    button.setText("Models")
    button.resize(240, 34)
    button.show()
    assert button.note == ""
    button.set_note("43 %")
    assert button._label.isVisible()
    assert button._label.geometry().right() in range(220, 240)
    assert button.accessibleDescription() == "43 %"
    button.set_note("")
    assert not button._label.isVisible()
