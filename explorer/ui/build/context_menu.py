"""The context menu of the canvas, from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.build.actions import ACTIONS, Action
from explorer.ui.build.commands import BuildCommands
from explorer.ui.theme.icons import icon


class _LayerAction(QAction):
    """Runs one action; a bound slot, so that the menu can go when it closes."""

    def __init__(self, action: Action, commands: BuildCommands, menu: QMenu) -> None:
        # The key after the tab is shown only: the canvas itself hears it.
        super().__init__(f"{action.text_now(commands)}\t{action.keys[0]}", menu)
        self._action, self._commands = action, commands
        if action.icon:
            self.setIcon(icon(action.icon))
        self.setEnabled(action.enabled(commands))
        self.triggered.connect(self._run)

    def _run(self) -> None:
        self._action.run(self._commands)


def layer_menu(commands: BuildCommands, parent: QWidget) -> QMenu:
    """Build the menu for what is picked now; it deletes itself when closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in ACTIONS:
        if action.text:
            if action.separated:
                menu.addSeparator()
            menu.addAction(_LayerAction(action, commands, menu))
    return menu
