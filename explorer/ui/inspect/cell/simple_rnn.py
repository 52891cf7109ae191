"""SimpleRNN: h_t = tanh(x_t W + h_{t−1} U + b), one loop and no gates."""

from PySide6.QtCore import QRectF

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell import parts
from explorer.ui.inspect.cell.equation import Equation, Piece, number
from explorer.ui.inspect.cell.moment import Moment, before_tanh
from explorer.ui.inspect.cell.parts import INPUT_TOP, PARCEL_HEIGHT, PARCEL_WIDTH, Figure
from explorer.ui.inspect.cell.sketch import NODE, Sketch

BEFORE, TIMES_U, PLUS, SQUASH, AFTER = 35.0, 98.0, 166.0, 236.0, 316.0
ROW = 138.0  # the line that everything stands on
LOOP = 62.0
TIMES_W = 224.0
PILL = 44.0


def draw(sketch: Sketch, moment: Moment) -> None:
    """Paint the cell at one moment; nothing in it moves."""
    _loop(sketch)
    _along(sketch, moment)
    _states(sketch, moment)
    _from_word(sketch, moment)
    sketch.node(sketch.x(PLUS), ROW, "+", "t1")


def equations(moment: Moment) -> tuple[Equation, ...]:
    """The one line of the SimpleRNN; its sum in numbers where the weights are known."""
    here, was = moment.label("h"), moment.label("h", earlier=True)
    symbols = (Piece(f"{here} = {moment.squash}(xW + b + {was}U)"),)
    total = _total(moment)
    if total is None or moment.from_state is None:
        return (Equation(symbols, (number("h", moment.now["h"]),)),)
    word = total - moment.from_state
    return (
        Equation(
            symbols,
            (Piece(f"{moment.squash}("), _plain(word), Piece(" + "), _plain(moment.from_state),
             Piece(") = "), number("h", moment.now["h"])),
        ),
    )  # fmt: skip


def _total(moment: Moment) -> float | None:
    """What was squashed, worked back from h; None where that cannot be told."""
    if moment.squash == "linear":
        return moment.now["h"]
    return before_tanh(moment.now["h"]) if moment.squash == "tanh" else None


def _plain(value: float) -> Piece:
    return Piece(signed(value).removeprefix("+"), "neg" if value < 0 else "t1")


def _loop(sketch: Sketch) -> None:
    before, after = sketch.x(BEFORE), sketch.x(AFTER)
    top = ROW - PARCEL_HEIGHT / 2
    sketch.line([(after, top), (after, LOOP), (before, LOOP), (before, top)], "h")
    sketch.arrow(before, top - 1, "down", "h")
    x = sketch.x(PLUS + 10)
    sketch.fill(QRectF(x - 44, LOOP - 8, 88, 16), "surface")
    sketch.text(x, LOOP + 4, "next timestep", token="t3", align="middle")


def _along(sketch: Sketch, moment: Moment) -> None:
    before, after, plus = sketch.x(BEFORE), sketch.x(AFTER), sketch.x(PLUS)
    left, right = before + PARCEL_WIDTH / 2, after - PARCEL_WIDTH / 2
    sketch.line([(left, ROW), (plus - NODE - 2, ROW)], "h")
    sketch.arrow(plus - NODE - 2, ROW, "right", "h")
    sketch.line([(plus + NODE, ROW), (right - 2, ROW)], "t2")
    sketch.arrow(right - 2, ROW, "right", "t2")
    sketch.pill(sketch.x(TIMES_U), ROW, "× U", "h", PILL)
    sketch.pill(sketch.x(SQUASH), ROW, parts.short_name(moment.squash), "t2", PILL)
    around = QRectF(sketch.x(SQUASH) - PILL / 2, ROW - 10, PILL, 20)
    sketch.explain(around, f"{moment.squash} of the sum; click for the whole arithmetic", "h")
    if moment.from_state is not None:
        words = f"from the hidden state: hU = {signed(moment.from_state, 4)}"
        _over(sketch, sketch.x(TIMES_U) + 42, Figure("state", moment.from_state, words))
    total = _total(moment)
    if total is not None:
        words = f"the sum: xW + b + hU = {signed(total, 4)}"
        _over(sketch, plus + 31, Figure("sum", total, words))


def _over(sketch: Sketch, x: float, figure: Figure) -> None:
    sketch.text(x, ROW - 28, figure.label, token="t3", align="middle")
    text = signed(figure.value)
    sketch.text(x, ROW - 14, text, token="t1", weight=600, mono=True, align="middle")
    sketch.explain(QRectF(x - 20, ROW - 40, 40, 36), figure.words, "h")


def _states(sketch: Sketch, moment: Moment) -> None:
    top = ROW - PARCEL_HEIGHT / 2
    was, here = moment.label("h", earlier=True), moment.label("h")
    before, now = moment.before["h"], moment.now["h"]
    words = f"the hidden state it found: {was} = {signed(before, 4)}"
    parts.state_box(sketch, sketch.x(BEFORE), top, Figure(was, before, words), "h")
    words = f"the hidden state it leaves: {here} = {signed(now, 4)}"
    parts.state_box(sketch, sketch.x(AFTER), top, Figure(here, now, words), "h")
    sketch.text(sketch.x(AFTER), ROW + 38, f"→ {moment.onward}", token="t3", align="middle")


def _from_word(sketch: Sketch, moment: Moment) -> None:
    plus = sketch.x(PLUS)
    sketch.line([(plus, INPUT_TOP), (plus, ROW + NODE + 2)], "t2")
    sketch.arrow(plus, ROW + NODE + 2, "up", "t2")
    sketch.pill(plus, TIMES_W, "× W + b", "t2", 68)
    total = _total(moment)
    if total is not None and moment.from_state is not None:
        word = total - moment.from_state
        words = f"from the word: xW + b = {signed(word, 4)}"
        parts.side_note(sketch, plus + 8, ROW + 38, Figure("word", word, words))
    parts.word_input(sketch, 71, 190, moment)
