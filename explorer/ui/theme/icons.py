"""Line icons that stay crisp at any scale and take the colours of the theme in force."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.ui.theme.icon_paths import ICON_PATHS
from explorer.ui.theme.theme import theme


def icon(name: str, color: str | None = None, size: int = 16) -> QIcon:
    """An icon by its name in ICON_PATHS; it follows the theme by itself.

    `color` is a palette token ("accent"), a signal letter or "#rrggbb"; without it the icon is
    secondary text, main text while active or on, and a hint while disabled. `size` is the size
    in pixels it is meant for: it sets the stroke (about 1.5 px), the widget decides the area.
    """
    if name not in ICON_PATHS:
        raise KeyError(f"no icon named {name!r}")
    return QIcon(_ThemedEngine(name, color, size))


def pixmap(name: str, color: str = "t2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of `ratio` device pixels.

    It keeps the colours of the moment: for painting, where the theme is looked up every time.
    """
    return _drawn(name, theme().palette.colour(color).name(), size, round(size * ratio), ratio)


def svg_source(name: str, colour: str, size: int = 16) -> bytes:
    """The icon as an SVG file, in a "#rrggbb" colour, with the stroke meant for `size` pixels."""
    stroke = 1.5 * 24 / max(size, 16)
    stroke = 2.0 if stroke > 2.2 else round(stroke, 2)
    drawing = ICON_PATHS[name].replace("currentColor", colour)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 24 24"><g fill="none" stroke="{colour}" stroke-width="{stroke:g}" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawing}</g></svg>\n'
    ).encode()


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str, size: int) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg_source(name, colour, size)))


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, device: int, ratio: float) -> QPixmap:
    picture = QPixmap(device, device)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour, size).render(painter, QRectF(0, 0, device, device))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _ThemedEngine(QIconEngine):
    """Looks the colour up when it paints, so a change of theme needs no new icons."""

    def __init__(self, name: str, color: str | None, size: int) -> None:
        super().__init__()
        self._name, self._color, self._size = name, color, size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer = _renderer(self._name, self._tint(mode, state), self._size)
        side = min(rect.width(), rect.height())
        renderer.render(painter, QRectF(rect.x(), rect.y(), side, side))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        drawn = _drawn(self._name, self._tint(mode, state), self._size, side, 1.0)
        if size.width() <= side:
            return drawn
        # A wide box keeps its right part empty: that is how a button gets a wider gap.
        wide = QPixmap(size)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, (size.height() - side) // 2, drawn)
        painter.end()
        return wide

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._color, self._size)

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            token = "t3"
        elif self._color is not None:
            token = self._color
        elif mode != QIcon.Mode.Normal or state == QIcon.State.On:
            token = "t1"
        else:
            token = "t2"
        return theme().palette.colour(token).name()
