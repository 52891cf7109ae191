"""What the tests of projects do again and again."""

from PySide6.QtWidgets import QApplication

from explorer.stack.kinds import DropoutSpec


def add_layer(session) -> None:
    """Change the stack: the project is modified."""
    session.edits.insert(1, DropoutSpec())


def asked() -> bool:
    """Whether a dialog waits for an answer."""
    return QApplication.activeModalWidget() is not None
