"""The title of a plot's card: the figure it shows, and others to choose."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.metric import Metric

HEIGHT, CHEVRON, GAP = 24, 14, 2


class MetricTitle(KeyboardFocus, QAbstractButton):
    """Reads like a heading; a click opens the choice. `chosen(metric)` when the user picks."""

    chosen = Signal(object)

    def __init__(
        self, metrics: Sequence[Metric], shown: Metric, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._font = ui_font(13, 600)
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for metric in metrics:
            action = QAction(metric.title, group)
            action.setCheckable(True)
            action.setData(metric)
            self._menu.addAction(action)
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self.open_menu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_metric(shown)

    def menu(self) -> QMenu:
        """The choice."""
        return self._menu

    def open_menu(self) -> None:
        """Open the choice under the title."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def show_metric(self, metric: Metric) -> None:
        """Call the plot by another figure's name."""
        self.setText(metric.title)
        self.setAccessibleName(f"Plot: {metric.title}")
        self.setToolTip("Show another figure here")
        for action in self._menu.actions():
            action.setChecked(action.data() is metric)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Title and chevron."""
        width = QFontMetricsF(self._font).horizontalAdvance(self.text())
        return QSize(round(width) + GAP + CHEVRON + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title and chevron."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(palette.colour("t1"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(self.rect()), int(middle), self.text())
        chevron = pixmap(
            "chevron_down", "t1" if self.underMouse() else "t3", CHEVRON, self.devicePixelRatioF()
        )
        painter.drawPixmap(self.width() - CHEVRON, (HEIGHT - CHEVRON) // 2 + 1, chevron)
        if self.shows_ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, offset=-1)
        painter.end()

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
