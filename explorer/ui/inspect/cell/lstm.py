"""LSTM: c_t = f·c_{t−1} + i·k rides on the belt, h_t = o·tanh(c_t) leaves it."""

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.carry_belt import CarryBelt, inputs, written
from explorer.ui.inspect.cell.equation import Equation, Piece, number, sign
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.parts import BELT_HEIGHT, BELT_TOP, BUS, GATE_TOP, MEET, Figure
from explorer.ui.inspect.cell.sketch import NODE, Sketch

BELT = CarryBelt(
    before=35.0, forget=84.0, kept=128.5, input=144.0, plus=173.0, candidate=202.0, went_on=207.0,
    after=256.0,
)  # fmt: skip
OUTPUT, EXIT = 260.0, 320.0


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment, over its belt."""
    BELT.carry(sketch, moment, moment.label("c", earlier=True), moment.label("c"))
    BELT.write(sketch, moment)
    _show(sketch, moment)
    BELT.nodes(sketch)
    sketch.node(sketch.x(EXIT), MEET, "×", "o")
    sketch.line([(sketch.x(30), BUS), (sketch.x(OUTPUT), BUS)], "border2")
    BELT.gates(sketch, moment)
    parts.rise(sketch, OUTPUT)
    parts.gate(sketch, OUTPUT, "o", moment, "how much of the carry shows")
    inputs(sketch, moment)


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The two lines of the LSTM with this moment's numbers."""
    now, here = moment.now, moment.label("c")
    return (
        written(moment, moment.label("c", earlier=True), here),
        Equation(
            (Piece(f"{moment.label('h')} = "), sign("o"), Piece(f"·{moment.squash}({here})")),
            (number("o", now["o"]), Piece(f"·{moment.squash}("), number("c", now["c"]), Piece(")")),
        ),
    )


def _show(sketch: Sketch, moment: Moment) -> None:
    now = moment.now
    x, out = sketch.x(EXIT), sketch.x(OUTPUT)
    sketch.line([(x, BELT_TOP + BELT_HEIGHT), (x, BELT_TOP + 30)], "c")
    sketch.pill(x, BELT_TOP + 40, parts.short_name(moment.squash), "c")
    sketch.line([(x, BELT_TOP + 50), (x, MEET - NODE)], "c")
    sketch.line([(out, GATE_TOP), (out, MEET), (x - NODE, MEET)], "o")
    sketch.line([(x, MEET + NODE), (x, GATE_TOP)], "h")
    sketch.arrow(x, GATE_TOP - 1, "down", "h")
    words = (
        f"the hidden state: o·{moment.squash}({moment.label('c')}) = {now['o']:.4f} × "
        f"{moment.squash}({signed(now['c'], 4)}) = {signed(now['h'], 4)}"
    )
    parts.output_box(sketch, x + 3, Figure(moment.label("h"), now["h"], words))
    sketch.text(x + 3, GATE_TOP + 60, f"→ {moment.onward}", token="t3", align="middle")
