"""Whether the user's system lets things move."""

from PySide6.QtWidgets import QStyle, QWidget


def may_move(widget: QWidget) -> bool:
    """Return False where animations are switched off; asked anew before each."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) > 0
