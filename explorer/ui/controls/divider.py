"""A hairline between two parts."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

INSET = 8


def divider() -> QFrame:
    """A line from side to side; it takes the colour of the theme."""
    line = QFrame()
    line.setProperty("role", "divider")
    return line


def inset_divider(apart: int = 0) -> QWidget:
    """A line that ends before the sides, `apart` pixels from what is above and below."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(INSET, apart, INSET, apart)
    column.addWidget(divider())
    return around
