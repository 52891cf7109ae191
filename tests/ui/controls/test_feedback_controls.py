"""Controls that tell: progress, notices, empty states, numbers."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.controls.badge import SignalBadge
from explorer.ui.controls.chip import Chip
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.labeled_slider import LabeledSlider
from explorer.ui.controls.notice import TONES, Notice
from explorer.ui.controls.number_box import FloatBox, IntBox
from explorer.ui.controls.numbers import count, plain, signed
from explorer.ui.controls.progress import EpochBar, ProgressBar
from explorer.ui.controls.segmented import Segmented
from explorer.ui.controls.slider import FloatSlider, Slider
from explorer.ui.controls.switch import Switch
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.palette import DARK
from tests.ui.controls.seen import drawn, press

# Progress -------------------------------------------------------------------------------


def _filled(widget: QWidget) -> float:
    image = widget.grab().toImage()
    row = [image.pixelColor(x, 3).name().upper() for x in range(image.width())]
    return row.count(DARK.accent.upper()) / len(row)


def test_progress_bar_fills_its_fraction(qtbot):
    bar = ProgressBar("Batches")
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.set_fraction(0.5)
    assert _filled(bar) == pytest.approx(0.5, abs=0.02)
    assert bar.accessibleDescription() == "50%"
    bar.set_fraction(7)
    assert bar.fraction() == 1.0


def test_progress_bar_eases_forward_and_jumps_back(qtbot):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.show()
    bar.set_fraction(1.0)
    qtbot.waitUntil(lambda: bar.property("shown") == 1.0, timeout=2000)
    bar.set_fraction(0.1)
    assert bar.property("shown") == pytest.approx(0.1)
    bar.close()


def test_progress_bar_jumps_where_motion_is_not_wanted(qtbot):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.setStyleSheet("* { widget-animation-duration: 0; }")
    bar.show()
    bar.set_fraction(1.0)
    assert bar.property("shown") == 1.0
    bar.close()


def test_epoch_bar_fills_piece_by_piece(qtbot):
    bar = EpochBar()
    qtbot.addWidget(bar)
    bar.resize(297, 6)
    bar.set_epochs(7, 10, 0.5)
    assert _filled(bar) == pytest.approx(0.75 * 0.9, abs=0.04)
    assert bar.accessibleDescription() == "7 of 10 epochs done"


# Notice and empty state -----------------------------------------------------------------


def test_notice_says_acts_and_closes(qtbot):
    notice = Notice(closable=True)
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.say("LSTM above a recurrent layer needs sequences", "error", "Turn on return_sequences")
    assert not notice.isHidden()
    assert notice.accessibleName().startswith("LSTM above")
    with qtbot.waitSignal(notice.action):
        qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(notice.closed):
        qtbot.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)
    assert notice.isHidden()
    with pytest.raises(ValueError, match="shout"):
        notice.say("x", "shout")


@pytest.mark.parametrize("tone", TONES)
def test_notice_stands_on_the_ground_of_its_tone(qtbot, tone: str):
    notice = Notice("x", tone)
    qtbot.addWidget(notice)
    notice.resize(300, 36)
    assert getattr(DARK, TONES[tone][2]).upper() in drawn(notice)


def test_notice_without_a_button_has_none(qtbot):
    notice = Notice("Saved", "done")
    qtbot.addWidget(notice)
    assert notice.button.isHidden()
    assert notice.close_button.isHidden()


def test_empty_state_offers_what_to_do(qtbot):
    state = EmptyState("train", "No run yet", "Train the stack to see its curves.", "Start")
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.action):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)


# Numbers --------------------------------------------------------------------------------


def test_int_box_writes_thousands_and_reads_them_back(qtbot):
    box = IntBox(1, 100_000, 10_000, name="Vocabulary")
    qtbot.addWidget(box)
    assert box.text() == "10,000"
    box.selectAll()
    qtbot.keyClicks(box, "20,500")
    assert box.value() == 10_000  # nothing is told until the field is left
    press(qtbot, box, Qt.Key.Key_Return)
    assert box.value() == 20_500
    assert box.accessibleName() == "Vocabulary"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.001, 2, "0.001"),
        (0.2, 2, "0.20"),
        (1e-7, 2, "0.0000001"),
        (3, 0, "3"),
        (-0.5, 2, "-0.50"),
    ],
)
def test_float_box_shows_the_places_it_needs(qtbot, value: float, places: int, text: str):
    box = FloatBox(-10, 10, value, places=places)
    qtbot.addWidget(box)
    assert box.text() == text
    box.interpretText()
    assert box.value() == pytest.approx(value)


def test_numbers_are_written_with_a_true_minus():
    assert (signed(0.174), signed(-0.176), signed(-0.001), signed(0)) == (
        "+0.17",
        "−0.18",
        "+0.00",
        "+0.00",
    )
    assert (plain(-0.5), plain(0.5), count(328353), count(-1000)) == (
        "−0.50",
        "0.50",
        "328,353",
        "−1,000",
    )


# Life and death -------------------------------------------------------------------------

MAKERS = [
    Switch,
    Slider,
    FloatSlider,
    lambda: LabeledSlider("keep", signal="f"),
    lambda: Segmented([("a", "A"), ("b", "B")]),
    lambda: SignalBadge("f"),
    lambda: Chip("a", "b"),
    lambda: ElidedLabel("a"),
    ProgressBar,
    EpochBar,
    lambda: IconButton("undo", "Undo"),
    lambda: Notice("a", "warn", "b", closable=True),
    IntBox,
    FloatBox,
    lambda: EmptyState("train", "a", "b", "c"),
    SignalsView,
]


@pytest.mark.parametrize("make", MAKERS)
def test_no_control_outlives_the_last_reference(qapp: QApplication, make):
    made = make()
    made.grab()
    gone = weakref.ref(made)
    del made
    gc.collect()
    qapp.processEvents()
    assert gone() is None
