"""The cross that empties a field."""

from PySide6.QtWidgets import QLineEdit

from qwq_desktop.ui.clear_button import clear_button, dress_clear_button


def test_it_is_the_one_that_empties_the_field(qtbot, icons, theme, dark_theme):
    field = QLineEdit()
    qtbot.addWidget(field)
    dress_clear_button(field, icons, theme)
    dress_clear_button(field, icons, dark_theme)
    field.setText("words")
    field.show()
    clear_button(field).click()
    assert not field.text()
