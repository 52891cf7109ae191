"""The menu of projects opened or saved last."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.session.project.recent_projects import forget_projects, recent_projects
from explorer.session.session import Session
from explorer.session.worker import Failure
from explorer.ui.shell.project_flow import ProjectFlow


class RecentMenu(QMenu):
    """Filled when it opens; a project whose file is gone soon stands there in grey.

    Whether it is there, the disk's thread asks: a drive that is asleep would hold up the menu.
    """

    def __init__(self, session: Session, flow: ProjectFlow, parent: QWidget | None = None) -> None:
        super().__init__("Open recent", parent)
        self._project, self._disk, self._flow = session.project, session.disk, flow
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
        self._disk.submit(partial(_missing, paths), self._grey_out, _never_mind)

    def _add(self, path: Path) -> None:
        action = QAction(_text(path, _short(path.parent)), self)
        action.setData(str(path))
        action.setToolTip(str(path))
        self.addAction(action)

    def _grey_out(self, missing: object) -> None:
        assert isinstance(missing, frozenset)
        for action in self.actions():
            if action.data() in missing:
                action.setText(_text(Path(action.data()), "missing"))
                action.setEnabled(False)

    def _on_triggered(self, action: QAction) -> None:
        if action.data():
            self._flow.open_path(Path(action.data()))
            return
        try:
            forget_projects()
        except OSError as error:
            reason = error.strerror or error
            self._project.failed.emit(f"The list of recent projects cannot be cleared: {reason}.")


def _text(path: Path, where: str) -> str:
    # After a tab comes the column of keys, which Qt sets apart. && is one &.
    return f"{path.stem}\t{where}".replace("&", "&&")


def _missing(paths: list[Path]) -> frozenset[str]:
    """On the disk's thread."""
    return frozenset(str(path) for path in paths if not path.is_file())


def _never_mind(_failure: Failure) -> None:
    """What cannot be asked about is not greyed out: opening it will say why."""


def _short(folder: Path) -> str:
    """A folder from the user's own on, its middle left out where it is long."""
    home = Path.home()
    parts = ("~", *folder.relative_to(home).parts) if folder.is_relative_to(home) else folder.parts
    short = parts if len(parts) <= 4 else (*parts[:2], "…", *parts[-1:])
    return str(Path(*short))
