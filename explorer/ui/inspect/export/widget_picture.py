"""Any view as a picture: painted as it stands, at a scale or as a drawing."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from explorer.ui.saving.files import svg_bytes
from explorer.ui.theme.theme import theme


def widget_picture(widget: QWidget, scale: float) -> QImage:
    """The widget at `scale` pixels to the pixel."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme().palette.colour("bg"))
    widget.render(image)
    return image


def widget_svg(widget: QWidget) -> bytes:
    """The widget as an SVG file."""

    def paint(painter: QPainter) -> None:
        painter.fillRect(widget.rect(), theme().palette.colour("bg"))
        widget.render(painter, QPoint(0, 0))

    return svg_bytes(widget.size(), widget.accessibleName(), paint)
