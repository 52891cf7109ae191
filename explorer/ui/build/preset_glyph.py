"""A preset's thumbnail: one bar a layer, narrower where less goes on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.stack.kinds import BidirectionalSpec, LSTMSpec, RecurrentSpec
from explorer.stack.spec import LayerSpec, StackSpec
from explorer.ui.theme.palette import Palette

WIDTH, HEIGHT = 20.0, 28.0
_GAP = 3.0
_INDENT = {"Regularisation": 4.0, "Convolution": 2.0, "Pooling": 5.0, "Output": 7.0}


def paint_glyph(painter: QPainter, x: float, y: float, stack: StackSpec, palette: Palette) -> None:
    """Paint into 20 × 28 pixels from (x, y) on."""
    count = len(stack.layers)
    height = (HEIGHT - (count - 1) * _GAP) / count
    painter.setPen(Qt.PenStyle.NoPen)
    pooled = False
    for place, layer in enumerate(stack.layers):
        indent = _INDENT.get(layer.group, 5.0 if pooled else 0.0)
        pooled = pooled or layer.group == "Pooling"
        painter.setBrush(palette.colour(_token(layer)))
        top = y + place * (height + _GAP)
        painter.drawRoundedRect(QRectF(x + indent, top, WIDTH - 2 * indent, height), 2, 2)


def _token(layer: LayerSpec) -> str:
    inner = layer.layer if isinstance(layer, BidirectionalSpec) else layer
    if isinstance(inner, LSTMSpec):
        return "accent"  # teal is the carry track
    if isinstance(inner, RecurrentSpec):
        return "t2"
    return "border2" if layer.group in ("Input", "Output") else "t3"
