"""The data set of the tutorial: one click fetches it, and it is opened when it is whole."""

from math import ceil

from PySide6.QtWidgets import QWidget

from explorer.reviews.download import DownloadPaused, DownloadProgress
from explorer.session.data.data_desk import DataDesk
from explorer.session.data.download_desk import DownloadDesk
from explorer.ui.data.source_card import SourceCard
from explorer.ui.data.source_words import (
    bytes_words,
    corpus_words,
    identity_words,
    progress_share,
    progress_words,
)

ABOUT = (
    "The tutorial's data: 50,000 film reviews from IMDB, half of them positive (Maas et al., "
    "2011). {size} from ai.stanford.edu."
)


class DownloadCard(SourceCard):
    """Follows the download and, once the file is there, the data desk."""

    def __init__(self, desk: DownloadDesk, data: DataDesk, parent: QWidget | None = None) -> None:
        text = ABOUT.format(size=bytes_words(desk.remote.size))
        super().__init__("Large Movie Review Dataset", text, parent=parent)
        self._desk = desk
        self._data = data
        self.use = self.add_button("Use")
        self.start = self.add_button("Download", "small-primary")
        self.use.clicked.connect(self._open)
        self.start.clicked.connect(desk.start)
        self.cancelled.connect(self._cancel)
        self.cancel.setToolTip("What has arrived is kept, and the next download goes on from there")
        desk.changed.connect(self.refresh)
        desk.progressed.connect(self._show_progress)
        data.changed.connect(self.refresh)
        data.progressed.connect(self._show_progress)
        self.refresh()

    def owns(self, where: str) -> bool:
        """Whether this source is the downloaded file."""
        place = self._desk.place
        return place is not None and where == str(place)

    def refresh(self) -> None:
        """Follow the download and the reviews in use."""
        desk, data = self._desk, self._data
        here = desk.place
        running = desk.state == "running"
        self.set_in_use(data.corpus is not None and self.owns(data.corpus_where))
        loading = data.state == "loading" and self.owns(data.where)
        self.use.setVisible(here is not None and not running and not loading and not self.in_use)
        self.start.setVisible(here is None and not running)
        left = desk.bytes_here if here is None else 0
        self.start.setText("Resume" if left else "Download")
        size = bytes_words(desk.remote.size)
        if self.in_use and data.corpus is not None:
            identity = identity_words(data.corpus.identity)
            self.tell(corpus_words(data.corpus), f"{size} · {here}", identity)
        elif here is not None:
            self.tell("", f"{size} · {here}", "")
        else:
            part = f"{_of_megabytes(left, desk.remote.size)} are here" if left else ""
            self.tell("" if running else part, "", "")
        self._show_progress()

    def _show_progress(self) -> None:
        desk, data = self._desk, self._data
        if desk.state == "running":
            fraction, words = _downloading(desk.moment)
            self.show_progress(fraction, words)
        elif data.state == "loading" and self.owns(data.where):
            self.show_progress(progress_share(data.progress), progress_words(data.progress))
        else:
            self.show_progress(None)

    def _open(self) -> None:
        self._data.open(str(self._desk.place))

    def _cancel(self) -> None:
        if self._desk.state == "running":
            self._desk.cancel()
        else:
            self._data.cancel()


def _downloading(moment: DownloadProgress | DownloadPaused | None) -> tuple[float, str]:
    if moment is None:
        return 0.0, "Connecting…"
    share = moment.done / max(1, moment.total)
    if isinstance(moment, DownloadPaused):
        reason = moment.reason[:1].upper() + moment.reason[1:]
        return share, f"{reason}; again in {max(1, ceil(moment.seconds))} s"
    if moment.done == moment.total:
        return share, "Checking what has arrived…"
    here = _of_megabytes(moment.done, moment.total)
    speed = moment.bytes_per_second
    return share, f"{here} · {bytes_words(round(speed))}/s" if speed else here


def _of_megabytes(done: int, total: int) -> str:
    """Return "12.3 of 84.1 MB"."""
    return f"{done / 1e6:.1f} of {total / 1e6:.1f} MB"
