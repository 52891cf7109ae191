"""Carries out what the export menu asks for: on the worker, with progress and a way to stop."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from explorer.session.inspect.playback import TIMESTEPS_PER_SECOND
from explorer.session.save_desk import Progress
from explorer.session.session import Session
from explorer.session.worker import Failure, Job
from explorer.ui.controls.notice import Notice
from explorer.ui.inspect.centre_views import CentreViews
from explorer.ui.inspect.export import jobs
from explorer.ui.inspect.export.jobs import Copied
from explorer.ui.inspect.export.menu import (
    ANIMATION,
    COPY_DATA,
    COPY_PICTURE,
    DATA,
    PICTURE,
    REPORT,
    ExportMenu,
)
from explorer.ui.inspect.export.widget_picture import widget_picture, widget_svg
from explorer.ui.signals.look import Look
from explorer.ui.signals.view import SignalsView

COPYING = "copy"
SAYING = {
    PICTURE: "Saving the picture",
    COPY_PICTURE: "Copying the picture",
    DATA: "Saving the data",
    COPY_DATA: "Copying the data",
    REPORT: "Saving the report",
    ANIMATION: "Saving the animation",
}
CANCEL = "Cancel"
PATIENCE_MS = 300


class ExportDesk(QObject):
    """`notice` says how far the newest export is, and what went wrong with it.

    One that is still being written then goes on: the session's saves tell how it ends.
    """

    def __init__(
        self, session: Session, views: CentreViews, signals: SignalsView, notice: Notice
    ) -> None:
        """`views` has what is in front; without the signals there, pictures are of that."""
        super().__init__(notice)
        self._session, self._views, self._signals = session, views, signals
        self.menu = ExportMenu(signals)
        self._notice = notice
        self._job: Job | None = None
        self._entry, self._said = "", ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._say)
        self.menu.wanted.connect(self._begin)
        notice.action.connect(self._cancel)

    @property
    def running(self) -> bool:
        """Whether something is being written."""
        return self._job is not None

    def _begin(self, entry: str, path: Path | None) -> None:
        work = self._work(entry, path)
        if work is None:
            return
        self._let_go()
        self._entry = entry
        self._said = f"{SAYING[entry]}…"
        self._patience.start()
        job = self._job = self._started(work, path)
        job.happened.connect(self._on_event)
        job.failed.connect(self._on_failure)
        job.ended.connect(self._end)

    def _started(self, work: Callable[[], Iterator[object]], path: Path | None) -> Job:
        if path is None:
            return self._session.worker.submit(COPYING, work)
        return self._session.saves.work(path, work)

    def _work(self, entry: str, path: Path | None) -> Callable[[], Iterator[object]] | None:
        """The generator for an entry; everything it needs is taken now, not while it runs."""
        inspection, look, scale = (
            self._session.inspection,
            self._signals.look(),
            float(self.menu.scale),
        )
        result = inspection.result
        if look is None or result is None:
            return None
        model = result.model
        other = self._other_view()
        if other is not None and entry in (PICTURE, COPY_PICTURE):
            return _picture_of(other, scale, path)
        if entry == COPY_PICTURE:
            return lambda: jobs.picture_copy(look, scale)
        if entry == COPY_DATA:
            return lambda: jobs.data_copy(model, result)
        if path is None:
            return None
        ways: dict[str, Callable[[], Iterator[object]]] = {
            PICTURE: lambda: jobs.picture_file(look, path, scale),
            DATA: lambda: jobs.data_file(model, result, path),
            REPORT: lambda: jobs.report_file(model, result, look, path),
            ANIMATION: lambda: jobs.animation_file(
                look, self._stretch(look), path, self._frame_ms()
            ),
        }
        return ways[entry]

    def _other_view(self) -> QWidget | None:
        """What is in front, where that is not the signals."""
        front = self._views.currentWidget()
        return None if front is None or front.isAncestorOf(self._signals) else front

    def _stretch(self, look: Look) -> tuple[int, int]:
        """The columns that playing would go through."""
        return look.looped or (look.reading.lead, look.reading.timesteps)

    def _frame_ms(self) -> int:
        return round(1000 / (TIMESTEPS_PER_SECOND * self._session.playback.speed))

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            if event.total > 2:
                self._said = f"{SAYING[self._entry]}: {event.done} of {event.total} timesteps"
                if not self._patience.isActive():
                    self._say()
        elif isinstance(event, Copied):
            self._copy(event.content)

    def _say(self) -> None:
        """How far it is; not for what is done before one could read it."""
        self._notice.say(self._said, "info", CANCEL)

    def _copy(self, content: QImage | str) -> None:
        clipboard = QGuiApplication.clipboard()
        if isinstance(content, QImage):
            clipboard.setImage(content)
            self._session.notice.emit("The picture is on the clipboard.")
        else:
            clipboard.setText(content)
            self._session.notice.emit("The data is on the clipboard, with tabs.")

    def _on_failure(self, failure: Failure) -> None:
        self._job = None
        self._patience.stop()
        self._notice.say(f"Not saved. {failure.sentence}", "error")

    def _cancel(self) -> None:
        if self._job is not None:
            self._session.worker.cancel(self._job)
            self._session.saves.cancel(self._job)
            self._end()

    def _let_go(self) -> None:
        """Follow the export no longer that is under way."""
        if self._job is not None:
            self._job.happened.disconnect(self._on_event)
            self._job.failed.disconnect(self._on_failure)
            self._job.ended.disconnect(self._end)
        self._end()

    def _end(self) -> None:
        self._job = None
        self._patience.stop()
        self._notice.say("")


def _picture_of(widget: QWidget, scale: float, path: Path | None) -> Callable[[], Iterator[object]]:
    """Widgets can be painted on this thread only; compressing and writing goes to the worker."""
    if path is not None and path.suffix.lower() == ".svg":
        drawing = widget_svg(widget)
        return lambda: jobs.bytes_file(drawing, path)
    image = widget_picture(widget, scale)
    if path is None:
        return lambda: iter([Copied(image)])
    return lambda: jobs.image_file(image, path)
