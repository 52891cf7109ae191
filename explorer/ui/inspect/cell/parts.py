"""The parts that all cell diagrams are made of: belt, parcels, gates, inputs."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.sketch import Sketch
from explorer.ui.theme.colormaps import is_sequential

HEIGHT = 318  # of every diagram
BELT_TOP, BELT_HEIGHT = 64.0, 16.0
BELT_MIDDLE = BELT_TOP + BELT_HEIGHT / 2
MEET = BELT_TOP + 76  # where two gates meet in a ×
GATE_TOP, GATE_WIDTH, GATE_HEIGHT = BELT_TOP + 120, 52.0, 60.0
PARCEL_WIDTH, PARCEL_HEIGHT = 62.0, 44.0
GATE_BOTTOM = GATE_TOP + GATE_HEIGHT
BUS = GATE_BOTTOM + 28  # the line that brings the inputs to the gates
INPUT_TOP, INPUT_HEIGHT = BUS + 14, 24.0
NOTCH = 16.0  # from one roller of the belt to the next, on the base of 352
SHORT = {"sigmoid": "σ", "hard_sigmoid": "hσ", "linear": "id"}


def short_name(activation: str) -> str:
    """An activation as the diagrams write it: sigmoid is σ."""
    return SHORT.get(activation, activation)


def belt(sketch: Sketch, moved: float, hue: str = "c") -> None:
    """The conveyor of a state, `moved` notches on its way (−1 … 1)."""
    width = sketch.width
    ground = "accent_soft" if hue == "c" else "surface3"
    sketch.box(QRectF(1, BELT_TOP, width - 2, BELT_HEIGHT), 8, ground, hue)
    first = 12 + (moved % 1.0) * NOTCH
    count = int((sketch.width / sketch.x(1) - 20) // NOTCH) + 2
    for place in range(-1, count):
        x = sketch.x(first + place * NOTCH)
        if 8 <= x <= width - 8:
            sketch.box(QRectF(x - 3, BELT_MIDDLE - 3, 6, 6), 3, "surface", hue, 1.2)


def chevrons(sketch: Sketch, base: float, moved: float, hue: str = "c") -> None:
    """Two chevrons over the belt, half a notch behind while it moves."""
    x, y = sketch.x(base) + moved * NOTCH / 2, BELT_TOP - 9
    for left in (x - 4, x + 3):
        sketch.line([(left, y), (left + 4, y + 4), (left, y + 8)], hue)


@dataclass(frozen=True)
class Figure:
    """A number of the moment: its short label, its value, and what it means."""

    label: str
    value: float
    words: str


def parcel(sketch: Sketch, base: float, figure: Figure, hue: str = "c") -> None:
    """A state on the belt."""
    state_box(sketch, sketch.x(base), BELT_TOP - 45, figure, hue)


def state_box(sketch: Sketch, x: float, top: float, figure: Figure, hue: str) -> None:
    """A state as a parcel, centred on `x` in pixels."""
    rect = QRectF(x - PARCEL_WIDTH / 2, top, PARCEL_WIDTH, PARCEL_HEIGHT)
    sketch.box(rect, 6, "surface2", hue)
    sketch.line([(x - 6, top), (x - 6, top + 5), (x + 6, top + 5), (x + 6, top)], hue, 1.2)
    sketch.text(x, top + 18, figure.label, size=12, align="middle")
    _value(sketch, x, top + 34, signed(figure.value))
    sketch.explain(rect, figure.words)


def note(sketch: Sketch, base: float, figure: Figure) -> None:
    """What travels along the belt, over it."""
    x = sketch.x(base)
    sketch.text(x, BELT_TOP - 31, figure.label, token="t3", align="middle")
    text = signed(figure.value)
    sketch.text(x, BELT_TOP - 17, text, token="t1", weight=600, mono=True, align="middle")
    sketch.explain(QRectF(x - 32, BELT_TOP - 44, 64, 43), figure.words)


def side_note(sketch: Sketch, x: float, y: float, figure: Figure) -> None:
    """What goes up to the belt, beside its line; (x, y) is the label's baseline."""
    sketch.text(x, y, figure.label, token="t3")
    sketch.text(x, y + 14, signed(figure.value), token="t1", weight=600, mono=True)
    sketch.explain(QRectF(x - 16, y - 12, 72, 32), figure.words)


