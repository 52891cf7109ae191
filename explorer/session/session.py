"""Everything the open window knows. Views change it; it tells everyone."""

from PySide6.QtCore import QObject

from explorer.session.desks import Desks
from explorer.session.project.project_desk import ProjectDesk
from explorer.session.project.recovery_desk import RecoveryDesk
from explorer.session.runs.runs_desk import RunsDesk


class Session(Desks):
    """The desks, and what works at all of them: the runs on disk, the project, its recovery."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs = RunsDesk(self)
        self.project = ProjectDesk(self)
        self.recovery = RecoveryDesk(self, self.project)
