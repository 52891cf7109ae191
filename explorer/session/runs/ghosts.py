"""Earlier runs whose curves stand behind those of the run in view."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.problem import UserProblem
from explorer.session.runs.run_story import RunStory, story_of
from explorer.session.worker import Failure, Worker
from explorer.training.runs.run_folder import RunFolder

MOST = 4  # as many dash patterns as can be told apart


@dataclass(frozen=True)
class _Read:
    stories: tuple[RunStory, ...]
    problem: str


class Ghosts(QObject):
    """The runs chosen as ghosts; `changed` follows the choice and what was read of them.

    chosen: run folders with their titles, oldest choice first. stories: those that could be read.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.chosen: dict[Path, str] = {}
        self.stories: tuple[RunStory, ...] = ()

    def toggle(self, path: Path, title: str) -> None:
        """Choose a run, or let it go; one too many takes the place of the oldest choice."""
        if path in self.chosen:
            del self.chosen[path]
        else:
            self.chosen[path] = title
            for oldest in list(self.chosen)[:-MOST]:
                del self.chosen[oldest]
        self._read()

    def clear(self) -> None:
        """No ghosts."""
        self.chosen.clear()
        self._read()

    def _read(self) -> None:
        self.stories = tuple(s for s in self.stories if s.path in self.chosen)
        chosen = dict(self.chosen)

        def work() -> Iterator[object]:
            yield _read_all(chosen)

        job = self._worker.submit("ghosts", work, urgent=True)
        job.happened.connect(self._on_read)
        job.failed.connect(self._on_failure)
        self.changed.emit()

    def _on_read(self, read: _Read) -> None:
        self.stories = read.stories
        self.chosen = {story.path: story.title for story in read.stories if story.path}
        self.changed.emit()
        if read.problem:
            self.failed.emit(read.problem)

    def _on_failure(self, failure: Failure) -> None:
        self.failed.emit(failure.sentence)


def _read_all(chosen: dict[Path, str]) -> _Read:
    stories: list[RunStory] = []
    problem = ""
    for path, title in chosen.items():
        try:
            story = story_of(RunFolder(path).read(), title)
        except UserProblem as error:  # the others are shown all the same
            problem = str(error)
            continue
        if story.history:
            stories.append(story)
        else:
            problem = f"{title} has no finished epoch: there is no curve to show."
    return _Read(tuple(stories), problem)
