"""The rules of the style sheet, with places for the values of a theme.

Widgets say what they are through the property `role`; the sheet says how that looks:
labels `brand`, `title`, `page`, `lead`, `heading`, `body`, `caption`, `note`, `warning`, `danger`,
`badge`, `badge-good`, `badge-caution`, `badge-bad`; buttons `primary`, `card`, `pill`, `flat`,
`flat-here`, `icon`, `caption`, `link`, `fold`, `fold-title`; frames `side`, `header`, `pane`,
`line`, `banner`, `toast`, `toast-danger`, `model-card`, `model-card-best`; fields `field`,
`search`, `title`, `row`; progress bars `unknown`. Segments of a segmented control have `segment`
(first, middle, last, only; one below the other top, within, bottom).
"""

_GROUNDS = """
QMainWindow, QDialog { background: %(ground)s; }
QToolTip {
  background: %(card)s; color: %(ink)s; border: 1px solid %(line)s; padding: 2px 5px;
  font-size: %(px12)dpx;
}
*[role="side"] { background: %(side)s; border: none; border-right: 1px solid %(line)s; }
*[role="header"] { background: %(ground)s; border: none; border-bottom: 1px solid %(line)s; }
*[role="pane"] { background: %(ground)s; border: none; border-left: 1px solid %(line)s; }
*[role="line"] { background: %(line)s; border: none; }
*[role="banner"] { background: %(wash)s; border: none; border-radius: 8px; }
*[role="toast"] { background: %(card)s; border: 1px solid %(line)s; border-radius: 10px; }
*[role="model-card"] { background: %(card)s; border: 1px solid %(line)s; border-radius: 10px; }
*[role="model-card-best"] {
  background: %(card)s; border: 1px solid %(accent)s; border-radius: 10px;
}
*[role="toast-danger"] { background: %(card)s; border: 1px solid %(danger)s; border-radius: 10px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {
  background: transparent; border: none;
}
"""

_LABELS = """
QLabel[role="brand"] { font-size: %(px15)dpx; font-weight: 600; }
QLabel[role="title"] { font-size: %(px14_5)dpx; font-weight: 600; }
QLabel[role="page"] { font-size: %(px22)dpx; font-weight: 600; }
QLabel[role="lead"] { font-size: %(px15)dpx; color: %(soft)s; }
QLabel[role="body"] { font-size: %(field)dpx; }
QLabel[role="badge"], QLabel[role="badge-good"], QLabel[role="badge-caution"],
QLabel[role="badge-bad"] {
  font-size: %(px12)dpx; border-radius: 10px; padding: 3px 10px; color: %(ink)s;
  background: %(hover)s;
}
QLabel[role="badge-good"] { background: %(wash)s; }
QLabel[role="badge-caution"] { background: %(caution)s; }
QLabel[role="badge-bad"] { background: %(refusal)s; }
QLabel[role="heading"], QLabel[role="caption"] { font-size: %(px12)dpx; color: %(faint)s; }
QLabel[role="note"] { font-size: %(px12)dpx; color: %(soft)s; }
QLabel[role="warning"] { font-size: %(px12)dpx; color: %(warn)s; }
QLabel[role="danger"] { font-size: %(px12)dpx; color: %(danger)s; }
"""

_BUTTONS = """
QPushButton {
  background: %(card)s; color: %(ink)s; border: 1px solid %(line)s; border-radius: 8px;
  padding: 5px 12px; font-size: %(px13)dpx; outline: none;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(line)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:disabled { color: %(disabled)s; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="primary"], QPushButton:default {
  background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 500;
}
QPushButton[role="primary"]:hover { background: %(accent_hover)s; border-color: %(accent_hover)s; }
QPushButton[role="primary"]:focus { border: 2px solid %(ink)s; padding: 4px 11px; }
QPushButton[role="card"] { text-align: left; padding: 9px 12px 9px 7px; font-size: %(field)dpx; }
QPushButton[role="pill"] { border-radius: 14px; color: %(soft)s; padding: 4px 12px; }
QPushButton[role="pill"]:checked {
  background: %(wash)s; color: %(accent)s; border-color: %(wash)s; font-weight: 500;
}
QPushButton[role="pill"]:focus { border-color: %(accent)s; }
QPushButton[role="flat"] {
  background: transparent; border: 1px solid transparent; color: %(soft)s; text-align: left;
  padding: 7px 10px 7px 7px; font-size: %(field)dpx;
}
QPushButton[role="flat-here"] {
  background: %(wash)s; border: 1px solid transparent; color: %(ink)s; text-align: left;
  padding: 7px 10px 7px 7px; font-size: %(field)dpx;
}
QPushButton[role="flat-here"]:focus { border-color: %(accent)s; }
QPushButton[role="flat"]:hover { background: %(side_hover)s; color: %(ink)s; }
QPushButton[role="flat"]:focus { border-color: %(accent)s; }
QPushButton[role="icon"], QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 4px;
}
QPushButton[role="icon"]:hover, QToolButton:hover { background: %(hover)s; }
QPushButton[role="icon"]:focus, QToolButton:focus { border-color: %(accent)s; }
QPushButton[role="caption"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0;
  color: %(faint)s; font-size: %(px12)dpx;
}
QPushButton[role="caption"]:hover { color: %(ink)s; text-decoration: underline; }
QPushButton[role="caption"]:focus { border-color: %(accent)s; }
QPushButton[role="link"] {
  background: transparent; border: 1px solid transparent; color: %(accent)s; padding: 2px;
  border-radius: 4px; font-weight: 500;
}
QPushButton[role="link"]:disabled { color: %(disabled)s; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: %(accent)s; }
QPushButton[role="fold"] {
  background: transparent; border: 1px solid transparent; color: %(soft)s;
  padding: 3px 6px 3px 0; text-align: left; font-size: %(px13)dpx;
}
QPushButton[role="fold"]:hover { color: %(ink)s; }
QPushButton[role="fold-title"] {
  background: transparent; border: 1px solid transparent; color: %(ink)s; font-weight: 600;
  padding: 3px 6px 3px 0; text-align: left; font-size: %(field)dpx;
}
QPushButton[role="fold-title"]:hover { color: %(accent)s; }
QPushButton[role="fold-title"]:focus { border-color: %(accent)s; }
QPushButton[role="fold"]:focus { border-color: %(accent)s; }
"""

