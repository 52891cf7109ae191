"""Paints the unrolled network: one column a timestep, every line as wide as what flows."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from explorer.ui.controls.numbers import plain, signed
from explorer.ui.inspect.cell.moment import subscript
from explorer.ui.inspect.cell.sketch import Sketch
from explorer.ui.inspect.cell.unrolled.layout import (
    BOX_HEIGHT,
    BOX_WIDTH,
    CARRY_WIDTH,
    CARRY_Y,
    COLUMN,
    GATES_Y,
    HIDDEN_Y,
    STATE_HEIGHT,
    STATE_WIDTH,
    WORD_HEIGHT,
    WORD_Y,
    Columns,
    thickness,
)
from explorer.ui.inspect.cell.unrolled.strength import Strengths
from explorer.ui.theme.colormaps import is_sequential

GATES = {"LSTM": "ifko", "CarryLSTM": "ifk", "GRU": "zrn", "SimpleRNN": ""}
WRITES = {"LSTM": "i·k", "CarryLSTM": "i·k", "GRU": "(1−z)·n"}
BAR = 24.0  # height of a gate's bar
KEEPS = {"LSTM": "f·c", "CarryLSTM": "f·c", "GRU": "z·h"}


def draw(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """Lines first, boxes over them; `t` is the cursor."""
    _cursor(sketch, columns, t)
    _legend(sketch, of)
    shown = range(columns.first, columns.last + 1)
    for place in shown:
        _lines(sketch, columns, of, place)
    for place in shown:
        _boxes(sketch, columns, of, place, at_cursor=place == t)
    _figures(sketch, columns, of, t)


def _cursor(sketch: Sketch, columns: Columns, t: int) -> None:
    middle = (columns.x(t) + columns.h_x(t)) / 2
    top = CARRY_Y - STATE_HEIGHT / 2 - 8
    rect = QRectF(middle - COLUMN / 2 + 2, top, COLUMN - 4, WORD_Y + WORD_HEIGHT / 2 + 6 - top)
    sketch.fill(rect, "surface2", 6)


def _legend(sketch: Sketch, of: Strengths) -> None:
    """What the widths mean: the scales are the review's own, and stay while time goes by."""
    into_gates = f"into gates {of.send_scale:.2g}"
    if of.split is None:
        words = f"as wide as what flows; the widest: {into_gates}"
    else:
        words = f"as wide as what flows; the widest: state {of.state_scale:.2g}, {into_gates}"
    sketch.text(2, 20, words, token="t3", room=sketch.width - 4)


