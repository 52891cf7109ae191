"""The bar at the bottom: the run or a notice at the left, the machine at the right."""

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from explorer.session.session import Session
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.numbers import count
from explorer.ui.controls.throttle import Throttle
from explorer.ui.shell.status_line import StatusLine
from explorer.ui.shell.status_words import StatusWords, status_words, thread_words, worker_words
from explorer.ui.theme.theme import theme

HEIGHT = 24
NOTICE_MS = 8_000
FAILURE_MS = 60_000  # and on, while somebody works in another window
MEMORY_MS = 2_000
FIGURES_MS = 250  # figures that change with every batch cannot be read


class StatusBar(QFrame):
    """Follows the session; a notice takes the place of the run for 8 seconds at most.

    A failure stays a minute, or until it is dismissed, whatever else is said: that stands after it.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._process = psutil.Process()
        self._notice = self._failure = ""
        self.setProperty("role", "statusbar")
        self.setFixedHeight(HEIGHT)
        self.line = StatusLine()
        self.dismiss = IconButton("close", "Dismiss", small=True, icon_size=12)
        self.dismiss.setFixedSize(HEIGHT - 4, HEIGHT - 4)
        self.dismiss.hide()
        self.worker = QLabel()
        self.threads = QLabel()
        self.memory = QLabel()
        self._lay_out()
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.timeout.connect(self._end_notice)
        self._failure_timer = QTimer(self)
        self._failure_timer.setSingleShot(True)
        self._failure_timer.timeout.connect(self._end_failure)
        self._memory_timer = QTimer(self)
        self._memory_timer.timeout.connect(self._measure)
        self._memory_timer.start(MEMORY_MS)
        self._figures = Throttle(FIGURES_MS, self)
        self._connect()
        self._measure()
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show a sentence for 8 seconds."""
        self._notice = sentence
        self._notice_timer.start(NOTICE_MS)
        self.refresh()

    def fail(self, sentence: str) -> None:
        """Show what went wrong, until there was time to read it."""
        self._failure, self._notice = sentence, ""
        self._failure_timer.start(FAILURE_MS)
        self.refresh()

    def refresh(self) -> None:
        """Follow the session."""
        self.line.say(self._words())
        self.dismiss.setVisible(bool(self._failure))
        self.worker.setText(worker_words(self._session))
        self.threads.setText(thread_words(self._session))

    def _words(self) -> StatusWords:
        if self._failure:
            return StatusWords("error", self._failure, (self._notice,) if self._notice else ())
        if self._notice:
            return StatusWords("notice", self._notice)
        return status_words(self._session)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.line, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.worker)
        for label in (QLabel("CPU"), self.threads, QLabel("float32"), self.memory):
            row.addWidget(_Separator())
            row.addWidget(label)

    def _connect(self) -> None:
        session = self._session
        session.notice.connect(self.say)
        session.failed.connect(self.fail)
        self.dismiss.clicked.connect(self._dismiss)
        # What happened on another page, before the last edit or before the run changed, is old.
        session.history.changed.connect(self._end_notice)
        session.pageChanged.connect(self._end_notice)
        session.training.stateChanged.connect(self._end_notice)
        self._figures.due.connect(self.refresh)
        session.training.batchDone.connect(self._figures.request)
        session.training.epochDone.connect(self.refresh)
        session.training.settingsChanged.connect(self.refresh)
        session.following.changed.connect(self.refresh)
        session.following.grew.connect(self.refresh)
        session.run_in_view.changed.connect(self.refresh)
        session.data.changed.connect(self.refresh)
        session.inspection.modelChanged.connect(self.refresh)
        session.inspection.traced.connect(self.refresh)
        session.factChanged.connect(self.refresh)

    def _end_notice(self) -> None:
        self._notice = ""
        self.refresh()

    def _end_failure(self) -> None:
        if self.window().isActiveWindow():
            self._dismiss()
        else:
            self._failure_timer.start(FAILURE_MS)

    def _dismiss(self) -> None:
        self._failure_timer.stop()
        self._failure = ""
        self.refresh()

    def _measure(self) -> None:
        megabytes = round(self._process.memory_info().rss / 2**20)
        self.memory.setText(f"{count(megabytes)} MB")


class _Separator(QWidget):
    """An upright line, 12 high."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().palette.colour("border2"))
        painter.end()
