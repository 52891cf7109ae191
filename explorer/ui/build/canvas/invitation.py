"""What an empty canvas shows: how to begin, and one click that does it."""

from PySide6.QtWidgets import QGraphicsView

from explorer.session.session import Session
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.layer_drag import LayerDrag
from explorer.ui.controls.empty_state import EmptyState

_TOP = 160  # below the two ends of the stack


class Invitation(EmptyState):
    """Seen while the stack has no layer, and nothing is dragged to change that."""

    def __init__(
        self, view: QGraphicsView, session: Session, commands: BuildCommands, drag: LayerDrag
    ) -> None:
        super().__init__(
            "plus",
            "The stack is empty",
            "Drag a layer here from the list on the left, take one of the presets above, or begin "
            "with the smallest stack that learns.",
            "Begin",
            view,
        )
        self._view, self._edits, self._commands, self._drag = view, session.edits, commands, drag
        self.action.connect(self._begin)
        session.edits.reportChanged.connect(self._follow)
        drag.began.connect(self._follow)
        drag.ended.connect(self._follow)
        self._follow()

    def place(self) -> None:
        """Fill the viewport below the ends of the stack."""
        self.setGeometry(self._view.viewport().geometry().adjusted(0, _TOP, 0, -64))

    def _follow(self) -> None:
        empty = not self._edits.stack.layers
        self.setVisible(empty and not self._drag.active)
        fixes = [problem.fix for problem in self._edits.report.errors if problem.fix is not None]
        if empty and fixes:
            self.button.setText(fixes[0].label)

    def _begin(self) -> None:
        for problem in self._edits.report.errors[:1]:
            if problem.fix is not None:
                self._commands.mend(problem.fix)
