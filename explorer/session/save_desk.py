"""Files the user asks for: pictures, tables, scripts, reports, runs in another form.

Those that are made in a moment are made and written on the disk's thread; what takes longer, or
needs a network, is a job of the worker. Whoever must wait for files waits here, whichever it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.disk import Disk
from explorer.session.worker import Failure, Job, Worker
from explorer.whole_file import whole_file

Content = Callable[[], bytes]
PATIENCE_MS = 300


@dataclass(frozen=True)
class Progress:
    """So many steps of so many; 0 of 0 while nobody can tell. What a job tells of itself."""

    done: int
    total: int


@dataclass(eq=False)
class Saving:
    """A file under way. job: what writes it, where that can be given up."""

    path: Path
    job: Job | None = None
    progress: Progress = field(default_factory=partial(Progress, 0, 0))


class SaveDesk(QObject):
    """Writes whole files, and says when each is there, or why not (`failed`).

    `progressed` follows `under_way`: a file that is begun, goes on or is settled. `settled` comes
    once nothing is being written any more, with whether nothing went wrong; what was given up is
    nothing that went wrong.
    """

    said = Signal(str)
    failed = Signal(str)
    progressed = Signal()
    settled = Signal(bool)

    def __init__(self, disk: Disk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disk, self._worker = disk, worker
        self.under_way: tuple[Saving, ...] = ()
        self._well = True
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.say_what_it_waits_for)

    @property
    def busy(self) -> bool:
        """Whether a file is still to be written; `settled` follows."""
        return bool(self.under_way)

    @property
    def can_give_up(self) -> bool:
        """Whether a file under way can be left unwritten."""
        return any(saving.job is not None for saving in self.under_way)

    def save(self, path: Path, content: Content) -> None:
        """Write what `content` gives. It is called on the thread: everything else is taken now."""
        saving = Saving(path)
        self._begin(saving)
        self._patience.start(PATIENCE_MS)
        self._disk.submit(
            partial(_write, path, content),
            partial(self._on_written, saving),
            partial(self._on_failure, saving),
        )

    def work(self, path: Path, steps: Callable[[], Iterator[object]]) -> Job:
        """Let the worker write `path`: `steps` gives Progress now and then, and ends with the file.

        Its generator leaves no file behind when it is closed early.
        """
        earlier = [one for one in self.under_way if one.job is not None and one.path == path]
        job = self._worker.submit(f"save {path}", steps, latest_wins=(Progress,))
        saving = Saving(path, job)
        self._begin(saving)
        for one in earlier:  # the worker has dropped it: this file takes its place
            self._leave(one)
        job.happened.connect(partial(self._on_progress, saving))
        job.failed.connect(partial(self._on_failure, saving))
        job.ended.connect(partial(self._on_written, saving, None))
        return job

    def say_what_it_waits_for(self) -> None:
        """Name the file that is under way, if there is one."""
        if self.under_way:
            self.said.emit(f"Saving {self.under_way[0].path.name}…")

    def give_up(self) -> None:
        """Leave unwritten whatever can be: what the worker has not finished."""
        for saving in self.under_way:
            if saving.job is not None:
                self.cancel(saving.job)

    def cancel(self, job: Job) -> None:
        """Leave this job's file unwritten."""
        for saving in self.under_way:
            if saving.job is job:
                self._worker.cancel(job)
                self.said.emit("Nothing was saved.")
                self._leave(saving)

    def _begin(self, saving: Saving) -> None:
        self.under_way = (*self.under_way, saving)
        self.progressed.emit()

    def _on_progress(self, saving: Saving, event: object) -> None:
        if isinstance(event, Progress):
            saving.progress = event
            self.progressed.emit()

    def _on_written(self, saving: Saving, _answer: object) -> None:
        self.said.emit(f"Saved as {saving.path}.")
        self._leave(saving)

    def _on_failure(self, saving: Saving, failure: Failure) -> None:
        self._well = False
        self.failed.emit(f"Not saved. {failure.sentence}")
        self._leave(saving)

    def _leave(self, saving: Saving) -> None:
        self.under_way = tuple(one for one in self.under_way if one is not saving)
        self.progressed.emit()
        if not self.under_way:
            self._patience.stop()
            well, self._well = self._well, True
            self.settled.emit(well)


def _write(path: Path, content: Content) -> None:
    made = content()
    with whole_file(path) as file:
        file.write(made)
