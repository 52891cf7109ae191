"""The runs on disk: listed, named, compared, gone on with, exported, deleted and put back."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.resources import BUNDLED_MODELS
from explorer.session.desks import Desks
from explorer.session.runs.run_trash import Trashed, put_back, trash_run
from explorer.session.save_desk import Progress
from explorer.session.worker import Failure
from explorer.training.runs.run_export import Form, export_run
from explorer.training.runs.run_folder import RunFolder, runs_home
from explorer.training.runs.run_label import RunLabel, write_label
from explorer.training.runs.run_list import RunList, RunLister, RunSummary, Unreadable

LOOK_MS = 3_000  # another window or a server may be writing runs


class RunsDesk(QObject):
    """What the Runs page shows and does.

    `changed` follows `runs` and `unreadable`; `trashed` carries the deleted runs, newest last;
    `said` one sentence: what was done, or why it cannot be now; `failed` what went wrong.
    """

    changed = Signal()
    trashed = Signal(object)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._desks = desks
        self._lister = RunLister((runs_home(), BUNDLED_MODELS))
        self._reading = self._again = False
        self.known = False  # whether the list has been read at all
        self.runs: tuple[RunSummary, ...] = ()
        self.unreadable: tuple[Unreadable, ...] = ()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.refresh)
        desks.training.epochDone.connect(self._follow_training)
        desks.training.stateChanged.connect(self._follow_training)

    # Reading ----------------------------------------------------------------------------------

    def watch(self, watched: bool) -> None:
        """Look again every few seconds while somebody looks at the list."""
        if watched:
            self.refresh()
            self._clock.start()
        else:
            self._clock.stop()

    def refresh(self) -> None:
        """Read the list anew, on the disk's thread; one reading at a time."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._desks.disk.submit(self._lister.read, self._on_read, self._on_unread)

    def run(self, path: Path) -> RunSummary | None:
        """The run in a folder, if it is listed."""
        return next((run for run in self.runs if run.path == path), None)

    @staticmethod
    def bundled(run: RunSummary) -> bool:
        """Whether it came with Carrytrack, and cannot be changed."""
        return run.path.parent == BUNDLED_MODELS

    def _on_read(self, answer: object) -> None:
        assert isinstance(answer, RunList)
        self._reading = False
        new = (answer.runs, answer.unreadable) != (self.runs, self.unreadable)
        first, self.known = not self.known, True
        self.runs, self.unreadable = answer.runs, answer.unreadable
        if new or first:
            self.changed.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _on_unread(self, failure: Failure) -> None:
        self._reading = False
        self.failed.emit(f"The runs cannot be read: {failure.sentence}")

    def _follow_training(self) -> None:
        if self._clock.isActive():
            self.refresh()

    # What a person notes ----------------------------------------------------------------------

    def set_label(self, run: RunSummary, label: RunLabel) -> None:
        """Name a run, note something of it, tag it. Shown at once, written behind."""
        if label == run.label or self.bundled(run):
            return
        self.runs = tuple(replace(r, label=label) if r.path == run.path else r for r in self.runs)
        self.changed.emit()
        self._do(partial(write_label, run.path, label))

    # Runs as a beginning ----------------------------------------------------------------------

    def open(self, run: RunSummary, epoch: int | None = None) -> None:
        """Show a run on Inspect."""
        self._desks.inspection.open_run(run.path, epoch, self.name(run))
        self._desks.go("inspect")

    def name(self, run: RunSummary) -> str:
        """What the other pages call it."""
        return f"Bundled {run.title}" if self.bundled(run) and not run.label.name else run.title

    def compare(self, runs: tuple[RunSummary, ...]) -> None:
        """Show the curves of several runs on Train: the first in full, the others as ghosts.

        A first one that something else trains is followed.
        """
        training, ghosts = self._desks.training, self._desks.ghosts
        first, *others = runs
        if training.busy:
            others = [run for run in runs if run.path != training.run]
        elif first.writing:
            self._desks.following.start(first.path, self.name(first))
        else:
            self._desks.inspection.open_run(first.path, None, self.name(first))
        ghosts.clear()
        for other in others:
            ghosts.toggle(other.path, self.name(other))
        self._desks.go("train")

    def use_settings(self, run: RunSummary) -> None:
        """Make this run's stack, encoding and settings those of the next run, in one undo step."""
        desks, plan = self._desks, run.plan
        if desks.training.busy:
            self.said.emit("The settings are locked while a run is under way: stop it first.")
            return
        now = (desks.edits.stack, desks.data.encoding, desks.training.settings)
        if now != (plan.stack, plan.encoding, plan.settings):
            with desks.history.together(f"Settings of {run.title}"):
                desks.edits.apply(plan.stack, "Stack of an earlier run")
                desks.data.set_encoding(**asdict(plan.encoding))
                desks.training.set(**asdict(plan.settings))
        corpus = desks.data.corpus
        if corpus is None or corpus.identity != run.data_identity:
            self.said.emit(
                f"Stack and settings are those of {run.title}. It was trained on "
                f"{run.data_title}: open these reviews on the Data page to train on the same."
            )
        else:
            self.said.emit(f"Stack and settings are those of {run.title}.")
        desks.go("train")

    def go_on(self, run: RunSummary, epoch: int, more: int) -> None:
        """Train a run `more` epochs on from `epoch`; see `TrainingDesk.go_on`."""
        training = self._desks.training
        why = training.obstacle_to_going_on
        if why:
            self.said.emit(why)
            return
        training.go_on(run.path, epoch, epochs=epoch + more)
        self._desks.go("train")

    # Runs as things ---------------------------------------------------------------------------

    def export(self, run: RunSummary, epoch: int, form: Form, out: Path) -> None:
        """Write a run in another form, in the worker."""

        def work() -> Iterator[object]:
            yield Progress(0, 0)
            export_run(RunFolder(run.path).read(), (epoch,), form, out)

        self._desks.saves.work(out, work)

    def trash(self, runs: tuple[RunSummary, ...]) -> None:
        """Delete runs to the trash; what other pages show of them stays on screen."""
        for run in runs:
            if self.bundled(run):
                self.said.emit(f"{self.name(run)} comes with Carrytrack: it stays.")
            else:
                self._do(partial(trash_run, run.path, run.title), self._on_trashed)

    def put_back(self, trashed: Trashed) -> None:
        """Undelete a run."""
        self._do(partial(put_back, trashed))

    def _do(self, work: Callable[[], object], done: Callable[[object], None] | None = None) -> None:
        self._desks.disk.submit(work, done or self._on_done, self._on_failure)

    def _on_done(self, _answer: object) -> None:
        self.refresh()

    def _on_trashed(self, answer: object) -> None:
        assert isinstance(answer, Trashed)
        if answer.path in self._desks.ghosts.chosen:
            self._desks.ghosts.toggle(answer.path, answer.title)
        self.trashed.emit(answer)
        self.refresh()

    def _on_failure(self, failure: Failure) -> None:
        self.failed.emit(failure.sentence)
        self.refresh()