_SEGMENTS = """
QPushButton[segment] {
  border-radius: 0; border-left-width: 0; padding: 4px 12px; font-size: %(px13)dpx;
  min-height: %(px18)dpx; max-height: %(px18)dpx;
}
QPushButton[segment="first"] {
  border-left-width: 1px; border-top-left-radius: 8px; border-bottom-left-radius: 8px;
}
QPushButton[segment="last"] { border-top-right-radius: 8px; border-bottom-right-radius: 8px; }
QPushButton[segment="only"] { border-left-width: 1px; border-radius: 8px; }
QPushButton[segment="within"] { border-top-width: 0; }
QPushButton[segment="top"] {
  border-top-left-radius: 8px; border-top-right-radius: 8px;
}
QPushButton[segment="bottom"] {
  border-top-width: 0; border-bottom-left-radius: 8px; border-bottom-right-radius: 8px;
}
QPushButton[segment="top"], QPushButton[segment="within"], QPushButton[segment="bottom"] {
  border-left-width: 1px; text-align: left;
}
QPushButton[segment]:checked { background: %(wash)s; color: %(accent)s; font-weight: 500; }
QPushButton[segment]:focus { border-color: %(line)s; text-decoration: underline; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit[role="field"], QComboBox {
  background: %(card)s; color: %(ink)s; border: 1px solid %(line)s; border-radius: 8px;
  padding: 5px 8px; font-size: %(field)dpx; selection-background-color: %(accent)s;
  selection-color: %(on_accent)s; placeholder-text-color: %(faint)s;
}
QLineEdit:focus, QPlainTextEdit[role="field"]:focus, QComboBox:focus { border-color: %(accent)s; }
QLineEdit[role="search"] { background: transparent; border-color: transparent; padding: 5px 4px; }
QLineEdit[role="search"]:focus { background: %(card)s; border-color: %(accent)s; }
QLineEdit[role="title"] { font-size: %(px14_5)dpx; font-weight: 600; padding: 3px 6px; }
QLineEdit[role="row"] { padding: 2px 6px; border-color: %(accent)s; }
QSpinBox, QDoubleSpinBox {
  background: transparent; color: %(ink)s; border: none; border-bottom: 1px solid transparent;
  padding: 1px 0; font-size: %(field)dpx; selection-background-color: %(accent)s;
  selection-color: %(on_accent)s;
}
QSpinBox:hover, QDoubleSpinBox:hover { border-bottom-color: %(line)s; }
QSpinBox:focus, QDoubleSpinBox:focus { border-bottom-color: %(accent)s; }
QCheckBox { font-size: %(field)dpx; spacing: 8px; }
"""

_SLIDERS = """
QSlider { min-height: 18px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %(track)s; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %(accent)s; }
QSlider::handle:horizontal {
  width: 10px; height: 10px; margin: -5px 0; border: 2px solid %(accent)s; border-radius: 7px;
  background: %(knob)s;
}
QSlider::handle:horizontal:hover { background: %(wash)s; }
QSlider::handle:horizontal:focus { background: %(accent)s; }
QSlider::sub-page:horizontal:disabled { background: %(bar)s; }
QSlider::handle:horizontal:disabled { border-color: %(bar)s; }
QProgressBar {
  background: %(track)s; border: none; border-radius: 2px; max-height: 4px; text-align: center;
}
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
QProgressBar[role="unknown"]::chunk { background: %(still)s; border-radius: 2px; }
ProgressBar { qproperty-still: %(is_still)s; }
"""

_LISTS = """
QListView, QTreeView {
  background: transparent; border: none; outline: none; font-size: %(field)dpx;
}
QListWidget::item { padding: 6px 8px; border-radius: 6px; color: %(ink)s; }
QListWidget::item:selected { background: %(wash)s; color: %(ink)s; }
QTreeWidget#connectionsList::item { padding: 4px 6px; }
QListWidget::item:disabled { color: %(faint)s; }
QListWidget#exportList {
  background: %(card)s; border: 1px solid %(line)s; border-radius: 8px; padding: 6px;
}
QMenu {
  background: %(card)s; color: %(ink)s; border: 1px solid %(line)s; border-radius: 8px;
  padding: 5px; font-size: %(px13)dpx; icon-size: %(px16)dpx;
}
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 6px; }
QMenu::item:selected { background: %(wash)s; }
QMenu::item:disabled { color: %(disabled)s; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { width: 0; height: 0; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 4px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: %(card)s; border: 1px solid %(line)s; selection-background-color: %(wash)s;
  selection-color: %(ink)s;
}
"""

_SCROLL_BARS = """
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: %(bar)s; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %(bar_hover)s; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

RULES = (_GROUNDS, _LABELS, _BUTTONS, _SEGMENTS, _FIELDS, _SLIDERS, _LISTS, _SCROLL_BARS)
