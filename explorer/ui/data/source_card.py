"""A source of reviews as a card: what it is, whether it is in use, and what can be done with it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.progress import ProgressBar
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

PAD = 12
CHECK = 16


class SourceCard(QFrame):
    """Title, tag, text, facts, progress, buttons; accent edge and tick while in use."""

    cancelled = Signal()

    def __init__(self, title: str, text: str, tag: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_use = False
        self._raised = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, PAD, PAD, PAD)
        self._column.setSpacing(6)
        self._add_head(title, tag)
        self.text = QLabel(text)
        self.text.setProperty("role", "secondary")
        self.text.setWordWrap(True)
        self.facts = ElidedLabel()
        self.facts.setProperty("role", "mono-secondary")
        self.where = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.where.setProperty("role", "mono-caption")
        self.identity = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.identity.setProperty("role", "mono-caption")
        for label in (self.text, self.facts, self.where, self.identity):
            self._column.addWidget(label)
        self._add_progress()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self._column.addSpacing(2)
        self._column.addLayout(self.buttons)
        self.tell("", "", "")
        self.show_progress(None)

    @property
    def in_use(self) -> bool:
        """Whether the window reads this source's reviews."""
        return self._in_use

    def set_in_use(self, in_use: bool) -> None:
        """Mark the card as the source in use."""
        if in_use != self._in_use:
            self._in_use = in_use
            self.update()

    def set_raised(self, raised: bool) -> None:
        """Mark the card as the place where a dragged file would go."""
        if raised != self._raised:
            self._raised = raised
            self.update()

    def add_button(self, text: str, role: str = "small") -> QPushButton:
        """A button at the bottom of the card."""
        button = QPushButton(text)
        button.setProperty("role", role)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

    def add_form(self, form: QWidget) -> None:
        """Put a form above the buttons."""
        self._column.insertWidget(self._column.indexOf(self._progress), form)

    def tell(self, facts: str, where: str, identity: str) -> None:
        """Show size, place and content hash; empty ones take no room."""
        for label, text in ((self.facts, facts), (self.where, where), (self.identity, identity)):
            label.setText(text)
            label.setVisible(bool(text))

    def show_progress(self, fraction: float | None, words: str = "") -> None:
        """Show how far loading has come (0…1), or None for no loading."""
        self._progress.setVisible(fraction is not None)
        if fraction is not None:
            self.bar.set_fraction(fraction)
            self.stage.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge by state, and the tick."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._in_use or self._raised
        width = 2 if self._raised else 1
        painter.setPen(QPen(palette.colour("accent" if marked else "border"), width))
        painter.setBrush(palette.colour("accent_soft" if marked else "surface2"))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, 7.5, 7.5)
        if self._in_use:
            tick = pixmap("check", "accent", CHECK, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - PAD - CHECK, PAD + 2, tick)
        painter.end()

    def _add_head(self, title: str, tag: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = QLabel(title)
        self.title.setProperty("role", "heading")
        head.addWidget(self.title)
        if tag:
            label = QLabel(tag)
            label.setProperty("role", "tag")
            head.addWidget(label)
        head.addStretch(1)
        head.addSpacing(CHECK)
        self._column.addLayout(head)

    def _add_progress(self) -> None:
        self._progress = QWidget()
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self.bar = ProgressBar("Reading the reviews")
        line = QHBoxLayout()
        self.stage = ElidedLabel()
        self.stage.setProperty("role", "secondary")
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("role", "small")
        self.cancel.clicked.connect(self.cancelled)
        line.addWidget(self.stage, 1)
        line.addWidget(self.cancel)
        column.addWidget(self.bar)
        column.addLayout(line)
        self._column.addWidget(self._progress)
