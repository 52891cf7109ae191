"""The desks that a window works at, joined: all it knows but its project and the list of runs."""

from PySide6.QtCore import QObject, Signal

from explorer.session.data.data_desk import DataDesk
from explorer.session.data.download_desk import DownloadDesk
from explorer.session.data.own_reviews_desk import OwnReviewsDesk
from explorer.session.disk import Disk
from explorer.session.history import History
from explorer.session.inspect.corpus_predictions import CorpusPredictions
from explorer.session.inspect.gradient_desk import GradientDesk
from explorer.session.inspect.inspection import Inspection
from explorer.session.inspect.ledger_desk import LedgerDesk
from explorer.session.inspect.playback import Playback
from explorer.session.inspect.search_desk import SearchDesk
from explorer.session.inspect.whatif_desk import WhatIfDesk
from explorer.session.preset_desk import PresetDesk
from explorer.session.runs.follow_desk import FollowDesk
from explorer.session.runs.ghosts import Ghosts
from explorer.session.runs.run_in_view import RunInView
from explorer.session.runs.time_machine import TimeMachine
from explorer.session.save_desk import SaveDesk
from explorer.session.selection import Selection
from explorer.session.stack_edits import StackEdits
from explorer.session.train.calibration_desk import CalibrationDesk
from explorer.session.train.training_desk import TrainingDesk
from explorer.session.worker import Worker
from explorer.stack.rules import InputSpec


class Desks(QObject):
    """Joins the desks.

    `notice` carries one sentence for the status bar, for a while: what was done, or why something
    cannot be asked for now. `failed` carries one about what was asked for and went wrong: it stands
    out, and stays until it has been seen. `fact` stands there as long as what it is about is in
    view, and `factChanged` follows it.
    """

    pageChanged = Signal(str)
    notice = Signal(str)
    failed = Signal(str)
    factChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = Worker(self)
        self.disk = Disk(self)
        self.saves = SaveDesk(self.disk, self.worker, self)
        self.history = History(self)
        self.edits = StackEdits(self.history, self)
        self.data = DataDesk(self.worker, self.history, self)
        self.download = DownloadDesk(self.worker, self.data, self)
        self.own_reviews = OwnReviewsDesk(self.data, self)
        self.training = TrainingDesk(self.worker, self.history, self.edits, self.data, self)
        self.presets = PresetDesk(self.history, self.edits, self.data, self.training, self)
        self.probes = self.training.probes
        self.selection = Selection(self)
        self.inspection = Inspection(self.worker, self.selection, self)
        self.following = FollowDesk(self.worker, self.training, self)
        self.run_in_view = RunInView(self.training, self.following, self.inspection, self)
        self.time_machine = TimeMachine(
            self.worker, self.training, self.run_in_view, self.inspection, self
        )
        self.ghosts = Ghosts(self.worker, self)
        self.calibration = CalibrationDesk(self.worker, self.edits, self.data, self.training, self)
        self.predictions = CorpusPredictions(self.worker, self.data, self.inspection, self)
        self.playback = Playback(self.selection, self)
        self.ledger = LedgerDesk(self.worker, self.inspection, self.selection, self)
        self.whatif = WhatIfDesk(self.worker, self.inspection, self)
        self.search = SearchDesk(self.worker, self.inspection, self.data, self)
        self.gradient = GradientDesk(self.worker, self.inspection, self.data, self)
        self.fact = ""
        self.page = "inspect"  # one of explorer.session.pages.PAGES
        self.history.said.connect(self.notice)
        self.saves.said.connect(self.notice)
        self.saves.failed.connect(self.failed)
        self.presets.said.connect(self.notice)
        self.data.encodingChanged.connect(self._follow_data)
        self.data.changed.connect(self._follow_data)
        self.training.warned.connect(self.notice)
        self.training.lost.connect(self.failed)
        self.training.refused.connect(self.failed)
        self.following.said.connect(self.notice)
        self.following.failed.connect(self.failed)
        self.time_machine.failed.connect(self.failed)
        self.ghosts.failed.connect(self.failed)
        self.inspection.failed.connect(self.failed)

    def go(self, page: str) -> None:
        """Show another page."""
        if page != self.page:
            self.page = page
            self.pageChanged.emit(page)

    def set_fact(self, fact: str) -> None:
        """Say something of what is in view; nothing with an empty sentence."""
        if fact != self.fact:
            self.fact = fact
            self.factChanged.emit()

    def _follow_data(self) -> None:
        encoding, corpus = self.data.encoding, self.data.corpus
        cut = None
        if corpus is not None and len(corpus.train):
            # The start marker takes a timestep of its own.
            cut = float((corpus.train.lengths + 1 > encoding.maxlen).mean())
        self.edits.set_input(
            InputSpec(
                maxlen=encoding.maxlen,
                max_features=encoding.max_features,
                padding=encoding.padding,
                truncating=encoding.truncating,
                cut_share=cut,
            )
        )
