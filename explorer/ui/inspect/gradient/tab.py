"""The Gradient tab's side: one review or many, what the figures say, the words that matter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.analysis.gradient import LayerDecay, decay_sentences
from explorer.session.inspect.gradient_desk import REVIEWS
from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.controls.numbers import count
from explorer.ui.controls.progress import ProgressBar
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.gradient.in_view import GradientInView, gradient_in_view
from explorer.ui.inspect.gradient.said import review_sentences
from explorer.ui.inspect.gradient.word_list import GradientWords

NO_REVIEWS = "There are no test reviews yet: open some on the Data page."
INVITATION = "How the gradient fades over {count} test reviews, the same ones every time."
EFFECT = (
    "x · ∂L/∂x: what the first order says each word adds. The verdict is not linear, so these "
    "need not add up; the ledger does."
)


class GradientTab(QWidget):
    """Follows the session's gradients; the middle shows `shown`, or `decay` of many reviews."""

    gradientChanged = Signal()
    manyChanged = Signal()
    whichChanged = Signal(str)

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.shown: GradientInView | None = None
        self.which = Segmented(
            (("one", "This review"), ("many", "Many reviews")), name="Which reviews", large=True
        )
        self.of = Segmented(
            (
                Option("logit", "logit", None, "How the logit depends on every state"),
                Option("loss", "loss", None, "How the loss does, which training follows"),
            ),
            name="Gradient of",
        )
        self.said = QLabel()
        self.words = GradientWords()
        self.start = QPushButton("Measure")
        self.progress = ProgressBar("Reviews measured")
        self._of_label = QLabel("Gradient of")
        self._words_title = QLabel("Effect of each word")
        self._effect = QLabel(EFFECT)
        self._many = QWidget()
        self._one = QWidget()
        self._problem = ""
        self._lay_out()
        self._listen()
        self._show_which()

    @property
    def decay(self) -> LayerDecay | None:
        """The layer in view over many reviews; None if it is not known."""
        many, view = self._session.gradient.many, self._display.view
        if many is None or view is None:
            return None
        return next((one for one in many.layers if one.name == view.layer.name), None)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask while somebody looks."""
        super().showEvent(event)
        self._session.gradient.want(True)
        self._show()
        self._show_many()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._session.gradient.want(False)
        self._session.set_fact("")

    def _lay_out(self) -> None:
        title = QLabel("How far back the verdict is felt")
        title.setProperty("role", "section")
        self.said.setProperty("role", "secondary")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        for label, role in (
            (self._of_label, "label"),
            (self._words_title, "heading"),
            (self._effect, "hint"),
        ):
            label.setProperty("role", role)
        self._effect.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(10)
        column.addLayout(_padded(title))
        column.addLayout(_padded(self.which, stretch=True))
        column.addLayout(_padded(self.said))
        column.addWidget(self._one, 1)
        column.addWidget(self._many)
        self._lay_out_one()
        self._lay_out_many()
        column.addStretch(0)

    def _lay_out_one(self) -> None:
        column = QVBoxLayout(self._one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._of_label)
        row.addSpacing(8)
        row.addWidget(self.of)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(divider())
        column.addLayout(_padded(self._words_title))
        column.addWidget(self.words, 1)
        column.addLayout(_padded(self._effect))

    def _lay_out_many(self) -> None:
        column = QVBoxLayout(self._many)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(10)
        self.start.setProperty("role", "primary")
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addStretch(1)

    def _listen(self) -> None:
        desk = self._session.gradient
        desk.changed.connect(self._show)
        desk.failed.connect(self._on_failed)
        desk.manyChanged.connect(self._show_many)
        desk.manyFailed.connect(self._on_many_failed)
        self._display.viewChanged.connect(self._show)
        self._display.viewChanged.connect(self._show_many)
        self._session.selection.changed.connect(self._follow_cursor)
        self.which.changed.connect(self._show_which)
        self.of.changed.connect(desk.set_of)
        self.words.wordPicked.connect(self._pick)
        self.start.clicked.connect(self._on_start)

    # Following --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Another review's gradients, or another layer of them."""
        desk, view, result = (
            self._session.gradient,
            self._display.view,
            self._session.inspection.result,
        )
        if not self.isVisible() or view is None or desk.reading is None or desk.waiting:
            return
        labelled = result is not None and result.review.label is not None
        self.of.set_option_enabled("loss", labelled)
        self.shown = gradient_in_view(desk.reading, view)
        self.words.show_gradient(self.shown)
        self._follow_cursor()
        self._say()
        milliseconds = max(1, round(1000 * desk.reading.seconds))
        self._session.set_fact(f"gradients of the {desk.reading.flow.of} in {milliseconds} ms")
        self.gradientChanged.emit()

    def _show_many(self) -> None:
        """More reviews, or none."""
        desk = self._session.gradient
        many = desk.many
        self.start.setText("Cancel" if desk.running else ("Measure again" if many else "Measure"))
        self.start.setEnabled(desk.can_measure())
        self.progress.setVisible(desk.running)
        self.progress.set_fraction(0.0 if many is None else many.done / many.total)
        if desk.running or many is not None:
            self._problem = ""
        self._say()
        self.manyChanged.emit()

    def _say(self) -> None:
        """The sentences under the choice of reviews."""
        desk = self._session.gradient
        if self.which.current() == "one":
            shown = self.shown
            self.said.setText("\n\n".join([] if shown is None else review_sentences(shown)))
            return
        decay, many = self.decay, desk.many
        if self._problem:
            self.said.setText(self._problem)
        elif not desk.can_measure():
            self.said.setText(NO_REVIEWS)
        elif many is None or decay is None:
            waiting = "Reading the first reviews…" if desk.running else ""
            self.said.setText(waiting or INVITATION.format(count=count(REVIEWS)))
        else:
            of = f"{count(many.done)} of {count(many.total)} reviews read."
            only = type(many)((decay,), many.done, many.total)
            self.said.setText("\n\n".join([*decay_sentences(only), of]))

    def _show_which(self) -> None:
        which = self.which.current()
        self._one.setVisible(which == "one")
        self._many.setVisible(which == "many")
        self._say()
        self.whichChanged.emit(which)

    def _follow_cursor(self) -> None:
        if self.isVisible():
            self.words.set_cursor(self._display.t)

    def _on_failed(self, sentence: str) -> None:
        self.shown = None
        self.said.setText(sentence)
        self.gradientChanged.emit()

    def _on_many_failed(self, sentence: str) -> None:
        self._problem = sentence

    # What the user does -----------------------------------------------------------------------

    def _on_start(self) -> None:
        desk = self._session.gradient
        if desk.running:
            desk.cancel()
        else:
            desk.measure()

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)


def _padded(widget: QWidget, *, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row
