"""The card that follows the cursor during a drag, over the whole page."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from explorer.ui.build.canvas.card_face import paint_icon_box
from explorer.ui.build.canvas.ink import LEFT, elided, ink
from explorer.ui.build.layer_drag import LayerDrag
from explorer.ui.build.layer_look import ICONS, layer_title
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

WIDTH, HEIGHT = 224, 52
_MARGIN = 32  # room for the shadow: 8 down, 24 wide


class Ghost(QWidget):
    """A child of the page that never takes the mouse; hidden unless something is dragged."""

    def __init__(self, drag: LayerDrag, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._drag = drag
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(WIDTH + 2 * _MARGIN, HEIGHT + 2 * _MARGIN)
        self.hide()
        drag.moved.connect(self._follow)
        drag.ended.connect(self.hide)

    def _follow(self) -> None:
        corner = self._page.mapFromGlobal(self._drag.position) - self._drag.grip
        self.move(corner.x() - _MARGIN, corner.y() - _MARGIN)
        if not self.isVisible():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, box, icon, words."""
        payload = self._drag.payload
        if payload is None:
            return
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, _shadow(palette, self.devicePixelRatioF()))
        painter.translate(_MARGIN, _MARGIN)
        many = len(payload.names) > 1
        painter.setPen(QPen(palette.colour("accent"), 1))
        painter.setBrush(palette.colour("surface2"))
        for offset in (4, 0) if many else (0,):
            box = QRectF(offset + 0.5, offset + 0.5, WIDTH - 1, HEIGHT - 1)
            painter.drawRoundedRect(box, 10, 10)
        picture = pixmap("grip", "t3", 16, self.devicePixelRatioF())
        painter.drawPixmap(8, 18, picture)
        paint_icon_box(painter, QPointF(36, 10), ICONS[payload.layer.kind], selected=False)
        layer = payload.layer
        title = f"{len(payload.names)} layers" if many else layer_title(layer)
        words = ", ".join(payload.names) if many else layer.caption() or layer.summary
        painter.setPen(palette.colour("t1"))
        painter.setFont(ink(13, 600))
        painter.drawText(QRectF(80, 8, WIDTH - 92, 18), LEFT, title)
        painter.setPen(palette.colour("t3"))
        painter.setFont(ink(11, mono=True))
        shown = elided(words, WIDTH - 92, 11, mono=True)
        painter.drawText(QRectF(80, 27, WIDTH - 92, 16), LEFT, shown)
        painter.end()


@lru_cache(maxsize=4)
def _shadow(palette: Palette, ratio: float) -> QPixmap:
    """0 8 24: rounded boxes that grow and fade, painted once a theme."""
    width, height = WIDTH + 2 * _MARGIN, HEIGHT + 2 * _MARGIN
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    rings = 24
    painter.setBrush(palette.colour("shadow", palette.shadow_opacity * 1.6 / rings))
    box = QRectF(_MARGIN, _MARGIN + 8, WIDTH, HEIGHT)
    for ring in range(rings):
        grow = ring - rings / 2 + 4
        radius = 10 + ring / 2
        painter.drawRoundedRect(box.adjusted(-grow, -grow, grow, grow), radius, radius)
    painter.end()
    return picture
