"""A picture that is painted again only when what it shows has changed."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap


class KeptPicture:
    """As large as a widget, in its device pixels; `clear` where another picture lies under it.

    The same pixels are painted over again and again: to take and give back a megabyte at every
    redraw costs as much as painting.
    """

    def __init__(self, *, clear: bool = False) -> None:
        self._clear = clear
        self._key: object = None
        self._picture = QPixmap()

    def of(
        self, key: object, size: QSize, ratio: float, paint: Callable[[QPainter], None]
    ) -> QPixmap:
        """The picture for this key, by `paint` if the one at hand is for another."""
        key = (key, size, ratio)
        if self._key != key:
            self._key = None
            if self._picture.size() != size * ratio:
                self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            if self._clear:
                self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            paint(painter)
            painter.end()
            self._key = key
        return self._picture
