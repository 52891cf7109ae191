"""Qt's own file dialog, where the system has none: its arrows in the colours of the theme."""

from PySide6.QtWidgets import QFileDialog, QToolButton

from explorer.ui.theme.icons import icon

# Qt's names of the buttons; its own arrows are black in both themes.
ARROWS = {
    "backButton": "chevron_left",
    "forwardButton": "chevron_right",
    "toParentButton": "chevron_up",
}


def dress(dialog: QFileDialog) -> None:
    """Call it last before the dialog is shown. A dialog of the system's own stays as it is."""
    for name, picture in ARROWS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(picture, "t2"))
