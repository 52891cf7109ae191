"""Carry LSTM, the tutorial's own cell: it reads the carry first and writes to it afterwards.

h_t = tanh(h_{t−1} U_o + x_t W_o + c_t V_o + b_o), then c_{t+1} = f·c_t + i·k (DESIGN, section 3).
The trace's c at timestep t is the carry as that timestep leaves it: c_{t+1}.
"""

from PySide6.QtCore import QRectF

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.carry_belt import CarryBelt, inputs, written
from explorer.ui.inspect.cell.equation import Equation, Piece, number
from explorer.ui.inspect.cell.moment import Moment, subscript
from explorer.ui.inspect.cell.parts import (
    BELT_HEIGHT,
    BELT_TOP,
    BUS,
    GATE_BOTTOM,
    GATE_TOP,
    MEET,
    Figure,
)
from explorer.ui.inspect.cell.sketch import Sketch

BELT = CarryBelt(
    before=38.0, forget=118.0, kept=162.5, input=178.0, plus=207.0, candidate=236.0, went_on=240.0,
    after=290.0,
)  # fmt: skip
OUTPUT = 38.0


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment, over its belt."""
    BELT.carry(sketch, moment, *_labels(moment))
    _read(sketch, moment)
    BELT.write(sketch, moment)
    BELT.nodes(sketch)
    sketch.line([(sketch.x(30), BUS), (sketch.x(BELT.candidate), BUS)], "border2")
    _reach(sketch)
    BELT.gates(sketch, moment)
    inputs(sketch, moment)


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The write, and the reading that came before it."""
    found, left = _labels(moment)
    return (
        written(moment, found, left),
        Equation(
            (Piece(f"{moment.label('h')} = {moment.squash}(… + {found}V)"),),
            (number("h", moment.now["h"]), Piece(", read first", "t3")),
        ),
    )


def _labels(moment: Moment) -> tuple[str, str]:
    """The carry as it is found and as it is left: c₅₄ and c₅₅."""
    after = moment.t + (moment.t - moment.t_before)
    return f"c{subscript(moment.t)}", f"c{subscript(after)}"


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


def _reach(sketch: Sketch) -> None:
    """From the bus up to the output, which is no gate."""
    x = sketch.x(OUTPUT)
    sketch.line([(x, BUS), (x, GATE_BOTTOM - 13)], "border2")
    sketch.arrow(x, GATE_BOTTOM - 13, "up", "t3")
    sketch.explain(QRectF(x - 26, GATE_BOTTOM, 52, 20), "x and h reach the output, too")
