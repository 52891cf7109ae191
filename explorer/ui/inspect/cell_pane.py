"""What the middle shows with the Cell tab: the review as written, if wanted, and the signals."""

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.inspect.chart.prose import prose
from explorer.ui.inspect.chart.word_text import Shades, TextArea, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.signals.shades import FULL_PUSH
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.colormaps import is_sequential


class CellPane(QWidget):
    """The words of the text have the colours of the strip under the words of the signals."""

    def __init__(
        self,
        session: Session,
        display: Display,
        signals: SignalsView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.text = WordText()
        self.area = TextArea(self.text)
        self._line = QFrame()
        self._line.setProperty("role", "divider")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(self._line)
        column.addWidget(signals, 1)
        self.setFocusProxy(signals)
        self.text.wordClicked.connect(self._pick)
        display.viewChanged.connect(self._show)
        display.rowsChanged.connect(self._show)
        display.lookChanged.connect(self._shade)
        session.selection.changed.connect(self._follow_cursor)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes a part of the height."""
        super().resizeEvent(event)
        self.area.fit()

    def _show(self) -> None:
        view, shown = self._display.view, self._display.with_text
        self.area.setVisible(shown and view is not None)
        self._line.setVisible(shown and view is not None)
        if view is None or not shown:
            return
        result = self._session.inspection.result
        # Over windows of words the text is told by the windows' last words.
        whole = result is not None and view.words == result.encoded.tokens
        self.text.set_pieces(prose(result.review.text if result and whole else "", view.words))
        self._shade()
        self.area.fit()
        self.area.follow(self._display.t)

    def _shade(self) -> None:
        view = self._display.view
        if view is not None and self._display.with_text:
            self.text.set_shades(text_shades(self._display, view))

    def _follow_cursor(self) -> None:
        if self._display.with_text and self.isVisible():
            self.area.follow(self._display.t)
            if self._display.words_by in self._display.letters:
                self._shade()  # another unit

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)


def text_shades(display: Display, view: LayerInView) -> Shades:
    """What the words are coloured by, in −1…1 for each timestep (T,)."""
    nowhere = np.zeros(view.timesteps, bool)
    shade, key = display.shade, display.words_by
    if shade is not None and len(shade.values) == view.timesteps:
        token = "t2" if shade.unsigned else "pos_fill"
        return Shades(_rooted(shade.values / shade.full), nowhere, "neg_fill", token)
    if key not in view.letters:
        return Shades(_rooted(view.push() / FULL_PUSH), nowhere)
    span, values = display.ranges[key], view.layer.signals[key][:, display.unit]
    if is_sequential(key):
        share = (values - span.low) / (span.high - span.low)
        return Shades(np.clip(share, 0, 1), nowhere, key, key)
    return Shades(np.clip(values / span.high, -1, 1), nowhere, "neg_fill", key)


def _rooted(share: np.ndarray) -> np.ndarray:
    return np.sign(share) * np.sqrt(np.minimum(np.abs(share), 1))
