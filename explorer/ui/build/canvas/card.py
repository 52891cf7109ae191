"""A layer's card on the canvas: it paints its content and says which part lies under a point."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.build.canvas.card_face import FACE_HEIGHT, paint_face
from explorer.ui.build.canvas.card_strips import paint_strip, strip_boxes
from explorer.ui.build.canvas.contents import CardContent
from explorer.ui.build.canvas.layout import CARD_WIDTH
from explorer.ui.build.tips import wrapped
from explorer.ui.theme.theme import theme

GRIP_WIDTH = 32.0
OUTSIDE = 5.0  # the selection's edge and the focus ring reach this far out
RADIUS = 10.0


class CardItem(QGraphicsItem):
    """One card; its origin is its upper left corner. The view handles the mouse."""

    def __init__(self, content: CardContent) -> None:
        super().__init__()
        self.content = content
        self._boxes = strip_boxes(content.strips)
        self._selected = False
        self._current = False
        self._lifted = False
        self._hovered: int | None = None
        self.setToolTip(_tip(content))

    @property
    def height(self) -> float:
        """Height of the card with its strips."""
        return self._boxes[-1].box.bottom() + 1 if self._boxes else FACE_HEIGHT

    def show_content(self, content: CardContent) -> None:
        """Take another content in place."""
        if content != self.content:
            if content.strips != self.content.strips:
                self.prepareGeometryChange()
                self._boxes = strip_boxes(content.strips)
                self._hovered = None
            self.content = content
            self.setToolTip(_tip(content))
            self.update()

    def show_state(self, *, selected: bool, current: bool, lifted: bool) -> None:
        """Selected has the accent edge, current the keyboard's ring; a lifted card is faint."""
        if (selected, current, lifted) != (self._selected, self._current, self._lifted):
            self._selected, self._current, self._lifted = selected, current, lifted
            self.update()

    def show_hover(self, strip: int | None) -> None:
        """Light up the fix button of a strip, or none."""
        if strip != self._hovered:
            self._hovered = strip
            self.update()

    def fix_at(self, point: QPointF) -> int | None:
        """Return the strip whose fix button lies under a point in card coordinates."""
        for index, box in enumerate(self._boxes):
            if box.button is not None and box.button.contains(point):
                return index
        return None

    def fix_button(self, strip: int) -> QRectF | None:
        """Where the fix button of a strip is, in card coordinates."""
        return self._boxes[strip].button

    def grip_at(self, point: QPointF) -> bool:
        """Whether the point is on the dotted grip."""
        return 0 <= point.x() < GRIP_WIDTH and 0 <= point.y() < FACE_HEIGHT

    def boundingRect(self) -> QRectF:
        """The card and what is drawn around it."""
        out = OUTSIDE
        return QRectF(-out, -out, CARD_WIDTH + 2 * out, self.height + 2 * out)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the box, the face, the strips."""
        palette = theme().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, CARD_WIDTH, self.height)
        if self._lifted:
            painter.setOpacity(0.4)
        edge = QPen(palette.colour("border2"), 1)
        if self._selected:
            edge = QPen(palette.colour("accent"), 2)
        elif not self.content.enabled:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("surface" if self.content.enabled else "bg"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        for index, strip in enumerate(self._boxes):
            last = index == len(self._boxes) - 1
            paint_strip(painter, strip, last=last, hovered=index == self._hovered)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 0.0 if self._selected else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        paint_face(painter, self.content, selected=self._selected)
        if self._current:
            painter.setPen(QPen(palette.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)


def _tip(content: CardContent) -> str:
    if not content.enabled:
        return wrapped("This layer is off: it passes its input through.")
    reasons = [strip.detail for strip in content.strips if strip.detail]
    return wrapped(*reasons, *content.notes)
