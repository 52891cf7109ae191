"""The user's own reviews as a source."""

from PySide6.QtWidgets import QWidget

from explorer.reviews.source import MINE
from explorer.session.session import Session
from explorer.ui.controls.numbers import count
from explorer.ui.data.source_card import SourceCard
from explorer.ui.data.source_words import corpus_words, progress_share, progress_words

ABOUT = "Reviews that you paste, type or open and label yourself. They stay on this computer."


class OwnReviewsCard(SourceCard):
    """Follows the desk of one's own reviews, and the reviews in use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("My reviews", ABOUT, parent=parent)
        self._desk = session.own_reviews
        self._data = session.data
        self.use = self.add_button("Use")
        self.write = self.add_button("Write and label")
        self.use.clicked.connect(self._desk.use)
        self.cancelled.connect(self._data.cancel)
        self._desk.changed.connect(self.refresh)
        self._data.changed.connect(self.refresh)
        self._data.progressed.connect(self._show_progress)
        self.refresh()

    def refresh(self) -> None:
        """Say how many there are, and offer what can be done with them."""
        desk, data = self._desk, self._data
        total, unlabelled = len(desk.reviews), desk.unlabelled
        self.set_in_use(data.corpus is not None and data.corpus_where == MINE)
        loading = data.state == "loading" and data.where == MINE
        self.use.setVisible(total > unlabelled and not self.in_use and not loading)
        told = f"{count(total - unlabelled)} labelled" if total else ""
        if unlabelled:
            told += f" · {count(unlabelled)} to label"
        in_use = corpus_words(data.corpus) if self.in_use and data.corpus is not None else ""
        self.tell(in_use or told, told if in_use else "", "")
        self._show_progress()

    def _show_progress(self) -> None:
        data = self._data
        if data.state == "loading" and data.where == MINE:
            self.show_progress(progress_share(data.progress), progress_words(data.progress))
        else:
            self.show_progress(None)
