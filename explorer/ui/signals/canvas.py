"""Paints the whole view from a Look: on the screen, into a picture, into an SVG file."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.curve_row import paint_curve, paint_curve_dot, paint_curve_grid
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.ui.signals.rows.loop_band import paint_loop
from explorer.ui.signals.rows.marks import paint_marks
from explorer.ui.signals.rows.match_ticks import paint_matches
from explorer.ui.signals.rows.overview_row import paint_overview, paint_overview_cursor
from explorer.ui.signals.rows.readout import paint_readouts
from explorer.ui.signals.rows.row_labels import paint_labels, paint_values
from explorer.ui.signals.rows.shades import PUSH
from explorer.ui.signals.rows.time_axis import paint_axis
from explorer.ui.signals.rows.word_row import paint_push, paint_words


def paint_view(painter: QPainter, look: Look, images: HeatImages) -> None:
    """Everything, from the ground up."""
    paint_ground(painter, look)
    paint_traces(painter, look, images)
    paint_words(painter, look)
    paint_moving(painter, look)


def paint_ground(painter: QPainter, look: Look) -> None:
    """What stays while the values change; `ground_key` says when it does not."""
    frame = look.frame
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), look.palette.colour(look.ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_labels(painter, look)
    paint_axis(painter, look)
    paint_curve_grid(painter, look)


def ground_key(look: Look) -> tuple[object, ...]:
    """Equal for two looks whose grounds are the same picture."""
    by_unit = None if look.words_by == PUSH or look.shade is not None else look.unit
    strip = (look.words_by, None if look.shade is None else look.shade.name, by_unit)
    colours = (look.palette.name, look.colours, look.highlight)
    shown = (tuple(look.reading.signals), look.reading.lead, look.reading.backwards)
    return (look.frame, tuple(look.ranges.items()), strip, colours, shown)


def paint_traces(painter: QPainter, look: Look, images: HeatImages) -> None:
    """What the values show; `still_key` says when they, or the ground, are others."""
    paint_heat(painter, look, images)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_overview(painter, look)
    paint_push(painter, look)
    paint_curve(painter, look)


def still_key(look: Look) -> tuple[object, ...]:
    """Equal for two looks whose grounds and traces are the same picture."""
    by_unit = None if look.words_by == PUSH or look.shade is not None else look.unit
    window, size = look.frame.window, (look.frame.width, look.frame.height)
    colours = (look.palette.name, look.colours, look.words_by, look.shade, by_unit)
    return (look.version, window, size, colours, look.highlight)


def paint_moving(painter: QPainter, look: Look) -> None:
    """What follows the cursor and the mouse, but for the words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_overview_cursor(painter, look)
    paint_matches(painter, look)
    paint_loop(painter, look)
    paint_marks(painter, look)
    paint_curve_dot(painter, look)
    paint_values(painter, look)
    paint_readouts(painter, look)


def paint_heat(painter: QPainter, look: Look, images: HeatImages) -> None:
    """The heatmaps, nearest neighbour: a value is one flat rectangle."""
    frame = look.frame
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for row in frame.rows:
        box = QRectF(frame.left, row.top, frame.right - frame.left, row.height)
        cut = images.cut(look, row)
        painter.drawImage(box, cut.image, cut.part)
    _paint_end_of_pads(painter, look)


def _paint_end_of_pads(painter: QPainter, look: Look) -> None:
    """A line through the rows where the words begin."""
    frame, lead = look.frame, look.reading.lead
    if frame.rows and frame.window.start < lead < frame.window.stop:
        x = round(frame.x_of(lead)) - 0.5
        painter.setPen(QPen(look.palette.colour("cursor", 0.5), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, frame.curve.top()), QPointF(x, frame.bottom))
