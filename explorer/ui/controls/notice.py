"""A strip that says one thing, with at most one button that does something about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.ui.controls.icon_button import IconButton
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

TONES = {  # tone: (icon, ink, ground, edge), as palette tokens
    "error": ("warn", "err", "err_soft", "err_line"),
    "warn": ("warn", "warn", "warn_soft", "warn"),
    "info": ("info", "accent", "surface2", "border2"),
    "done": ("check", "accent", "accent_soft", "accent"),
}
ICON = 16
LEFT = 12


class Notice(QWidget):
    """A notice in one of TONES; hidden until it has something to say."""

    action = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: str = "info",
        button: str = "",
        *,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setProperty("role", "small")
        self.button.clicked.connect(self._on_action)
        self.close_button = IconButton("close", "Dismiss", small=True, icon_size=14)
        self.close_button.clicked.connect(self._on_closed)
        self.close_button.setVisible(closable)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.say(text, tone, button)

    @property
    def tone(self) -> str:
        """One of TONES."""
        return self._tone

    def say(self, text: str, tone: str = "info", button: str = "") -> None:
        """Show a sentence, with a button if `button` names one; an empty sentence hides."""
        if tone not in TONES:
            raise ValueError(f"no tone {tone!r}: take one of {', '.join(TONES)}")
        self._tone = tone
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT + ICON + 8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)

    def _icon_top(self) -> int:
        return round((self.height() - ICON) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge and icon in the colours of the tone."""
        palette = theme().palette
        name, ink, ground, edge = TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour(edge), 1))
        painter.setBrush(palette.colour(ground))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        picture = pixmap(name, ink, ICON, self.devicePixelRatioF())
        painter.drawPixmap(LEFT, self._icon_top(), picture)
        painter.end()

    def _on_action(self) -> None:
        self.action.emit()

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()
