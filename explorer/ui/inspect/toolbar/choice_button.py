"""A menu button of which one choice in each group holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from explorer.ui.inspect.toolbar.value_button import ValueButton


@dataclass(frozen=True)
class Choice:
    """One option: its key, its text in the menu, and the short one on the button.

    short: None takes the menu's text, "" leaves it unsaid on the button.
    """

    key: str
    text: str
    short: str | None = None


@dataclass(frozen=True)
class Group:
    """Options of which one holds."""

    key: str
    choices: tuple[Choice, ...]


class ChoiceButton(ValueButton):
    """`chosen(group, choice)` when the user picks; `set_current` moves it silently."""

    chosen = Signal(str, str)

    def __init__(
        self, prefix: str, groups: Sequence[Group] = (), parent: QWidget | None = None
    ) -> None:
        """`prefix` names what is chosen: "Sort"."""
        super().__init__(prefix, parent)
        self._groups: dict[str, Group] = {}
        self._current: dict[str, str] = {}
        self._menu.triggered.connect(self._on_triggered)
        self.offer(groups)

    def offer(self, groups: Sequence[Group]) -> None:
        """Offer other choices; the first of each group is current."""
        self._groups = {group.key: group for group in groups}
        self._current = {group.key: group.choices[0].key for group in groups}
        self._menu.clear()
        for group in groups:
            if not self._menu.isEmpty():
                self._menu.addSeparator()
            self._fill(group)
        self.tell()

    def current(self, group: str) -> str:
        """The key of the choice that holds."""
        return self._current[group]

    def set_current(self, group: str, choice: str) -> None:
        """Show another choice as the current one."""
        self._current[group] = choice
        for action in self._menu.actions():
            if action.isCheckable() and tuple(action.data()) == (group, choice):
                action.setChecked(True)
        self.tell()

    def set_choice_enabled(self, group: str, choice: str, enabled: bool) -> None:
        """Allow or forbid a choice."""
        for action in self._menu.actions():
            if action.isCheckable() and tuple(action.data()) == (group, choice):
                action.setEnabled(enabled)

    def set_choice_visible(self, group: str, choice: str, visible: bool) -> None:
        """Offer a choice or not."""
        for action in self._menu.actions():
            if action.isCheckable() and tuple(action.data()) == (group, choice):
                action.setVisible(visible)

    def text_shown(self) -> str:
        """What the button says after its name."""
        return ", ".join(said for group in self._groups.values() if (said := self._short(group)))

    def _fill(self, group: Group) -> None:
        actions = QActionGroup(self._menu)
        for choice in group.choices:
            action = QAction(choice.text, actions)
            action.setCheckable(True)
            action.setChecked(choice.key == self._current[group.key])
            action.setData((group.key, choice.key))
            self._menu.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        group, choice = action.data()
        self.set_current(group, choice)
        self.chosen.emit(group, choice)

    def _short(self, group: Group) -> str:
        current = self._current[group.key]
        choice = next(choice for choice in group.choices if choice.key == current)
        return choice.text if choice.short is None else choice.short
