"""Where a review's running text stands: a few lines of it, the cursor's word among them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from explorer.ui.inspect.chart.word_text import LINE, TOP, WordText

MOST_LINES = 6  # more lines scroll


class TextArea(QScrollArea):
    """A WordText that takes a few lines and scrolls, and keeps the cursor's word in view."""

    def __init__(self, text: WordText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setWidget(text)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._followed = -1
        # The text breaks anew with every width, and its first size is not its last.
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_view)
        text.setProperty("role", "scrolled")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def follow(self, t: int) -> None:
        """The cursor is at timestep `t`."""
        self._followed = t
        self.text.set_cursor(t)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        box = self.text.box_of(self._followed)
        if box is not None:
            middle = box.center()
            self.ensureVisible(round(middle.x()), round(middle.y()), 0, round(LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of lines."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as the text, up to a few lines, and no more than a third of the middle."""
        needed = self.text.heightForWidth(self.viewport().width())
        parent = self.parentWidget()
        third = round(parent.height() * 0.28) if parent is not None else needed
        most = min(third, round(MOST_LINES * LINE + 2 * TOP))
        if needed > most:  # whole lines, so that none is cut in half
            most = round(TOP + max(2, (most - TOP) // LINE) * LINE)
        self.setFixedHeight(max(round(LINE + 2 * TOP), min(needed, most)))
