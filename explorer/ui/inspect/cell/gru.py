"""GRU: the hidden state itself rides on the belt, h_t = z·h_{t−1} + (1−z)·n.

Keras's reset_after form: n = tanh(x W + b + r·(h_{t−1} U + b')), so r scales what h_{t−1} has
been multiplied to, not h_{t−1} itself.
"""

from PySide6.QtCore import QRectF

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.equation import Equation, Piece, number, sign
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.parts import (
    BELT_HEIGHT,
    BELT_MIDDLE,
    BELT_TOP,
    GATE_BOTTOM,
    GATE_HEIGHT,
    GATE_TOP,
    GATE_WIDTH,
    INPUT_TOP,
    MEET,
    Figure,
)
from explorer.ui.inspect.cell.sketch import NODE, Sketch

UPDATE, CANDIDATE, SCALE, RESET = 84.0, 196.0, 247.0, 298.0
PLUS, REST, EXIT = 173.0, 126.0, 320.0
BEFORE, AFTER = 35.0, 256.0
KEPT, WENT_ON = 128.5, 207.0
STATE_BUS, WORD_BUS = GATE_BOTTOM + 20, GATE_BOTTOM + 32
APART = 7.0  # between the two lines into one gate
MIDDLE = GATE_TOP + GATE_HEIGHT / 2


def belt(sketch: Sketch, moved: float) -> None:
    """What moves, under everything else."""
    parts.belt(sketch, moved, "h")
    for base in (KEPT, WENT_ON):
        parts.chevrons(sketch, base, moved, "h")


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment, over its belt."""
    _state(sketch, moment)
    _write(sketch, moment)
    _reset(sketch)
    _nodes(sketch)
    _gates(sketch, moment)
    _inputs(sketch, moment)


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The GRU's last line with this moment's numbers, and where its candidate comes from."""
    now, was = moment.now, moment.label("h", earlier=True)
    return (
        Equation(
            (Piece(f"{moment.label('h')} = "), sign("z"), Piece(f"·{was} + (1−"), sign("z"),
             Piece(")·"), sign("n")),
            (number("z", now["z"]), Piece("·"), number("h", moment.before["h"]), Piece(" + "),
             number("z", 1 - now["z"]), Piece("·"), number("n", now["n"])),
        ),
        Equation(
            (sign("n"), Piece(f" = {moment.squash}(xW + "), sign("r"), Piece("·hU)")),
            (Piece(f"{moment.squash}(xW + "), number("r", now["r"]), Piece("·hU)")),
        ),
    )  # fmt: skip


def _state(sketch: Sketch, moment: Moment) -> None:
    now, before = moment.now, moment.before["h"]
    was, here = moment.label("h", earlier=True), moment.label("h")
    words = f"the hidden state it found: {was} = {signed(before, 4)}"
    parts.parcel(sketch, BEFORE, Figure(was, before, words), "h")
    words = f"the hidden state it leaves: {here} = {signed(now['h'], 4)}"
    parts.parcel(sketch, AFTER, Figure(here, now["h"], words), "h")
    kept = now["z"] * before
    words = f"kept: z·{was} = {now['z']:.4f} × {signed(before, 4)} = {signed(kept, 4)}"
    parts.note(sketch, KEPT, Figure("kept", kept, words))
    parts.to_belt(sketch, UPDATE, GATE_TOP, "z")
    x = sketch.x(EXIT)
    sketch.line([(x, BELT_TOP + BELT_HEIGHT), (x, BELT_TOP + 38)], "h")
    sketch.arrow(x, BELT_TOP + 39, "down", "h")
    sketch.text(x, BELT_TOP + 56, f"→ {moment.onward}", token="t3", align="middle")


def _write(sketch: Sketch, moment: Moment) -> None:
    now = moment.now
    plus, update, candidate = sketch.x(PLUS), sketch.x(UPDATE), sketch.x(CANDIDATE)
    sketch.line([(update, MEET), (plus - NODE, MEET)], "z")
    sketch.fill(QRectF(update - 3, MEET - 3, 6, 6), "z", 3)
    sketch.pill(sketch.x(REST), MEET, "1−z", "z", 40)
    sketch.line([(candidate, GATE_TOP), (candidate, MEET), (plus + NODE, MEET)], "n")
    parts.to_belt(sketch, PLUS, MEET - NODE, "t2")
    rest = 1 - now["z"]
    added = rest * now["n"]
    words = f"added: (1−z)·n = {rest:.4f} × {signed(now['n'], 4)} = {signed(added, 4)}"
    parts.side_note(sketch, plus + 8, BELT_TOP + 32, Figure("added", added, words))


def _reset(sketch: Sketch) -> None:
    """The reset gate scales what comes from the state, on its way into the candidate."""
    scale, half = sketch.x(SCALE), GATE_WIDTH / 2
    sketch.line([(sketch.x(RESET) - half, MIDDLE), (scale + NODE, MIDDLE)], "r")
    sketch.line([(scale - NODE, MIDDLE), (sketch.x(CANDIDATE) + half + 2, MIDDLE)], "t2")
    sketch.arrow(sketch.x(CANDIDATE) + half + 2, MIDDLE, "left", "t2")
    around = QRectF(scale - NODE, MIDDLE - NODE, 2 * NODE, 2 * NODE)
    sketch.explain(around, "r scales what the hidden state sends: r·(hU + b′)", "r")


def _nodes(sketch: Sketch) -> None:
    sketch.node(sketch.x(UPDATE), BELT_MIDDLE, "×", "z")
    sketch.node(sketch.x(PLUS), BELT_MIDDLE, "+", "t1")
    sketch.node(sketch.x(PLUS), MEET, "×", "t1")
    sketch.node(sketch.x(SCALE), MIDDLE, "×", "r")


def _gates(sketch: Sketch, moment: Moment) -> None:
    for letter, base, role in (
        ("z", UPDATE, "how much of the state stays"),
        ("n", CANDIDATE, "what would take its place"),
        ("r", RESET, "how much of the state the candidate sees"),
    ):
        parts.gate(sketch, base, letter, moment, role)


def _inputs(sketch: Sketch, moment: Moment) -> None:
    """Two buses: the state does not reach the candidate but through r."""
    start, word = sketch.x(30), sketch.x(150)
    update, reset = sketch.x(UPDATE), sketch.x(RESET)
    sketch.line([(start, INPUT_TOP), (start, STATE_BUS), (reset - APART, STATE_BUS)], "h")
    sketch.line([(update + APART, WORD_BUS), (reset + APART, WORD_BUS)], "border2")
    sketch.line([(word, INPUT_TOP), (word, WORD_BUS)], "border2")
    for x in (update - APART, reset - APART):
        _enter(sketch, x, STATE_BUS, GATE_BOTTOM + 3, "h")
    _enter(sketch, sketch.x(SCALE), STATE_BUS, MIDDLE + NODE, "h")
    for x in (update + APART, sketch.x(CANDIDATE), reset + APART):
        sketch.line([(x, STATE_BUS - 3), (x, STATE_BUS + 3)], "surface", 5)
        _enter(sketch, x, WORD_BUS, GATE_BOTTOM + 3, "border2")
    sketch.text(sketch.x(SCALE) + 5, GATE_BOTTOM + 13, "hU", token="t3")
    parts.state_input(sketch, 0, 84, moment)
    parts.word_input(sketch, 96, 190, moment)


def _enter(sketch: Sketch, x: float, bus: float, top: float, token: str) -> None:
    sketch.line([(x, bus), (x, top)], token)
    sketch.arrow(x, top, "up", "t3" if token == "border2" else token)
