"""The view on the screen: pictures that are kept while what they show stays."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from explorer.ui.controls.kept_picture import KeptPicture
from explorer.ui.signals.canvas import (
    ground_key,
    paint_ground,
    paint_moving,
    paint_traces,
    still_key,
)
from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.ui.signals.rows.word_row import paint_words, words_bottom, words_key


class Pictures:
    """One over the other: the ground, the traces on it, the words.

    New values paint the traces anew, a moved cursor the words; what follows the mouse is no
    picture.
    """

    def __init__(self) -> None:
        self._images = HeatImages()
        self._ground, self._still = KeptPicture(), KeptPicture()
        self._words = KeptPicture(clear=True)

    def paint(self, painter: QPainter, look: Look, size: QSize, choice: int) -> None:
        """Everything; `choice` says which words were chosen where not all of them fit."""
        ratio = look.ratio

        def paint_still(on: QPainter) -> None:
            key = ground_key(look)
            on.drawPixmap(0, 0, self._ground.of(key, size, ratio, lambda p: paint_ground(p, look)))
            paint_traces(on, look, self._images)

        painter.drawPixmap(0, 0, self._still.of(still_key(look), size, ratio, paint_still))
        strip = QSize(size.width(), words_bottom(look))
        key = (choice, *words_key(look))
        words = self._words.of(key, strip, ratio, lambda p: paint_words(p, look))
        painter.drawPixmap(0, 0, words)
        paint_moving(painter, look)
