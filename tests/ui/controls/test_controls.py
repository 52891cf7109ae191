"""The shared controls: values, keyboard, names for screen readers, repaint with the theme."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.badge import SIGNAL_NAMES, SignalBadge
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.chip import Chip
from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.labeled_slider import LabeledSlider
from explorer.ui.controls.number_box import FloatBox, IntBox
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.controls.slider import FloatSlider, Slider
from explorer.ui.controls.switch import Switch
from explorer.ui.theme.icons import icon
from explorer.ui.theme.palette import DARK, LIGHT
from explorer.ui.theme.theme import theme
from tests.ui.controls.seen import drawn, press


def _tabbed_to(qtbot, widget: QWidget) -> QWidget:
    """The widget in a window of its own, with the focus as if Tab had come to it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())  # takes the focus when the window opens
    column.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return window


# Switch ---------------------------------------------------------------------------------


def test_switch_toggles_by_click_and_space_and_shows_it(qtbot):
    switch = Switch("Keep best epoch")
    qtbot.addWidget(switch)
    assert switch.accessibleName() == "Keep best epoch"
    assert DARK.accent.upper() not in drawn(switch)
    with qtbot.waitSignal(switch.toggled, check_params_cb=lambda on: on):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert DARK.accent.upper() in drawn(switch)
    with qtbot.waitSignal(switch.toggled, check_params_cb=lambda on: not on):
        press(qtbot, switch, Qt.Key.Key_Space)


def test_switch_repaints_in_the_new_theme(qtbot):
    switch = Switch("x")
    qtbot.addWidget(switch)
    switch.setChecked(True)
    theme().set_mode("light")
    assert LIGHT.accent.upper() in drawn(switch)


def test_the_focus_ring_shows_for_the_keyboard_and_not_for_the_mouse(qtbot):
    switch = Switch("x")
    window = _tabbed_to(qtbot, switch)
    assert switch.shows_ring
    assert DARK.accent.upper() in drawn(switch)
    QApplication.sendEvent(
        switch, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason)
    )
    assert not switch.shows_ring
    assert DARK.accent.upper() not in drawn(switch)
    window.close()


# Slider ---------------------------------------------------------------------------------


def test_slider_jumps_to_a_click_and_follows_a_drag(qtbot):
    slider = Slider(name="Epoch")
    qtbot.addWidget(slider)
    slider.setRange(0, 100)
    slider.resize(220, 24)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(110, 12))
    assert slider.value() == 50
    qtbot.mouseMove(slider, QPoint(500, 12))
    assert slider.value() == 100
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(500, 12))
    assert not slider.isSliderDown()


def test_slider_ends_are_the_ends_of_its_range(qtbot):
    slider = Slider()
    qtbot.addWidget(slider)
    slider.setRange(3, 9)
    slider.resize(120, 24)
    for x, value in ((0, 3), (119, 9)):
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
        assert slider.value() == value


def test_slider_goes_by_keyboard_in_its_hue(qtbot):
    slider = FloatSlider(-1.0, 1.0, 0.01, hue="k", name="what to load")
    qtbot.addWidget(slider)
    slider.set_number(0.58)
    seen: list[float] = []
    slider.number_changed.connect(seen.append)
    press(qtbot, slider, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home)
    assert seen == pytest.approx([0.59, 1.0, -1.0])
    slider.set_number(0.5)
    assert DARK.k.upper() in drawn(slider)


def test_a_wheel_over_an_unfocused_slider_or_field_changes_nothing(qtbot):
    for widget in (Slider(), IntBox(0, 99, 5), FloatBox(0, 1, 0.5)):
        qtbot.addWidget(widget)
        before = widget.value()
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        widget.wheelEvent(turn)
        assert widget.value() == before
        assert not turn.isAccepted()


def test_labeled_slider_prints_its_value(qtbot):
    gate, load = LabeledSlider("keep", signal="f"), LabeledSlider("load", -1, 1, signal="k")
    for slider in (gate, load):
        qtbot.addWidget(slider)
    with qtbot.waitSignal(gate.changed):
        gate.set_number(0.85)
    load.set_number(-0.18)
    assert (gate.value_label.text(), load.value_label.text()) == ("0.85", "−0.18")
    assert gate.number() == pytest.approx(0.85)


# Segmented ------------------------------------------------------------------------------


