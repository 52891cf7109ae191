"""What a page shows when there is nothing yet: an icon, a sentence, and what to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

DISC = 64
ICON = 28
WIDEST = 360


class EmptyState(QWidget):
    """A calm message in the middle of an empty area."""

    action = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._disc = _Disc(icon_name, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(8)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self.title = QLabel(title)
        self.title.setProperty("role", "section")
        self.text = _Paragraph(text)
        self.text.setProperty("role", "secondary")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self.text.setVisible(bool(text))
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self._on_action)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _on_action(self) -> None:
        self.action.emit()


class _Paragraph(QLabel):
    """Wraps at 360 px. A plain label in the middle gets less width than its height is made for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setMaximumWidth(WIDEST)

    def sizeHint(self) -> QSize:
        """As wide as the text, up to the limit."""
        width = min(WIDEST, self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return QSize(width, super().heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """For the width that it will really get."""
        return super().heightForWidth(min(width, self.sizeHint().width()))


class _Disc(QWidget):
    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setFixedSize(DISC, DISC)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        picture = pixmap(self._icon_name, "accent", ICON, self.devicePixelRatioF())
        painter.drawPixmap((DISC - ICON) // 2, (DISC - ICON) // 2, picture)
        painter.end()
