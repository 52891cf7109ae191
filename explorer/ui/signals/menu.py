"""The context menu of the signals view."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QImage

from explorer.session.save_desk import Content, SaveDesk
from explorer.ui.saving.files import Row
from explorer.ui.saving.menu import SaveMenu
from explorer.ui.signals.export import drawing, picture, table
from explorer.ui.signals.look import Look
from explorer.ui.signals.view import SignalsView


class ViewMenu(SaveMenu):
    """Saves and copies what a signals view shows; it opens where there is something."""

    def __init__(self, view: SignalsView, saves: SaveDesk) -> None:
        super().__init__(view, saves, "signals")
        self._look = view.look
        view.set_menu(self.menu)

    def picture(self) -> Callable[[], QImage]:
        """The view, sharp in print."""
        return partial(picture, self._shown())

    def drawing(self) -> Content:
        """The view as lines and letters."""
        return partial(drawing, self._shown())

    def rows(self) -> Callable[[], list[Row]]:
        """A row a timestep."""
        return partial(table, self._shown().reading)

    def _shown(self) -> Look:
        look = self._look()
        assert look is not None
        return look
