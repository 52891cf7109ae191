"""The bar over the canvas: title, undo and redo, duplicate, train."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.session.session import Session
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.stack_title import StackTitle
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.icon_button import IconButton

HEIGHT = 48


class CanvasToolbar(QFrame):
    """Train is off while the stack has an error; its tooltip says which."""

    def __init__(
        self, session: Session, commands: BuildCommands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._commands = commands
        self.setProperty("role", "toolbar")
        self.setFixedHeight(HEIGHT)
        self.title = StackTitle(session.edits)
        self.tag = QLabel("Draft")
        self.tag.setProperty("role", "tag")
        # These two show only while the window is too narrow for the side panels.
        self.show_palette = IconButton("plus", "Show the layers to choose from")
        self.show_side = IconButton("settings", "Show the properties")
        self.undo = IconButton("undo", "Undo", icon_size=18)
        self.redo = IconButton("redo", "Redo", icon_size=18)
        self.duplicate = QPushButton("Duplicate")
        put_icon(self.duplicate, "copy")
        self.duplicate.setProperty("role", "ghost")
        self.duplicate.setToolTip("Duplicate the selected layers (Ctrl+D)")
        self.train = QPushButton("Train this model")
        put_icon(self.train, "play", "accent_ink", 14)
        self.train.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.show_palette)
        row.addWidget(self.title)
        row.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(_divider())
        row.addWidget(self.duplicate)
        row.addWidget(self.train)
        row.addWidget(self.show_side)
        self.undo.clicked.connect(commands.undo)
        self.redo.clicked.connect(commands.redo)
        self.duplicate.clicked.connect(commands.duplicate)
        self.train.clicked.connect(self._train)
        session.history.changed.connect(self._show_history)
        session.edits.reportChanged.connect(self._show_report)
        session.inspection.modelChanged.connect(self._show_report)
        commands.picks.changed.connect(self._show_picks)
        self._show_history()
        self._show_report()
        self._show_picks()

    def _train(self) -> None:
        self._session.go("train")

    def _show_history(self) -> None:
        history = self._session.history
        self.undo.setEnabled(bool(history.undo_name))
        self.redo.setEnabled(bool(history.redo_name))
        self.undo.set_name(f"Undo {history.undo_name}".strip(), "Ctrl+Z")
        self.redo.set_name(f"Redo {history.redo_name}".strip(), "Ctrl+Shift+Z")

    def _show_report(self) -> None:
        report = self._session.edits.report
        self.train.setEnabled(report.trainable)
        why = "" if report.trainable else f"Mend this first: {report.errors[0].sentence}."
        self.train.setToolTip(why or "Go to the Train page with this stack")
        model = self._session.inspection.model
        trained = model is not None and model.run.stack.layers == self._session.edits.stack.layers
        self.tag.setText("Trained" if trained else "Draft")
        self.tag.setToolTip(
            "The model on the Inspect page has these layers."
            if trained
            else "No trained model has exactly these layers yet."
        )

    def _show_picks(self) -> None:
        self.duplicate.setEnabled(bool(self._commands.picks.names))


def _divider() -> QFrame:
    line = QFrame()
    line.setProperty("role", "vdivider")
    line.setFixedHeight(16)
    return line
