"""The context menu of the signals view."""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from explorer.ui.saving.files import Row
from explorer.ui.saving.menu import SaveMenu
from explorer.ui.signals.export import drawing, picture, table
from explorer.ui.signals.look import Look


class ViewMenu(SaveMenu):
    """Saves and copies what a signals view shows; it opens where there is something."""

    def __init__(self, view: QWidget, look: Callable[[], Look | None]) -> None:
        """`look` gives what the view shows at the moment."""
        super().__init__(view, "signals")
        self._look = look

    def picture(self) -> QImage:
        """The view, sharp in print."""
        return picture(self._shown())

    def drawing(self) -> bytes:
        """The view as lines and letters."""
        return drawing(self._shown())

    def rows(self) -> list[Row]:
        """A row a timestep."""
        return table(self._shown().reading)

    def _shown(self) -> Look:
        look = self._look()
        assert look is not None
        return look
