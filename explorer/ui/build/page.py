"""The Build page: presets, palette, canvas, properties, all over one session."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.build.actions import PAGE_ACTIONS, action_for
from explorer.ui.build.canvas.toolbar import CanvasToolbar
from explorer.ui.build.canvas.view import StackView
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.footer import Footer
from explorer.ui.build.ghost import Ghost
from explorer.ui.build.layer_drag import LayerDrag
from explorer.ui.build.layer_look import telling_layer
from explorer.ui.build.page_splitter import PALETTE_WIDTH, SIDE_WIDTH, PageSplitter
from explorer.ui.build.palette.panel import PalettePanel
from explorer.ui.build.picks import Picks
from explorer.ui.build.presets_strip import PresetsStrip
from explorer.ui.build.problem_list import ProblemList
from explorer.ui.build.side_tabs import SideTabs

_WITH_ALL = PALETTE_WIDTH + 560 + SIDE_WIDTH
_WITH_SIDE = 480 + SIDE_WIDTH


class BuildPage(QWidget):
    """Composes the parts; they talk through the session, the picks and the drag."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.picks = Picks(session.edits, self)
        self.commands = BuildCommands(session, self.picks, self)
        self.drag = LayerDrag(self)
        self.presets = PresetsStrip(session)
        self.palette_panel = PalettePanel(session.edits, self.drag)
        self.toolbar = CanvasToolbar(session, self.commands)
        self.canvas = StackView(session, self.commands, self.drag)
        self.footer = Footer(session)
        self.side = SideTabs(session, self.commands)
        self.splitter = PageSplitter(self.palette_panel, self._middle(), self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.presets)
        column.addWidget(self.splitter, 1)
        self.problem_list = ProblemList(session.edits, self.commands, self)
        self.ghost = Ghost(self.drag, self)
        self.problem_list.closed.connect(self._focus_canvas)
        self.drag.began.connect(self.problem_list.hide)
        self.drag.began.connect(self._time_nothing)
        self.drag.ended.connect(self._time_epochs)
        self.canvas.pressed.connect(self.problem_list.hide)
        self.footer.problemsAsked.connect(self._toggle_problems)
        session.project.opened.connect(self._show_something)
        self._show_something()
        self.side.currentChanged.connect(self._give_room)
        self.commands.renameAsked.connect(self._show_properties)
        self.commands.optionsAsked.connect(self._show_properties)
        self.toolbar.show_palette.clicked.connect(self._toggle_palette)
        self.toolbar.show_side.clicked.connect(self._toggle_side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo and find, wherever on the page the keyboard is."""
        action = action_for(event, PAGE_ACTIONS)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if action is not None:
            action.run(self.commands)
        elif control and event.key() == Qt.Key.Key_F:
            self.palette_panel.show()
            self.palette_panel.focus_search()
        elif event.key() == Qt.Key.Key_Escape:
            self.problem_list.hide()
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The footer tells how long an epoch would take."""
        super().showEvent(event)
        self._time_epochs()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._time_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side panels give way where the canvas would have no room."""
        super().resizeEvent(event)
        width, before = event.size().width(), event.oldSize().width()
        for panel, least in ((self.palette_panel, _WITH_ALL), (self.side, _WITH_SIDE)):
            if before < 0 or (width < least) != (before < least):
                panel.setVisible(width >= least)
        self.toolbar.show_palette.setVisible(width < _WITH_ALL)
        self.toolbar.show_side.setVisible(width < _WITH_SIDE)
        self.problem_list.hide()

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.footer)
        middle.setMinimumWidth(320)
        return middle

    def _toggle_problems(self) -> None:
        if self.problem_list.isVisible():
            self.problem_list.hide()
        else:
            self.problem_list.open_over(self.footer)

    def _time_epochs(self) -> None:
        self.session.calibration.want("build", True)

    def _time_nothing(self) -> None:
        """Also during a drag: that is to be smooth, whatever the machine."""
        self.session.calibration.want("build", False)

    def _show_something(self) -> None:
        """The properties are not empty on a first look."""
        edits = self.session.edits
        if edits.selected is None:
            edits.select(telling_layer(edits.stack))

    def _focus_canvas(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_palette(self) -> None:
        self.palette_panel.setVisible(self.palette_panel.isHidden())

    def _toggle_side(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def _give_room(self) -> None:
        self.splitter.show_reading(self.side.currentWidget() is self.side.code)

    def _show_properties(self) -> None:
        self.side.show()
        self.side.show_properties()
