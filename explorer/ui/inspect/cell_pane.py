"""What the middle shows with the Cell tab: the review as written, if wanted, and the signals."""

import numpy as np
from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.inspect.chart.text_over_chart import TextOverChart
from explorer.ui.inspect.chart.word_text import Shades, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.signals.rows.shades import FULL_PUSH
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.colormaps import is_sequential


class CellPane(TextOverChart):
    """The words of the text have the colours of the strip under the words of the signals."""

    def __init__(
        self,
        session: Session,
        display: Display,
        signals: SignalsView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, display, WordText(), signals, parent)
        display.viewChanged.connect(self._show)
        display.rowsChanged.connect(self._show)
        display.lookChanged.connect(self._shade)
        session.selection.changed.connect(self._shade_by_unit)
        self._show()

    def _show(self) -> None:
        view, wanted = self._display.view, self._display.with_text
        if view is not None and wanted:
            self.show_review(self._session.inspection.result, view.words)
            self._shade()
        self.show_text(wanted and view is not None)

    def _shade(self) -> None:
        view = self._display.view
        if view is not None and self._display.with_text:
            self.text.set_shades(text_shades(self._display, view))

    def _shade_by_unit(self) -> None:
        if self.area.isVisible() and self._display.words_by in self._display.letters:
            self._shade()


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
