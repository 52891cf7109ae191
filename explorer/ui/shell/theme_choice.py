"""Choosing the theme, for this launch and the next ones."""

from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.theme.theme import theme


def choose_theme(mode: str) -> None:
    """Take the "dark", "light" or "system" theme and remember it."""
    theme().set_mode(mode)
    WindowMemory().theme_mode = mode
