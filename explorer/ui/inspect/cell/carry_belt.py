"""How LSTM and Carry LSTM keep and write their carry, c = f·c + i·k: on a conveyor belt."""

from dataclasses import dataclass

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.equation import Equation, Piece, number, sign
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.parts import BELT_MIDDLE, BELT_TOP, BUS, GATE_TOP, MEET, Figure
from explorer.ui.inspect.cell.sketch import NODE, Sketch

ROLES = {
    "f": "how much of the carry stays",
    "i": "how much of the candidate is written",
    "k": "what would be written",
}


def written(moment: Moment, found: str, left: str) -> Equation:
    """The carry that is left, by the carry that was found, with this moment's numbers."""
    now = moment.now
    return Equation(
        (Piece(f"{left} = "), sign("f"), Piece(f"·{found} + "), sign("i"), Piece("·"), sign("k")),
        (number("f", now["f"]), Piece("·"), number("c", moment.before["c"]), Piece(" + "),
         number("i", now["i"]), Piece("·"), number("k", now["k"])),
    )  # fmt: skip


def inputs(sketch: Sketch, moment: Moment) -> None:
    """h_{t−1} and x_t, both on the one bus under the gates."""
    for base in (30.0, 150.0):
        x = sketch.x(base)
        sketch.line([(x, BUS + 14), (x, BUS)], "border2")
    parts.state_input(sketch, 0, 84, moment)
    parts.word_input(sketch, 96, 190, moment)


@dataclass(frozen=True)
class CarryBelt:
    """Where the parts stand, on the base of 352."""

    before: float
    forget: float
    kept: float
    input: float
    plus: float
    candidate: float
    went_on: float
    after: float

    def move(self, sketch: Sketch, moved: float) -> None:
        """What moves, under everything else."""
        parts.belt(sketch, moved)
        for base in (self.kept, self.went_on):
            parts.chevrons(sketch, base, moved)

    def carry(self, sketch: Sketch, moment: Moment, found: str, left: str) -> None:
        """The carry as it comes, what is kept of it, the carry as it goes."""
        now, before = moment.now, moment.before["c"]
        words = f"the carry it found: {found} = {signed(before, 4)}"
        parts.parcel(sketch, self.before, Figure(found, before, words))
        words = f"the carry it leaves: {left} = {signed(now['c'], 4)}"
        parts.parcel(sketch, self.after, Figure(left, now["c"], words))
        kept = now["f"] * before
        words = f"kept: f·{found} = {now['f']:.4f} × {signed(before, 4)} = {signed(kept, 4)}"
        parts.note(sketch, self.kept, Figure("kept", kept, words))
        parts.to_belt(sketch, self.forget, GATE_TOP, "f", words)

    def write(self, sketch: Sketch, moment: Moment) -> None:
        """i·k, on its way up to the belt."""
        now, plus = moment.now, sketch.x(self.plus)
        for letter, base, towards in (("i", self.input, -NODE), ("k", self.candidate, NODE)):
            x = sketch.x(base)
            sketch.line([(x, GATE_TOP), (x, MEET), (plus + towards, MEET)], letter)
        parts.to_belt(sketch, self.plus, MEET - NODE, "t2")
        added = now["i"] * now["k"]
        words = f"added: i·k = {now['i']:.4f} × {signed(now['k'], 4)} = {signed(added, 4)}"
        parts.side_note(sketch, plus + 8, BELT_TOP + 32, Figure("added", added, words))

    def nodes(self, sketch: Sketch) -> None:
        """× for f·c, + on the belt, × for i·k."""
        sketch.node(sketch.x(self.forget), BELT_MIDDLE, "×", "f")
        sketch.node(sketch.x(self.plus), BELT_MIDDLE, "+", "t1")
        sketch.node(sketch.x(self.plus), MEET, "×", "t1")

    def gates(self, sketch: Sketch, moment: Moment) -> None:
        """f, i and k, fed from the bus."""
        places = {"f": self.forget, "i": self.input, "k": self.candidate}
        for letter, base in places.items():
            parts.rise(sketch, base)
            parts.gate(sketch, base, letter, moment, ROLES[letter])
