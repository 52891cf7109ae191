"""Every action of the canvas, its keys and its place in the context menu, as one literal table."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.layer_clipboard import MIME


def _always(_commands: BuildCommands) -> bool:
    return True


def _picked(commands: BuildCommands) -> bool:
    return bool(commands.picks.names)


def _one(commands: BuildCommands) -> bool:
    return commands.picks.current is not None


def _wrappable(commands: BuildCommands) -> bool:
    return commands.can_wrap


def _name_enabling(commands: BuildCommands) -> str:
    return "Switch on" if commands.all_off else "Switch off"


def _name_wrapping(commands: BuildCommands) -> str:
    wrapped = commands.can_wrap and commands.all_wrapped
    return "Unwrap Bidirectional" if wrapped else "Wrap in Bidirectional"


def _pastable(_commands: BuildCommands) -> bool:
    return QGuiApplication.clipboard().mimeData().hasFormat(MIME)


@dataclass(frozen=True)
class Action:
    """`text` is what the menu says; actions without one are for the keyboard only.

    `named` says it where it depends on what is picked.
    """

    run: Callable[[BuildCommands], None]
    keys: tuple[str, ...]
    text: str = ""
    icon: str = ""
    enabled: Callable[[BuildCommands], bool] = _picked
    separated: bool = False
    named: Callable[[BuildCommands], str] | None = None

    def text_now(self, commands: BuildCommands) -> str:
        """Return what the menu says of the picked layers."""
        return self.text if self.named is None else self.named(commands)


ACTIONS: tuple[Action, ...] = (
    Action(BuildCommands.rename, ("F2",), "Rename", "pencil", _one),
    Action(BuildCommands.duplicate, ("Ctrl+D",), "Duplicate", "copy"),
    Action(BuildCommands.toggle_enabled, ("Ctrl+E",), "Switch off", "eye", named=_name_enabling),
    Action(
        BuildCommands.toggle_bidirectional,
        ("Ctrl+B",),
        "Wrap in Bidirectional",
        "layer_bidirectional",
        _wrappable,
        named=_name_wrapping,
    ),
    Action(BuildCommands.cut, ("Ctrl+X", "Shift+Del"), "Cut", separated=True),
    Action(BuildCommands.copy, ("Ctrl+C", "Ctrl+Ins"), "Copy"),
    Action(BuildCommands.paste, ("Ctrl+V", "Shift+Ins"), "Paste", enabled=_pastable),
    Action(
        lambda commands: commands.move(-1), ("Alt+Up",), "Move up", "chevron_up", separated=True
    ),
    Action(lambda commands: commands.move(1), ("Alt+Down",), "Move down", "chevron_down"),
    Action(BuildCommands.remove, ("Del", "Backspace"), "Remove", "trash", separated=True),
    Action(lambda commands: commands.step(-1), ("Up",), enabled=_always),
    Action(lambda commands: commands.step(1), ("Down",), enabled=_always),
    Action(lambda commands: commands.step(-1, extend=True), ("Shift+Up",), enabled=_always),
    Action(lambda commands: commands.step(1, extend=True), ("Shift+Down",), enabled=_always),
    Action(lambda commands: commands.step(-9999), ("Home",), enabled=_always),
    Action(lambda commands: commands.step(9999), ("End",), enabled=_always),
    Action(lambda commands: commands.picks.all(), ("Ctrl+A",), enabled=_always),
    Action(lambda commands: commands.picks.only(None), ("Esc",), enabled=_picked),
    Action(BuildCommands.mend_selected, ("Ctrl+Return",), enabled=_always),
)

# These two work wherever the keyboard is on the page.
PAGE_ACTIONS: tuple[Action, ...] = (
    Action(BuildCommands.undo, ("Ctrl+Z",), enabled=_always),
    Action(BuildCommands.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), enabled=_always),
)


def action_for(event: QKeyEvent, table: tuple[Action, ...]) -> Action | None:
    """Return the action whose keys were pressed."""
    combination = event.keyCombination()
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(modifiers.value | combination.key().value)
    for action in table:
        if any(pressed == QKeySequence(keys) for keys in action.keys):
            return action
    return None
