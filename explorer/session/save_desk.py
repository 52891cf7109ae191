"""Files the user asks for: pictures, tables, scripts, made and written on the disk's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.disk import Disk
from explorer.session.worker import Failure
from explorer.whole_file import whole_file

Content = Callable[[], bytes]
PATIENCE_MS = 300


class SaveDesk(QObject):
    """Writes whole files, one after the other, and says when each is there, or why not."""

    said = Signal(str)
    settled = Signal(bool)  # nothing is being written any more; whether all of it was written

    def __init__(self, disk: Disk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disk = disk
        self._unwritten: list[Path] = []
        self._well = True
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say_what_it_waits_for)

    @property
    def busy(self) -> bool:
        """Whether a file is still to be written; `settled` follows."""
        return bool(self._unwritten)

    def save(self, path: Path, content: Content) -> None:
        """Write what `content` gives. It is called on the thread: everything else is taken now."""
        self._unwritten.append(path)
        self._patience.start(PATIENCE_MS)
        self._disk.submit(
            partial(_write, path, content),
            partial(self._on_written, path),
            partial(self._on_failure, path),
        )

    def _say_what_it_waits_for(self) -> None:
        self.said.emit(f"Saving {self._unwritten[0].name}…")

    def _on_written(self, path: Path, _answer: object) -> None:
        self.said.emit(f"Saved as {path}.")
        self._leave(path)

    def _on_failure(self, path: Path, failure: Failure) -> None:
        self._well = False
        self.said.emit(f"Not saved. {failure.sentence}")
        self._leave(path)

    def _leave(self, path: Path) -> None:
        self._unwritten.remove(path)
        if not self._unwritten:
            self._patience.stop()
            well, self._well = self._well, True
            self.settled.emit(well)


def _write(path: Path, content: Content) -> None:
    made = content()
    with whole_file(path) as file:
        file.write(made)