def test_segmented_picks_by_click_key_and_program(qtbot):
    control = Segmented([("half", "½×"), ("one", "1×"), Option("c", "c", signal="c")], name="Speed")
    qtbot.addWidget(control)
    control.show()
    control.activateWindow()
    qtbot.waitUntil(control.isActiveWindow)
    assert control.current() == "half"
    seen: list[str] = []
    control.changed.connect(seen.append)
    qtbot.mouseClick(control.segment("one"), Qt.MouseButton.LeftButton)
    press(qtbot, control.segment("one"), Qt.Key.Key_Right)
    control.set_current("half")
    control.set_current("half")
    assert seen == ["one", "c", "half"]
    assert control.accessibleName() == "Speed"


def test_segmented_keeps_its_width_whatever_is_picked(qtbot):
    control = Segmented([("a", "English"), ("b", "Both")])
    qtbot.addWidget(control)
    width = control.sizeHint().width()
    control.set_current("b")
    assert control.sizeHint().width() == width
    assert control.sizeHint().height() == 24


def test_segmented_leaves_out_options_that_do_not_apply(qtbot):
    control = Segmented([("i", "i"), ("c", "c")])
    qtbot.addWidget(control)
    wide = control.sizeHint().width()
    control.set_option_visible("c", False)
    assert control.sizeHint().width() < wide
    control.set_option_enabled("i", False)
    assert not control.segment("i").isEnabled()


# Badge, chip, labels --------------------------------------------------------------------


@pytest.mark.parametrize("letter", SIGNAL_NAMES)
def test_badge_shows_its_letter_in_its_hue_and_tells_who_was_clicked(qtbot, letter: str):
    badge = SignalBadge(letter)
    qtbot.addWidget(badge)
    badge.resize(16, 16)
    assert DARK.signal(letter).upper() in drawn(badge)
    assert SIGNAL_NAMES[letter] in badge.accessibleName()
    with qtbot.waitSignal(badge.clicked, check_params_cb=lambda told: told == letter):
        qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)


def test_chip_elides_and_says_all_in_its_tooltip(qtbot):
    chip = Chip("Embedding 32 → LSTM 32 → Dense 1", "· 328,353 params", icon_name="build")
    qtbot.addWidget(chip)
    assert chip.minimumSizeHint().width() < chip.sizeHint().width()
    assert chip.toolTip() == chip.accessibleName()
    assert "328,353" in chip.toolTip()
    narrow = chip.sizeHint().width()
    chip.set_texts("LSTM")
    assert chip.sizeHint().width() < narrow
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.clicked):
        press(qtbot, chip, Qt.Key.Key_Space)


def test_chip_ring_and_active_edge(qtbot):
    chip = Chip("Epoch 8/10", "· val 84.6%")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert DARK.accent.upper() not in drawn(chip)
    chip.set_ring(0.76)
    chip.set_active(True)
    chip.resize(chip.sizeHint())
    assert DARK.accent.upper() in drawn(chip)


def test_elided_label_tells_the_whole_text_only_when_it_is_cut(qtbot):
    label = ElidedLabel("I walked in expecting another tired sequel")
    qtbot.addWidget(label)
    label.show()
    label.resize(60, 20)
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""
    label.setText("x" * 400)
    assert label.toolTip() == "x" * 400


def test_icon_button_has_a_name_and_a_tooltip(qtbot):
    button = IconButton("undo", "Undo", small=True)
    qtbot.addWidget(button)
    button.set_name("Undo", "Ctrl+Z")
    assert (button.accessibleName(), button.toolTip()) == ("Undo", "Undo (Ctrl+Z)")
    assert button.size().width() == 24
    with qtbot.waitSignal(button.clicked):
        press(qtbot, button, Qt.Key.Key_Space)


def test_an_icon_stands_8_pixels_before_the_text(qtbot):
    plain, spaced = QPushButton("Start"), QPushButton("Start")
    for button in (plain, spaced):
        qtbot.addWidget(button)
    plain.setIcon(icon("play"))
    put_icon(spaced, "play")
    assert spaced.sizeHint().width() - plain.sizeHint().width() == 4
    drawn = spaced.icon().pixmap(spaced.iconSize(), 1.0).toImage()
    assert (drawn.width(), drawn.height()) == (20, 16)
    assert all(drawn.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))
    alone = QPushButton()
    qtbot.addWidget(alone)
    put_icon(alone, "play")
    assert alone.iconSize().width() == 16


def test_a_wheel_turns_a_drop_down_only_once_it_has_the_focus(qtbot):
    box = DropDown("Padding")
    box.addItems(["pre", "post"])
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.clearFocus()
    turn_down(box)
    assert box.currentText() == "pre"
    box.setFocus()
    turn_down(box)
    assert box.currentText() == "post"


def turn_down(widget) -> None:
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turn)
