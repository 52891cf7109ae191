"""The probe before anything has read it: its words, and what will happen here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.session.data.review_in_view import ReviewInView

LONGEST = 700  # characters shown; the rest is not missed in a preview
WIDTH = 600
LABELS = {1: "positive", 0: "negative"}


class ProbeWords(QWidget):
    """Title, text and a hint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text, self.hint = QLabel(), QLabel(), QLabel()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(2)
        for label, role in (
            (self.title, "heading"),
            (self.text, "reading"),
            (self.hint, "secondary"),
        ):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFixedWidth(WIDTH)
            column.addWidget(label)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def say(self, probe: ReviewInView | None, hint: str) -> None:
        """Show a review and what to do."""
        meant = LABELS.get(-1 if probe is None or probe.label is None else probe.label)
        title = "" if probe is None else probe.title or "Your own review"
        self.title.setText(f"{title} ({meant})" if meant else title)
        text = "" if probe is None else probe.text.strip()
        self.text.setText(text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …")
        self.hint.setText(hint)