def _figures(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """At the cursor: what was kept and what was written, in numbers."""
    if of.split is None:
        return
    x, form = columns.x(t), signed if of.unit is not None else plain
    above = CARRY_Y - STATE_HEIGHT / 2 - 6
    before = x - columns.towards * COLUMN / 2
    sketch.text(before, above, form(of.kept(t)), token="t1", weight=600, mono=True,
                align="middle")  # fmt: skip
    between = (CARRY_Y + GATES_Y) / 2
    sketch.text(x - 8, between, form(of.written(t)), token="t1", weight=600, mono=True,
                align="end")  # fmt: skip


def _lines(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """What comes into timestep t."""
    before = t - columns.towards
    from_x = columns.x(before) if columns.first <= before <= columns.last else None
    x, h_x = columns.x(t), columns.h_x(t)
    edge = x - columns.towards * COLUMN * 0.5
    _from_word(sketch, columns, of, t)
    _from_state(sketch, columns, of, t, from_x)
    if of.view.layer.kind == "CarryLSTM":
        _read_back(sketch, columns, of, t)
    if of.split is None:
        _strand(sketch, [(x, GATES_Y), (h_x, HIDDEN_Y)], 2.0, "h", "")
        return
    kept = of.kept(t)
    start = edge if from_x is None else from_x
    tail = start + columns.towards * CARRY_WIDTH / 2
    head = x - columns.towards * CARRY_WIDTH / 2
    words = f"kept at t {t}: {KEEPS[of.view.layer.kind]} = {_value(of, kept)}"
    points = [(tail if from_x is not None else edge, CARRY_Y), (head, CARRY_Y)]
    _strand(sketch, points, thickness(kept, of.state_scale), _hue(of, kept), words)
    written = of.written(t)
    words = f"written at t {t}: {WRITES[of.view.layer.kind]} = {_value(of, written)}"
    up = [(x, GATES_Y - BOX_HEIGHT / 2), (x, CARRY_Y + STATE_HEIGHT / 2)]
    _strand(sketch, up, thickness(written, of.state_scale), _hue(of, written), words)
    _shown(sketch, columns, of, t)


def _from_word(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """From the word into the gates; a plain line where it is not known how much."""
    x, said = columns.x(t), f"t {t} reads “{of.view.spans[t]}”"
    points = [(x, WORD_Y), (x, GATES_Y)]
    if of.word is None:
        _strand(sketch, points, 1.5, "border2", said)
        return
    sent = of.word(t)
    words = f"{said}: mean |x{subscript(t)}·W| = {sent:.4f} into the gates"
    _strand(sketch, points, thickness(sent, of.send_scale), "t3", words)


def _from_state(
    sketch: Sketch, columns: Columns, of: Strengths, t: int, from_x: float | None
) -> None:
    """From the hidden state before into the gates."""
    sent = of.sent(t)
    before = t - columns.towards
    towards, x = columns.towards, columns.x(t)
    start = (
        x - towards * COLUMN * 0.5
        if from_x is None
        else columns.h_x(before) + (towards * STATE_WIDTH / 2 if towards > 0 else -STATE_WIDTH / 2)
    )
    words = f"sent into the gates of t {t}: mean |h{subscript(before)}·U| = {abs(sent):.4f}"
    side = x - towards * BOX_WIDTH / 2
    points = [(start, HIDDEN_Y), (side, GATES_Y + 8)]
    _strand(sketch, points, thickness(sent, of.send_scale), "h", words, curved=True)


def _shown(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """From the carry to the hidden state; a GRU's carried state is its hidden state."""
    kind, h_x = of.view.layer.kind, columns.h_x(t)
    shown = of.state("h", t)
    if kind == "LSTM":
        words = f"shown at t {t}: h = o·tanh(c) = {_value(of, shown)}"
        points = [(h_x, CARRY_Y + STATE_HEIGHT / 2), (h_x, HIDDEN_Y - STATE_HEIGHT / 2)]
        _strand(sketch, points, thickness(shown, of.state_scale), _hue(of, shown, "h"), words)
    elif kind == "GRU":
        points = [(h_x, CARRY_Y + STATE_HEIGHT / 2), (h_x, HIDDEN_Y - STATE_HEIGHT / 2)]
        _strand(sketch, points, 1.5, "h", f"the same state: h{subscript(t)}")


def _read_back(sketch: Sketch, columns: Columns, of: Strengths, t: int) -> None:
    """The Carry LSTM's output reads the carry as it was found."""
    before, h_x = t - columns.towards, columns.h_x(t)
    inside = columns.first <= before <= columns.last
    start = columns.x(before) + 14 if inside else columns.x(t) - columns.towards * COLUMN / 2
    read = of.read_back(t)
    words = f"read of the carry found at t {t}: |c·V| = {abs(read):.4f}"
    points = [(start, CARRY_Y + STATE_HEIGHT / 2), (h_x, HIDDEN_Y - STATE_HEIGHT / 2)]
    _strand(sketch, points, thickness(read, of.send_scale), "c", words, curved=True)


def _boxes(sketch: Sketch, columns: Columns, of: Strengths, t: int, *, at_cursor: bool) -> None:
    x, h_x, layer = columns.x(t), columns.h_x(t), of.view.layer
    if of.split is not None:
        _state_box(sketch, QPointF(x, CARRY_Y), of, of.carried, t)
    _gates_box(sketch, x, of, t, GATES[layer.kind])
    if of.carried != "h" or of.split is None:
        _state_box(sketch, QPointF(h_x, HIDDEN_Y), of, "h", t)
    else:
        sketch.box(QRectF(h_x - 4, HIDDEN_Y - 4, 8, 8), 4, "surface", "h")
    word = of.view.words[t]
    middle = (x + h_x) / 2
    rect = QRectF(middle - COLUMN / 2 + 4, WORD_Y - WORD_HEIGHT / 2, COLUMN - 8, WORD_HEIGHT)
    sketch.box(rect, 6, "surface2", "cursor" if at_cursor else "border2", 1)
    weight = 600 if at_cursor else 400
    sketch.text(
        middle, WORD_Y + 4, word, token="t1", weight=weight, align="middle", room=COLUMN - 16
    )
    sketch.explain(rect, f"t {t}, “{of.view.spans[t]}”")
    token = "t1" if at_cursor else "t3"
    sketch.text(middle, WORD_Y + 28, str(t), token=token, mono=True, align="middle")


def _state_box(sketch: Sketch, at: QPointF, of: Strengths, letter: str, t: int) -> None:
    value, x, y = of.state(letter, t), at.x(), at.y()
    width = CARRY_WIDTH if y == CARRY_Y else STATE_WIDTH
    rect = QRectF(x - width / 2, y - STATE_HEIGHT / 2, width, STATE_HEIGHT)
    sketch.box(rect, 6, "surface2", letter)
    text = signed(value) if of.unit is not None else plain(value)
    size = 11 if width < CARRY_WIDTH else 12
    sketch.text(x, y + 4, text, size=size, token="t1", weight=700, mono=True, align="middle")
    name = "carry" if letter == "c" else "hidden state"
    sketch.explain(rect, f"{name} after t {t}: {letter}{subscript(t)} = {_value(of, value)}")


def _gates_box(sketch: Sketch, x: float, of: Strengths, t: int, letters: str) -> None:
    """The gates as small bars; a SimpleRNN has only its sum and its squashing."""
    rect = QRectF(x - BOX_WIDTH / 2, GATES_Y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
    sketch.box(rect, 6, "surface", "border2", 1)
    if not letters:
        sketch.text(x, GATES_Y + 4, of.view.workings.activation, token="t2", align="middle",
                    mono=True, room=BOX_WIDTH - 4)  # fmt: skip
        return
    pitch = (BOX_WIDTH - 6) / len(letters)
    said = []
    for place, letter in enumerate(letters):
        value = of.state(letter, t)
        middle = rect.left() + 3 + (place + 0.5) * pitch
        _bar(sketch, middle, rect.top() + 5, letter, value)
        sketch.text(middle, rect.bottom() - 4, letter, token=letter, weight=700, mono=True,
                    align="middle")  # fmt: skip
        said.append(
            f"{letter} {value:.2f}" if is_sequential(letter) else f"{letter} {plain(value)}"
        )
    sketch.explain(rect, f"gates of t {t}: {', '.join(said)}")


def _bar(sketch: Sketch, x: float, top: float, letter: str, value: float) -> None:
    height = BAR
    sketch.fill(QRectF(x - 2, top, 4, height), "surface3", 1)
    if is_sequential(letter):
        part = max(0.0, min(1.0, value)) * height
        sketch.fill(QRectF(x - 2, top + height - part, 4, part), letter, 1)
        return
    part = max(-1.0, min(1.0, value)) * height / 2
    middle = top + height / 2
    token = "neg" if value < 0 else letter
    sketch.fill(QRectF(x - 2, middle - max(part, 0.0), 4, abs(part)), token)


def _strand(
    sketch: Sketch,
    points: list[tuple[float, float]],
    width: float,
    token: str,
    words: str,
    *,
    curved: bool = False,
) -> None:
    """A line from the first point to the last, as wide as it is strong, with its words."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    path = QPainterPath(QPointF(x0, y0))
    if curved:
        path.cubicTo(QPointF((x0 + x1) / 2, y0), QPointF((x0 + x1) / 2, y1), QPointF(x1, y1))
    else:
        path.lineTo(QPointF(x1, y1))
    pen = QPen(sketch.palette.colour(token, 0.85), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    sketch.painter.setPen(pen)
    sketch.painter.setBrush(Qt.BrushStyle.NoBrush)
    sketch.painter.drawPath(path)
    if words:
        room = QRectF(QPointF(min(x0, x1), min(y0, y1)), QPointF(max(x0, x1), max(y0, y1)))
        sketch.explain(room.adjusted(-6, -6, 6, 6), words)


def _hue(of: Strengths, value: float, letter: str = "") -> str:
    """The state's hue, amber below zero; a mean has no sign."""
    return "neg" if of.unit is not None and value < 0 else (letter or of.carried)


def _value(of: Strengths, value: float) -> str:
    return signed(value, 4) if of.unit is not None else f"{value:.4f} (mean over units)"
