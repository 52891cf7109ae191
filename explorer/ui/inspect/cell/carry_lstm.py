"""Carry LSTM, the tutorial's own cell: it reads the carry first and writes to it afterwards.

h_t = tanh(h_{t−1} U_o + x_t W_o + c_t V_o + b_o), then c_{t+1} = f·c_t + i·k (DESIGN, section 3).
The trace's c at timestep t is the carry as that timestep leaves it: c_{t+1}.
"""

from PySide6.QtCore import QRectF

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.equation import Equation, Piece, number, sign
from explorer.ui.inspect.cell.moment import Moment, subscript
from explorer.ui.inspect.cell.parts import (
    BELT_HEIGHT,
    BELT_MIDDLE,
    BELT_TOP,
    BUS,
    GATE_BOTTOM,
    GATE_TOP,
    MEET,
    Figure,
)
from explorer.ui.inspect.cell.sketch import NODE, Sketch

OUTPUT, FORGET, INPUT, CANDIDATE = 38.0, 118.0, 178.0, 236.0
PLUS = 207.0
BEFORE, AFTER = 38.0, 290.0
KEPT, WENT_ON = 162.5, 240.0


def belt(sketch: Sketch, moved: float) -> None:
    """What moves, under everything else."""
    parts.belt(sketch, moved)
    for base in (KEPT, WENT_ON):
        parts.chevrons(sketch, base, moved)


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment, over its belt."""
    _carry(sketch, moment)
    _read(sketch, moment)
    _write(sketch, moment)
    sketch.node(sketch.x(FORGET), BELT_MIDDLE, "×", "f")
    sketch.node(sketch.x(PLUS), BELT_MIDDLE, "+", "t1")
    sketch.node(sketch.x(PLUS), MEET, "×", "t1")
    _gates(sketch, moment)
    _inputs(sketch, moment)


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The write, and the reading that came before it."""
    now, before = moment.now, moment.before
    found, left = _labels(moment)
    return (
        Equation(
            (Piece(f"{left} = "), sign("f"), Piece(f"·{found} + "), sign("i"), Piece("·"),
             sign("k")),
            (number("f", now["f"]), Piece("·"), number("c", before["c"]), Piece(" + "),
             number("i", now["i"]), Piece("·"), number("k", now["k"])),
        ),
        Equation(
            (Piece(f"{moment.label('h')} = {moment.squash}(… + {found}V)"),),
            (number("h", now["h"]), Piece(", read first", "t3")),
        ),
    )  # fmt: skip


def _labels(moment: Moment) -> tuple[str, str]:
    """The carry as it is found and as it is left: c₅₄ and c₅₅."""
    after = moment.t + (moment.t - moment.t_before)
    return f"c{subscript(moment.t)}", f"c{subscript(after)}"


def _carry(sketch: Sketch, moment: Moment) -> None:
    now, before = moment.now, moment.before
    found, left = _labels(moment)
    words = f"the carry it found: {found} = {signed(before['c'], 4)}"
    parts.parcel(sketch, BEFORE, Figure(found, before["c"], words))
    words = f"the carry it leaves: {left} = {signed(now['c'], 4)}"
    parts.parcel(sketch, AFTER, Figure(left, now["c"], words))
    kept = now["f"] * before["c"]
    words = f"kept: f·{found} = {now['f']:.4f} × {signed(before['c'], 4)} = {signed(kept, 4)}"
    parts.note(sketch, KEPT, Figure("kept", kept, words))
    parts.to_belt(sketch, FORGET, GATE_TOP, "f")


def _read(sketch: Sketch, moment: Moment) -> None:
    """The output reads the carry before anything is written to it."""
    x = sketch.x(OUTPUT)
    sketch.line([(x, BELT_TOP + BELT_HEIGHT), (x, GATE_TOP - 2)], "c")
    sketch.arrow(x, GATE_TOP - 1, "down", "c")
    sketch.pill(x, BELT_TOP + 46, "× V", "c")
    sketch.pill(x, BELT_TOP + 86, parts.short_name(moment.squash), "h")
    shown = moment.label("h")
    words = f"the hidden state: {shown} = {signed(moment.now['h'], 4)}, from x, h and the carry"
    parts.output_box(sketch, x, Figure(shown, moment.now["h"], words))
    sketch.text(x + 8, GATE_TOP + 60, f"→ {moment.onward}", token="t3")
    for line, text in enumerate(("h is read first,", "c written after")):
        sketch.text(sketch.x(272), MEET + 12 + 15 * line, text, token="t3")


def _write(sketch: Sketch, moment: Moment) -> None:
    now, plus = moment.now, sketch.x(PLUS)
    sketch.line([(sketch.x(INPUT), GATE_TOP), (sketch.x(INPUT), MEET), (plus - NODE, MEET)], "i")
    sketch.line(
        [(sketch.x(CANDIDATE), GATE_TOP), (sketch.x(CANDIDATE), MEET), (plus + NODE, MEET)], "k"
    )
    parts.to_belt(sketch, PLUS, MEET - NODE, "t2")
    added = now["i"] * now["k"]
    words = f"added: i·k = {now['i']:.4f} × {signed(now['k'], 4)} = {signed(added, 4)}"
    parts.side_note(sketch, plus + 8, BELT_TOP + 32, Figure("added", added, words))


def _gates(sketch: Sketch, moment: Moment) -> None:
    sketch.line([(sketch.x(30), BUS), (sketch.x(CANDIDATE), BUS)], "border2")
    x = sketch.x(OUTPUT)
    sketch.line([(x, BUS), (x, GATE_BOTTOM - 13)], "border2")
    sketch.arrow(x, GATE_BOTTOM - 13, "up", "t3")
    for letter, base, role in (
        ("f", FORGET, "how much of the carry stays"),
        ("i", INPUT, "how much of the candidate is written"),
        ("k", CANDIDATE, "what would be written"),
    ):
        parts.rise(sketch, base)
        parts.gate(sketch, base, letter, moment, role)
    sketch.explain(QRectF(x - 26, GATE_BOTTOM, 52, 20), "x and h reach the output, too")


def _inputs(sketch: Sketch, moment: Moment) -> None:
    for base in (30.0, 150.0):
        x = sketch.x(base)
        sketch.line([(x, BUS + 14), (x, BUS)], "border2")
    parts.state_input(sketch, 0, 84, moment)
    parts.word_input(sketch, 96, 190, moment)
