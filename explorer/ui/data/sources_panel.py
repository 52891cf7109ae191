"""The sources of reviews: built in, to download, on this computer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from explorer.reviews.columns import parse_where
from explorer.reviews.source import BUILTIN, MINE
from explorer.reviews.synthetic import TEST, TRAIN
from explorer.session.session import Session
from explorer.ui.controls.notice import Notice
from explorer.ui.controls.numbers import count
from explorer.ui.data.column_chooser import ColumnChooser
from explorer.ui.data.download_card import DownloadCard
from explorer.ui.data.own.card import OwnReviewsCard
from explorer.ui.data.source_card import SourceCard
from explorer.ui.data.source_words import (
    corpus_words,
    identity_words,
    progress_share,
    progress_words,
    size_words,
)
from explorer.ui.shell.window_memory import WindowMemory

ABOUT_BUILTIN = (
    f"{count(TRAIN + TEST)} reviews written by a program, with negations, asides and late changes "
    "of mind. Ready offline; not what people wrote."
)
ABOUT_LOCAL = (
    "IMDB as an archive, folder or Keras's imdb.npz; other reviews as .csv, .tsv or JSON lines. "
    "Drop it here, or choose it."
)
FILTERS = ["Reviews (*.tar.gz *.tgz *.csv *.tsv *.jsonl *.ndjson *.npz)", "All files (*)"]


class SourcesPanel(QWidget):
    """Follows the data desk and opens what the user chooses.

    `notice` says why a source could not be read; the page has more room for it than this panel.
    """

    opened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data = session.data
        self._download = session.download
        self.builtin = SourceCard("Built-in corpus", ABOUT_BUILTIN, "synthetic")
        self.imdb = DownloadCard(session.download, data)
        self.local = SourceCard("On this computer", ABOUT_LOCAL)
        self.mine = OwnReviewsCard(session)
        self.columns = ColumnChooser()
        self.local.add_form(self.columns)
        self.use_builtin = self.builtin.add_button("Use")
        self.load = self.local.add_button("Load", "small-primary")
        self.file = self.local.add_button("File…")
        self.folder = self.local.add_button("Folder…")
        self.notice = Notice(closable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.builtin)
        column.addWidget(self.imdb)
        column.addWidget(self.local)
        column.addWidget(self.mine)
        self.use_builtin.clicked.connect(self._open_builtin)
        self.load.clicked.connect(self._open_remembered)
        self.file.clicked.connect(self.choose_file)
        self.folder.clicked.connect(self.choose_folder)
        self.builtin.cancelled.connect(data.cancel)
        self.local.cancelled.connect(data.cancel)
        self.columns.chosen.connect(self.open)
        self.columns.dismissed.connect(data.cancel)
        self.notice.action.connect(self._try_again)
        self.notice.closed.connect(self._leave_it)
        data.changed.connect(self.refresh)
        data.progressed.connect(self._show_progress)
        session.download.changed.connect(self.refresh)
        self.refresh()

    def open(self, where: str) -> None:
        """Load a source, unless it is being loaded already."""
        if self._data.state != "loading" or self._data.where != where:
            self._data.open(where)
            self.opened.emit()

    def choose_file(self) -> None:
        """Ask for an archive, a table or another file of reviews."""
        dialog = self._dialog("Choose a file of reviews")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(FILTERS)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for the folder that the archive unpacks to."""
        dialog = self._dialog("Choose the aclImdb folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def refresh(self) -> None:
        """Follow the desk."""
        data, corpus = self._data, self._data.corpus
        in_use = data.corpus_where if corpus is not None else ""
        self.builtin.set_in_use(in_use == BUILTIN)
        self.local.set_in_use(self._is_local(in_use))
        if self.local.in_use:
            WindowMemory().local_reviews = in_use
        loading = data.state == "loading"
        self.use_builtin.setVisible(in_use != BUILTIN and not (loading and data.where == BUILTIN))
        self._tell()
        self._show_progress()
        sentence = self._problem()
        self.notice.say(sentence, "error", "Try again" if sentence else "")

    def _tell(self) -> None:
        corpus = self._data.corpus
        sizes = corpus_words(corpus) if corpus else ""
        identity = identity_words(corpus.identity) if corpus else ""
        if self.builtin.in_use:
            self.builtin.tell(sizes, "", identity)
        else:
            self.builtin.tell(f"{count(TRAIN)} training · {count(TEST)} test", "", "")
        where = self._local_place()
        place = Path(parse_where(where).path)
        if self.local.in_use and where == self._data.corpus_where:
            self.local.tell(sizes, f"{size_words(place)} · {place}", identity)
        else:
            self.local.tell("", f"{size_words(place)} · {place}" if where else "", "")
        loading = self._data.state == "loading" and self._data.where == where
        asked = self._data.state == "failed" and self._data.choice is not None
        offered = bool(where) and place.exists() and not self.local.in_use and not loading
        self.load.setVisible(offered and not asked)
        self.columns.ask(self._data.choice if asked else None)

    def _local_place(self) -> str:
        """The local copy to speak of: being loaded, in use, or loaded last."""
        loading = self._data.where if self._data.state in ("loading", "failed") else ""
        for where in (loading, self._data.corpus_where):
            if self._is_local(where):
                return where
        return WindowMemory().local_reviews

    def _is_local(self, where: str) -> bool:
        return where not in ("", BUILTIN, MINE) and not self.imdb.owns(where)

    def _problem(self) -> str:
        """What went wrong last, with the reviews or with the download."""
        if self._download.state == "failed":
            return self._download.problem
        data = self._data
        return data.problem if data.state == "failed" and not data.asks else ""

    def _show_progress(self) -> None:
        data = self._data
        cards = ((self.builtin, data.where == BUILTIN), (self.local, self._is_local(data.where)))
        for card, asked in cards:
            if data.state == "loading" and asked:
                card.show_progress(progress_share(data.progress), progress_words(data.progress))
            else:
                card.show_progress(None)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, str(Path(parse_where(self._local_place()).path).parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open)
        return dialog

    def _open_builtin(self) -> None:
        self.open(BUILTIN)

    def _open_remembered(self) -> None:
        self.open(self._local_place())

    def _leave_it(self) -> None:
        self._download.cancel()
        if self._data.state == "failed":
            self._data.cancel()

    def _try_again(self) -> None:
        if self._download.state == "failed":
            self._download.start()
            return
        self._data.open(self._data.where)
