"""The card beside the hovered column: the word, a value and P(positive), before and after."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from explorer.ui.controls.numbers import count as plain_count
from explorer.ui.controls.numbers import signed
from explorer.ui.signals.look import Hover, Look
from explorer.ui.signals.rows.marks import column_box
from explorer.ui.signals.rows.row_labels import value_text, value_token
from explorer.ui.signals.signal_kinds import SHORT_NAMES
from explorer.ui.theme.fonts import mono_font, ui_font

PAD_X, PAD_Y = 12.0, 8.0
NARROWEST = 200.0
LINE_HEIGHT = 20.0
AWAY = 12.0  # pixels from the column
ARROW = " → "
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
SHADOW_RINGS = 12  # a blur drawn as fading outlines: the real thing is slow in software


@dataclass(frozen=True)
class Line:
    """One line: what it is, and coloured pieces of text (text, token)."""

    label: str
    pieces: tuple[tuple[str, str], ...]


def readout_lines(look: Look, hover: Hover) -> list[Line]:
    """The lines under the word."""
    reading, t = look.reading, hover.t
    lines: list[Line] = []
    if not reading.known[t]:
        lines.append(Line("not in the vocabulary", ()))
    if hover.signal:
        values = reading.signals[hover.signal][:, hover.unit]
        earlier = t + 1 if reading.backwards else t - 1
        steps = [earlier, t] if 0 <= earlier < reading.timesteps else [t]
        pieces = [
            (value_text(hover.signal, float(v)), value_token(hover.signal, float(v)))
            for v in values[steps]
        ]
        label = f"{SHORT_NAMES[hover.signal]}, unit {hover.unit}"
        lines.append(Line(label, _with_arrow(pieces)))
    elif t > 0:
        push = float(reading.push[t])
        token = "pos" if push >= 0 else "neg"
        lines.append(Line("push on the logit", ((signed(push), token),)))
    chances = [float(p) for p in reading.probability[max(0, t - 1) : t + 1]]
    pieces = [(f"{p:.2f}", "pos" if p >= 0.5 else "neg") for p in chances]
    lines.append(Line("P(positive)", _with_arrow(pieces)))
    return lines


def paint_readouts(painter: QPainter, look: Look) -> None:
    """The pinned card, and over it the one that follows the mouse."""
    window = look.frame.window
    if look.pin is not None and window.start <= look.pin.t < window.stop:
        paint_card(painter, look, look.pin, readout_lines(look, look.pin), pinned=True)
    if look.hover is not None and look.hover != look.pin:
        paint_card(painter, look, look.hover, readout_lines(look, look.hover))


def paint_card(
    painter: QPainter, look: Look, hover: Hover, lines: list[Line], *, pinned: bool = False
) -> None:
    """The word and these lines beside its column, on whichever side has room."""
    word, place = look.reading.words[hover.t], f"t {plain_count(hover.t - look.reading.lead)}"
    if pinned:
        place = f"pinned, {place}"
    box = _box(look, hover, _size(word, place, lines))
    _paint_shadow(painter, look, box)
    palette = look.palette
    painter.setPen(QPen(palette.colour("cursor" if pinned else "border2"), 1))
    painter.setBrush(palette.colour("surface2" if look.compact else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
    inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
    top = QRectF(inner.left(), inner.top(), inner.width(), LINE_HEIGHT)
    _write(painter, top, ui_font(13, 600), palette.colour("t1"), word)
    _write(painter, top, mono_font(11), palette.colour("t3"), place, side=_RIGHT)
    top.translate(0, 2)
    for line in lines:
        top.translate(0, LINE_HEIGHT)
        _write(painter, top, ui_font(12), palette.colour("t2"), line.label)
        _write_pieces(painter, look, top, line)


def _box(look: Look, hover: Hover, size: tuple[float, float]) -> QRectF:
    """Right of the column if there is room, else left; beside the hovered row."""
    frame = look.frame
    width, height = size
    column = column_box(look, hover.t)
    x = column.right() + AWAY
    if x + width > frame.width - 8:
        x = column.left() - AWAY - width
    middle = next(
        (row.top + row.height / 2 for row in frame.rows if row.letter == hover.signal),
        frame.curve.center().y(),
    )
    y = max(8.0, min(frame.height - height - 8, middle - height / 2))
    return QRectF(round(max(8.0, x)), round(y), width, height)


def _size(word: str, place: str, lines: list[Line]) -> tuple[float, float]:
    title = QFontMetricsF(ui_font(13, 600)).horizontalAdvance(word)
    title += 16 + QFontMetricsF(mono_font(11)).horizontalAdvance(place)
    labels = QFontMetricsF(ui_font(12))
    widths = [labels.horizontalAdvance(line.label) + 16 + _pieces_width(line) for line in lines]
    width = max(NARROWEST - 2 * PAD_X, title, *widths)
    height = LINE_HEIGHT * (1 + len(lines)) + 2 + 2 * PAD_Y
    return round(width + 2 * PAD_X), round(height)


def _pieces_width(line: Line) -> float:
    metrics = QFontMetricsF(mono_font(12))
    return sum(metrics.horizontalAdvance(text) for text, _ in line.pieces)


def _with_arrow(pieces: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if len(pieces) == 2:
        return (pieces[0], (ARROW, "t2"), pieces[1])
    return tuple(pieces)  # the first word: nothing came before


def _write_pieces(painter: QPainter, look: Look, box: QRectF, line: Line) -> None:
    font = mono_font(12)
    x = box.right() - _pieces_width(line)
    for text, token in line.pieces:
        at = QRectF(x, box.top(), box.right() - x + 2, box.height())
        _write(painter, at, font, look.palette.colour(token), text)
        x += QFontMetricsF(font).horizontalAdvance(text)


def _write(
    painter: QPainter,
    box: QRectF,
    font: QFont,
    ink: QColor,
    text: str,
    *,
    side: Qt.AlignmentFlag = _LEFT,
) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, text)


def _paint_shadow(painter: QPainter, look: Look, box: QRectF) -> None:
    palette = look.palette
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(SHADOW_RINGS):
        fade = (1 - ring / SHADOW_RINGS) ** 2 * palette.shadow_opacity * 0.5
        painter.setPen(QPen(palette.colour("shadow", fade), 1.5))
        grown = box.adjusted(-ring, -ring + 5, ring, ring + 5)
        painter.drawRoundedRect(grown, 8 + ring, 8 + ring)
