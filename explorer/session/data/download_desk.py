"""The one thing that the app ever fetches: the data set, when the user asks for it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.reviews.download import (
    IMDB,
    PAUSES,
    DownloadFinished,
    DownloadPaused,
    DownloadProgress,
    RemoteFile,
    bytes_here,
    download,
    downloaded,
)
from explorer.session.data.data_desk import DataDesk
from explorer.session.worker import Failure, Job, Worker


class DownloadDesk(QObject):
    """Fetches the data set and opens it once it is whole.

    `state` is "idle", "running" or "failed"; `changed` follows it, `progressed` every moment of a
    download. `moment` is the latest one: DownloadProgress, or DownloadPaused before a new attempt.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(self, worker: Worker, data: DataDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._data = data
        self._job: Job | None = None
        self.remote: RemoteFile = IMDB
        self.pauses: Sequence[float] = PAUSES
        self.state = "idle"
        self.problem = ""
        self.moment: DownloadProgress | DownloadPaused | None = None

    @property
    def place(self) -> Path | None:
        """The file on disk, once it is whole."""
        return downloaded(self.remote)

    @property
    def bytes_here(self) -> int:
        """What a download that was cancelled or broke has left, in bytes."""
        return bytes_here(self.remote)

    def start(self) -> None:
        """Begin, or go on where an earlier download ended."""
        if self.state == "running":
            return
        remote, pauses = self.remote, self.pauses

        def work() -> Iterator[object]:
            return download(remote, pauses=pauses)

        self.problem, self.moment = "", None
        job = self._worker.submit("download", work, latest_wins=(DownloadProgress, DownloadPaused))
        job.happened.connect(self._on_event)
        job.failed.connect(self._on_failure)
        self._job = job
        self._set_state("running")

    def cancel(self) -> None:
        """Stop, or leave what failed; what has arrived is kept."""
        if self.state == "running" and self._job is not None:
            self._worker.cancel(self._job)
        if self.state in ("running", "failed"):
            self._set_state("idle")

    def _on_event(self, event: object) -> None:
        if isinstance(event, DownloadFinished):
            self._set_state("idle")
            self._data.open(str(event.path))
        elif isinstance(event, DownloadProgress | DownloadPaused):
            self.moment = event
            self.progressed.emit()

    def _on_failure(self, failure: Failure) -> None:
        self.problem = failure.sentence
        self._set_state("failed")

    def _set_state(self, state: str) -> None:
        self.state = state
        self.changed.emit()
