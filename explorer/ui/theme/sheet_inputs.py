"""Style sheet: buttons, fields, choices. Controls are 32 high, small ones 24.

The focus ring is the 2 px accent border: a style sheet cannot draw outside a widget, so the
ring takes the place of the 1 px border and the padding gives way by one pixel.
"""

INPUTS = """
QPushButton, QToolButton[role="button"] {
    background: $surface2; border: 1px solid $border2; border-radius: 6px; color: $t1;
    font-weight: 500; min-height: 30px; max-height: 30px; padding: 0 11px;
}
QPushButton:hover { background: $surface3; }
QPushButton:pressed { background: $border; }
QPushButton:checked { background: $surface3; border-color: $accent; }
QPushButton:focus {
    border: 2px solid $accent; min-height: 28px; max-height: 28px; padding: 0 10px;
}
QPushButton:disabled { color: $t3; background: transparent; border-color: $border; }
QPushButton[role="primary"] {
    background: $accent; border-color: $accent; color: $accent_ink; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed { background: $accent; }
QPushButton[role="primary"]:focus { border: 2px solid $t1; }
QPushButton[role="primary"]:disabled {
    color: $t3; background: transparent; border-color: $border;
}
QPushButton[role="danger"] { color: $err; border-color: $err_line; background: $err_soft; }
QPushButton[role="ghost"] { background: transparent; border-color: transparent; color: $t2; }
QPushButton[role="ghost"]:hover { background: $surface3; color: $t1; }
QPushButton[role="ghost"]:focus { border: 2px solid $accent; }
QPushButton[role="ghost"]:disabled { color: $t3; background: transparent; }
QPushButton[role="link"] {
    background: transparent; border: none; color: $accent; padding: 0 2px;
    min-height: 20px; max-height: 20px;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { text-decoration: underline; border: none; }
QPushButton[role="small"], QPushButton[role="small-ghost"], QPushButton[role="small-primary"] {
    font-size: 12px; min-height: 22px; max-height: 22px; padding: 0 7px;
}
QPushButton[role="small"]:focus, QPushButton[role="small-ghost"]:focus,
QPushButton[role="small-primary"]:focus {
    min-height: 20px; max-height: 20px; padding: 0 6px;
}
QPushButton[role="small-ghost"] {
    background: transparent; border-color: transparent; color: $t2;
}
QPushButton[role="small-ghost"]:hover { background: $surface3; color: $t1; }
QPushButton[role="small-ghost"][tone="problem"] { color: $err; }
QPushButton[role="small-ghost"]:disabled { color: $t3; background: transparent; }
QPushButton[role="small-primary"] {
    background: $accent; border-color: $accent; color: $accent_ink; font-weight: 600;
}
QPushButton[role="small-primary"]:disabled {
    color: $t3; background: transparent; border-color: $border;
}
QPushButton[role="icon"] {
    background: transparent; border-color: transparent; padding: 0;
    min-width: 30px; max-width: 30px;
}
QPushButton[role="icon"]:hover { background: $surface3; }
QPushButton[role="icon"]:focus { border: 2px solid $accent; min-width: 28px; max-width: 28px; }
QPushButton[role="icon"]:disabled { background: transparent; border-color: transparent; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; color: $t2;
}
QToolButton:hover { background: $surface3; color: $t1; }
QToolButton:pressed { background: $border; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton:disabled { color: $t3; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QAbstractSpinBox, QComboBox {
    background: $surface2; border: 1px solid $border2; border-radius: 6px; color: $t1;
    min-height: 30px; max-height: 30px; padding: 0 7px;
    selection-background-color: $accent; selection-color: $accent_ink;
}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $accent; min-height: 28px; max-height: 28px; padding: 0 6px;
}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: transparent; border-color: $border; color: $t2;
}
QLineEdit:read-only { background: $surface; }
QLineEdit[role="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLineEdit[role="invalid"] { border-color: $err_line; background: $err_soft; }
QLineEdit[role="bare"] { background: transparent; border: none; padding: 0; }
QTextEdit, QPlainTextEdit {
    background: $surface2; border: 1px solid $border2; border-radius: 6px; color: $t1;
    padding: 5px 7px; selection-background-color: $accent; selection-color: $accent_ink;
}
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 4px 6px; }
QTextEdit[role="bare"], QPlainTextEdit[role="bare"], QTextBrowser[role="bare"] {
    background: transparent; border: none; padding: 0;
}
QPlainTextEdit[role="code"], QTextEdit[role="code"] {
    font-family: "JetBrains Mono"; font-size: 12px;
}

QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-right: 23px; }
QComboBox[role="small"] { font-size: 12px; min-height: 22px; max-height: 22px; }
QComboBox[role="small"]:focus, QComboBox[role="small"]:on { min-height: 20px; max-height: 20px; }
QComboBox:hover { background: $surface3; }
QComboBox::drop-down {
    border: none; width: 24px; subcontrol-origin: padding; subcontrol-position: center right;
}
QComboBox::down-arrow { image: url("$marks/chevron_down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: $menu; border: 1px solid $border2; padding: 4px; outline: none;
    selection-background-color: $surface3; selection-color: $t1;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected {
    background: $surface3; color: $t1;
}

QAbstractSpinBox { font-family: "JetBrains Mono"; font-size: 12px; padding-right: 22px; }
QAbstractSpinBox:focus { padding-right: 21px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: 20px; subcontrol-origin: border;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 2px 0 0; height: 12px; }
QAbstractSpinBox::down-button {
    subcontrol-position: bottom right; margin: 0 2px 3px 0; height: 12px;
}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {
    background: $surface3; border-radius: 3px;
}
QAbstractSpinBox::up-arrow { image: url("$marks/chevron_up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$marks/chevron_down.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::down-arrow:disabled { image: none; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $border2; background: $surface2;
    border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$marks/check.svg");
}
QRadioButton::indicator:checked {
    background: $surface; border: 4px solid $accent; width: 8px; height: 8px;
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:disabled { background: transparent; border-color: $border; }
"""
