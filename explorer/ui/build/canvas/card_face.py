"""The upper part of a card: grip, icon, name, signals, tag, parameters and their share."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.ui.build.canvas.contents import CardContent
from explorer.ui.build.canvas.ink import LEFT, RIGHT, elided, ink, width_of
from explorer.ui.build.canvas.layout import CARD_HEIGHT, CARD_WIDTH
from explorer.ui.controls.badge import paint_badge
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

FACE_HEIGHT = CARD_HEIGHT
_RIGHT = CARD_WIDTH - 13
_NUMBER_WIDTH = 72.0
_TEXT_LEFT = 81.0


def paint_face(painter: QPainter, content: CardContent, *, selected: bool) -> None:
    """Paint into the 512 × 58 box at the painter's origin."""
    palette = theme().palette
    on = content.enabled
    _picture(painter, "grip", "t3", QPointF(9, 21), 16)
    paint_icon_box(painter, QPointF(37, 13), content.icon, selected=selected)
    numbers_left = text_right = _paint_numbers(painter, content, palette)
    full = numbers_left - 12 - _TEXT_LEFT
    tag_width = width_of(content.tag, 11) + 12 if content.tag else 0.0
    room = full - (20 if content.notes else 0) - (tag_width + 12 if content.tag else 0)
    # A long subtitle gets the whole line below the tag.
    crowded = width_of(content.subtitle, 11, mono=True) > room
    raised = -9 if crowded else 0
    if content.notes:
        _picture(painter, "info", "t3", QPointF(text_right - 16, 21 + raised), 16)
        text_right -= 20
    if content.tag:
        _paint_tag(painter, content.tag, QPointF(text_right - 12, 19 + raised), palette)
    badges = 20 * len(content.signals) + 6 if content.signals else 0
    title = elided(content.title, room - badges, 13, 600)
    painter.setPen(palette.colour("t1" if on else "t3"))
    painter.setFont(ink(13, 600))
    painter.drawText(QRectF(_TEXT_LEFT, 11, room, 18), LEFT, title)
    x = _TEXT_LEFT + width_of(title, 13, 600) + 10
    for letter in content.signals:
        paint_badge(painter, round(x), 12, letter, palette)
        x += 20
    painter.setPen(palette.colour("t3"))
    painter.setFont(ink(11, mono=True))
    subtitle = elided(content.subtitle, full if crowded else room, 11, mono=True)
    painter.drawText(QRectF(_TEXT_LEFT, 30, full, 16), LEFT, subtitle)


def paint_icon_box(painter: QPainter, corner: QPointF, icon: str, *, selected: bool) -> None:
    """Paint a layer kind's 32 × 32 box."""
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("accent_soft" if selected else "surface3"))
    painter.drawRoundedRect(QRectF(corner.x(), corner.y(), 32, 32), 8, 8)
    _picture(painter, icon, "accent" if selected else "t1", corner + QPointF(7, 7), 18)


def _paint_numbers(painter: QPainter, content: CardContent, palette: Palette) -> float:
    left = _RIGHT - _NUMBER_WIDTH
    painter.setPen(palette.colour("t1" if content.enabled else "t3"))
    painter.setFont(ink(12, mono=True))
    painter.drawText(QRectF(left, 9, _NUMBER_WIDTH, 16), RIGHT, content.parameters)
    painter.setPen(palette.colour("t3"))
    painter.setFont(ink(11))
    painter.drawText(QRectF(left, 25, _NUMBER_WIDTH, 16), RIGHT, "params")
    if content.share > 0:
        bar = QRectF(_RIGHT - 64, 45, 64, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("surface3"))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        # A share under 3% still shows as a dot: the layer is there. Teal is what remembers.
        painter.setBrush(palette.colour("accent" if content.signals else "t3"))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), max(2.0, 64 * content.share), 3), 1.5, 1.5
        )
    return left


def _paint_tag(painter: QPainter, text: str, corner: QPointF, palette: Palette) -> None:
    """Paint a tag whose upper right corner is at `corner`."""
    width = width_of(text, 11) + 12
    box = QRectF(corner.x() - width, corner.y(), width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("surface3"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(palette.colour("t2"))
    painter.setFont(ink(11))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _picture(painter: QPainter, name: str, token: str, corner: QPointF, size: int) -> None:
    # Drawn for the scale on screen, so that a zoomed card keeps crisp icons.
    ratio = painter.device().devicePixelRatioF() * max(1.0, painter.worldTransform().m11())
    painter.drawPixmap(
        QRectF(corner.x(), corner.y(), size, size),
        picture := pixmap(name, token, size, round(ratio * 4) / 4),
        QRectF(picture.rect()),
    )
