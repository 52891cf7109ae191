"""Any view as a picture: painted as it stands, at a scale or as a drawing."""

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

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
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(0, 0, widget.width(), widget.height()))
    painter = QPainter(generator)
    painter.fillRect(widget.rect(), theme().palette.colour("bg"))
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return bytes(buffer.data().data())
