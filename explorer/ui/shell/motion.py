"""Turning gliding bars and cards off, for people who would rather not see them move."""

from PySide6.QtWidgets import QWidget

# Every animation of the window asks its widget's style how long it may take.
STILL = "* { widget-animation-duration: 0; }"


def set_reduced_motion(window: QWidget, reduced: bool) -> None:
    """Let nothing glide in this window, or follow the system again."""
    wanted = STILL if reduced else ""
    if window.styleSheet() != wanted:
        window.setStyleSheet(wanted)
