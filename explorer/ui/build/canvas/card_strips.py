"""The strips under a card's face: each says one problem, and offers its fix."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.build.canvas.contents import Strip
from explorer.ui.build.canvas.ink import (
    CENTRE,
    WRAPPED,
    ink,
    lines_of,
    rounded_bottom,
    width_of,
)
from explorer.ui.build.canvas.layout import CARD_HEIGHT, CARD_WIDTH
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

_ICON = 16.0
_TEXT_LEFT = 1 + 12 + _ICON + 8
_LINE = 18.0
_PADDING = 11.0
_BUTTON_HEIGHT = 24.0


@dataclass(frozen=True)
class StripBox:
    """A strip with its place on the card; `text` and `button` are card coordinates."""

    strip: Strip
    box: QRectF
    text: QRectF
    button: QRectF | None


def strip_boxes(strips: Sequence[Strip]) -> tuple[StripBox, ...]:
    """Place the strips below the face, each as high as its sentence needs."""
    boxes = []
    y = CARD_HEIGHT - 1
    for strip in strips:
        box = _placed(strip, y)
        boxes.append(box)
        y = box.box.bottom()
    return tuple(boxes)


def _placed(strip: Strip, y: float) -> StripBox:
    right = CARD_WIDTH - 1
    button_width = width_of(strip.fix_label, 12, 500) + 18 if strip.fix_label else 0.0
    text_right = right - 8 - button_width - (12 if strip.fix_label else 4)
    room = text_right - _TEXT_LEFT
    height = max(40.0, lines_of(strip.sentence, room, 12, 500) * _LINE + 2 * _PADDING)
    box = QRectF(1, y, CARD_WIDTH - 2, height)
    button = None
    if strip.fix_label:
        top = y + (height - _BUTTON_HEIGHT) / 2
        button = QRectF(right - 8 - button_width, top, button_width, _BUTTON_HEIGHT)
    return StripBox(strip, box, QRectF(_TEXT_LEFT, y, room, height), button)


def paint_strip(painter: QPainter, box: StripBox, *, last: bool, hovered: bool) -> None:
    """Paint ground, icon, sentence and button; the last strip has the card's round corners."""
    palette = theme().palette
    error = box.strip.is_error
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("err_soft" if error else "warn_soft"))
    if last:
        painter.drawPath(rounded_bottom(box.box, 9))
    else:
        painter.drawRect(box.box)
    painter.setPen(QPen(palette.colour("err_line" if error else "border2"), 1))
    top = box.box.top() + 0.5
    painter.drawLine(QPointF(box.box.left(), top), QPointF(box.box.right(), top))
    ratio = painter.device().devicePixelRatioF() * max(1.0, painter.worldTransform().m11())
    picture = pixmap(
        "warn" if error else "info", "err" if error else "warn", 16, round(ratio * 4) / 4
    )
    corner = QRectF(13, box.box.center().y() - 8, _ICON, _ICON)
    painter.drawPixmap(corner, picture, QRectF(picture.rect()))
    painter.setPen(palette.colour("t1"))
    painter.setFont(ink(12, 500))
    painter.drawText(box.text, int(WRAPPED), box.strip.sentence)
    if box.button is not None:
        _paint_button(painter, box.button, box.strip.fix_label, hovered)


def _paint_button(painter: QPainter, box: QRectF, label: str, hovered: bool) -> None:
    palette = theme().palette
    painter.setPen(QPen(palette.colour("border2"), 1))
    painter.setBrush(palette.colour("surface3" if hovered else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(palette.colour("t1"))
    painter.setFont(ink(12, 500))
    painter.drawText(box, CENTRE, label)
