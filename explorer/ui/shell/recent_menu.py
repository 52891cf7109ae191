"""The menu of projects opened or saved last."""

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.session.project_desk import ProjectDesk
from explorer.session.recent_projects import forget_projects, recent_projects
from explorer.ui.shell.project_flow import ProjectFlow


class RecentMenu(QMenu):
    """Filled when it opens; a project whose file is gone stands there in grey."""

    def __init__(
        self, project: ProjectDesk, flow: ProjectFlow, parent: QWidget | None = None
    ) -> None:
        super().__init__("Open recent", parent)
        self._project, self._flow = project, flow
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._on_triggered)

    def fill(self) -> None:
        """List what there is now."""
        self.clear()
        paths = [path for path in recent_projects() if path != self._project.path]
        for path in paths:
            self._add(path)
        if not paths:
            self.addAction("No other project yet").setEnabled(False)
            return
        self.addSeparator()
        self.addAction("Clear the list")

    def _add(self, path: Path) -> None:
        there = path.is_file()
        # After a tab comes the column of keys, which Qt sets apart. && is one &.
        text = f"{path.stem}\t{_short(path.parent) if there else 'missing'}"
        action = QAction(text.replace("&", "&&"), self)
        action.setData(str(path))
        action.setEnabled(there)
        action.setToolTip(str(path))
        self.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        if action.data():
            self._flow.open_path(Path(action.data()))
            return
        try:
            forget_projects()
        except OSError as error:
            reason = error.strerror or error
            self._project.failed.emit(f"The list of recent projects cannot be cleared: {reason}.")


def _short(folder: Path) -> str:
    """A folder from the user's own on, its middle left out where it is long."""
    home = Path.home()
    parts = ("~", *folder.relative_to(home).parts) if folder.is_relative_to(home) else folder.parts
    short = parts if len(parts) <= 4 else (*parts[:2], "…", *parts[-1:])
    return str(Path(*short))