def gate(sketch: Sketch, base: float, letter: str, moment: Moment, role: str) -> None:
    """A gate or candidate with its value and a bar; `role` is what it decides."""
    x, value, fraction = sketch.x(base), moment.now[letter], is_sequential(letter)
    rect = QRectF(x - GATE_WIDTH / 2, GATE_TOP, GATE_WIDTH, GATE_HEIGHT)
    sketch.box(rect, 6, "surface2", letter)
    y, name = GATE_TOP + 17, short_name(moment.gate_squash if fraction else moment.squash)
    size = 12 if len(name) == 1 else 11
    sketch.text(rect.left() + 8, y, letter, size=12, token=letter, weight=700, mono=True)
    sketch.text(rect.right() - 8, y, name, size=size, token="t3", mono=True, align="end")
    _value(sketch, x, GATE_TOP + 38, f"{value:.2f}" if fraction else signed(value))
    _bar(sketch, x, letter, value)
    exact = f"{value:.4f}" if fraction else signed(value, 4)
    words = f"{SIGNAL_NAMES[letter]} {letter} = {exact}: {role}. Click for the whole arithmetic."
    sketch.explain(rect, words, letter)


def _value(sketch: Sketch, x: float, baseline: float, text: str) -> None:
    sketch.text(x, baseline, text, size=14, token="t1", weight=700, mono=True, align="middle")


def _bar(sketch: Sketch, x: float, letter: str, value: float) -> None:
    width, top = GATE_WIDTH - 16, GATE_BOTTOM - 12
    sketch.fill(QRectF(x - width / 2, top, width, 4), "surface3", 2)
    if is_sequential(letter):
        part = max(0.0, min(1.0, value)) * width
        sketch.fill(QRectF(x - width / 2, top, part, 4), letter, 2)
        return
    part = max(-1.0, min(1.0, value)) * width / 2
    token = "neg" if value < 0 else letter
    sketch.fill(QRectF(min(x, x + part), top, abs(part), 4), token)
    sketch.line([(x, top - 2), (x, top + 6)], "t2", 1)


def state_input(sketch: Sketch, base: float, base_width: float, moment: Moment) -> None:
    """The hidden state that comes in: h_{t−1}."""
    label, value = moment.label("h", earlier=True), moment.before["h"]
    rect = _input(sketch, base, base_width, f"{label}  {signed(value)}", "h")
    sketch.explain(rect, f"the hidden state it found: {label} = {signed(value, 4)}")


def word_input(sketch: Sketch, base: float, base_width: float, moment: Moment) -> None:
    """The word that comes in: x_t."""
    text = f"{moment.label('x')}  “{moment.word}”"
    rect = _input(sketch, base, base_width, text, "border2")
    words = f"the input at timestep {moment.t}: what the layers below make of “{moment.word}”"
    sketch.explain(rect, words)


def _input(sketch: Sketch, base: float, base_width: float, text: str, edge: str) -> QRectF:
    left, width = max(1.0, sketch.x(base)), sketch.x(base_width)
    rect = QRectF(left, INPUT_TOP, width, INPUT_HEIGHT)
    sketch.box(rect, 6, "surface2", edge, 1)
    x, baseline, room = left + width / 2, INPUT_TOP + 16, width - 12
    sketch.text(x, baseline, text, size=12, token="t1", align="middle", room=room)
    return rect


def output_box(sketch: Sketch, x: float, figure: Figure) -> None:
    """The hidden state that leaves the cell; `x` in pixels."""
    rect = QRectF(x - GATE_WIDTH / 2, GATE_TOP, GATE_WIDTH, 44)
    sketch.box(rect, 6, "surface2", "h")
    sketch.text(x, GATE_TOP + 17, figure.label, size=12, align="middle")
    _value(sketch, x, GATE_TOP + 35, signed(figure.value))
    sketch.explain(rect, figure.words, "h")


def rise(sketch: Sketch, base: float, token: str = "border2") -> None:
    """From the bus up into a gate."""
    x = sketch.x(base)
    sketch.line([(x, BUS), (x, GATE_BOTTOM + 3)], token)
    sketch.arrow(x, GATE_BOTTOM + 3, "up", "t3")


def to_belt(sketch: Sketch, base: float, top: float, token: str, words: str = "") -> None:
    """From `top` up to the belt; `words` say what a gate's line does."""
    x = sketch.x(base)
    sketch.line([(x, top), (x, BELT_TOP + 20)], token)
    sketch.arrow(x, BELT_TOP + 21, "up", token)
    if words:
        sketch.explain(QRectF(x - 8, BELT_TOP + BELT_HEIGHT + 4, 16, 100), words, token)
