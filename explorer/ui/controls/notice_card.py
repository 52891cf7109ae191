"""A notice for a narrow place: a title, what there is to say under it, a button below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.controls.notice import ICON, LEFT, Notice

TOP, HEAD = 8, 24


class NoticeCard(Notice):
    """A notice whose title stands beside its icon, and whose words have the whole width."""

    def __init__(self, *, closable: bool = False, parent: QWidget | None = None) -> None:
        self.title = QLabel()
        super().__init__(closable=closable, parent=parent)
        # As high as its words need in the width there is; a maximum would be that of one wide line.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def tell(self, title: str, text: str, tone: str = "info", button: str = "") -> None:
        """Say something under a title; an empty text hides."""
        self.title.setText(title)
        self.say(text, tone, button)
        self.setAccessibleName(f"{title}. {text}" if text else "")

    def _lay_out(self) -> None:
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.label.setProperty("role", "secondary")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setContentsMargins(ICON + 8, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT, TOP, 8, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.label)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _icon_top(self) -> int:
        return TOP + (HEAD - ICON) // 2
