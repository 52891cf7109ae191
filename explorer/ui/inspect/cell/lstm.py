"""LSTM: c_t = f·c_{t−1} + i·k rides on the belt, h_t = o·tanh(c_t) leaves it."""

from PySide6.QtCore import QRectF

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.equation import Equation, Piece, number, sign
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.parts import (
    BELT_HEIGHT,
    BELT_MIDDLE,
    BELT_TOP,
    BUS,
    GATE_TOP,
    MEET,
    Figure,
)
from explorer.ui.inspect.cell.sketch import NODE, Sketch

FORGET, INPUT, CANDIDATE, OUTPUT = 84.0, 144.0, 202.0, 260.0
PLUS, EXIT = 173.0, 320.0
BEFORE, AFTER = 35.0, 256.0
KEPT, WENT_ON = 128.5, 207.0


def belt(sketch: Sketch, moved: float) -> None:
    """What moves, under everything else."""
    parts.belt(sketch, moved)
    for base in (KEPT, WENT_ON):
        parts.chevrons(sketch, base, moved)


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment, over its belt."""
    _carry(sketch, moment)
    _write(sketch, moment)
    _show(sketch, moment)
    _nodes(sketch)
    _gates(sketch, moment)
    _inputs(sketch, moment)


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The two lines of the LSTM with this moment's numbers."""
    now, was, here = moment.now, moment.label("c", earlier=True), moment.label("c")
    return (
        Equation(
            (Piece(f"{here} = "), sign("f"), Piece(f"·{was} + "), sign("i"), Piece("·"), sign("k")),
            (number("f", now["f"]), Piece("·"), number("c", moment.before["c"]), Piece(" + "),
             number("i", now["i"]), Piece("·"), number("k", now["k"])),
        ),
        Equation(
            (Piece(f"{moment.label('h')} = "), sign("o"), Piece(f"·{moment.squash}({here})")),
            (number("o", now["o"]), Piece(f"·{moment.squash}("), number("c", now["c"]), Piece(")")),
        ),
    )  # fmt: skip


def _carry(sketch: Sketch, moment: Moment) -> None:
    now, before = moment.now, moment.before
    was, here = moment.label("c", earlier=True), moment.label("c")
    words = f"the carry it found: {was} = {_exact(before['c'])}"
    parts.parcel(sketch, BEFORE, Figure(was, before["c"], words))
    words = f"the carry it leaves: {here} = {_exact(now['c'])}"
    parts.parcel(sketch, AFTER, Figure(here, now["c"], words))
    kept = now["f"] * before["c"]
    words = f"kept: f·{was} = {now['f']:.4f} × {_exact(before['c'])} = {_exact(kept)}"
    parts.note(sketch, KEPT, Figure("kept", kept, words))
    x = sketch.x(FORGET)
    parts.to_belt(sketch, FORGET, GATE_TOP, "f")
    sketch.explain(QRectF(x - 8, BELT_TOP + BELT_HEIGHT + 4, 16, 100), words, "f")


def _write(sketch: Sketch, moment: Moment) -> None:
    now = moment.now
    plus = sketch.x(PLUS)
    sketch.line([(sketch.x(INPUT), GATE_TOP), (sketch.x(INPUT), MEET), (plus - NODE, MEET)], "i")
    sketch.line(
        [(sketch.x(CANDIDATE), GATE_TOP), (sketch.x(CANDIDATE), MEET), (plus + NODE, MEET)], "k"
    )
    parts.to_belt(sketch, PLUS, MEET - NODE, "t2")
    added = now["i"] * now["k"]
    words = f"added: i·k = {now['i']:.4f} × {_exact(now['k'])} = {_exact(added)}"
    parts.side_note(sketch, plus + 8, BELT_TOP + 32, Figure("added", added, words))


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
        f"{moment.squash}({_exact(now['c'])}) = {_exact(now['h'])}"
    )
    parts.output_box(sketch, x + 3, Figure(moment.label("h"), now["h"], words))
    sketch.text(x + 3, GATE_TOP + 60, f"→ {moment.onward}", token="t3", align="middle")


def _nodes(sketch: Sketch) -> None:
    sketch.node(sketch.x(FORGET), BELT_MIDDLE, "×", "f")
    sketch.node(sketch.x(PLUS), BELT_MIDDLE, "+", "t1")
    sketch.node(sketch.x(PLUS), MEET, "×", "t1")
    sketch.node(sketch.x(EXIT), MEET, "×", "o")


def _gates(sketch: Sketch, moment: Moment) -> None:
    sketch.line([(sketch.x(30), BUS), (sketch.x(OUTPUT), BUS)], "border2")
    for letter, base, role in (
        ("f", FORGET, "how much of the carry stays"),
        ("i", INPUT, "how much of the candidate is written"),
        ("k", CANDIDATE, "what would be written"),
        ("o", OUTPUT, "how much of the carry shows"),
    ):
        parts.rise(sketch, base)
        parts.gate(sketch, base, letter, moment, role)


def _inputs(sketch: Sketch, moment: Moment) -> None:
    for base in (30.0, 150.0):
        x = sketch.x(base)
        sketch.line([(x, BUS + 14), (x, BUS)], "border2")
    parts.state_input(sketch, 0, 84, moment)
    parts.word_input(sketch, 96, 190, moment)


def _exact(value: float) -> str:
    return signed(value, 4)
