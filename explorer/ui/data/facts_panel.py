"""Three cards of facts: how many reviews, how long, and which words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.reviews.corpus import Corpus
from explorer.session.session import Session
from explorer.ui.data.balance_bar import BalanceBar
from explorer.ui.data.coverage_curve import CoverageCurve
from explorer.ui.data.fact_words import coverage_words, cut_words, validation_words
from explorer.ui.data.facts import CorpusFacts, gather
from explorer.ui.data.length_histogram import LengthHistogram
from explorer.ui.slices import Slices
from explorer.ui.theme.icons import icon

HEIGHT = 212


class FactsPanel(QWidget):
    """Follows the corpus, the encoding and the validation split.

    `counted` follows new facts; `wordsWanted` carries the rank of a word to be looked at in the
    list of all words, 1 the most frequent.
    """

    counted = Signal()
    wordsWanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._corpus: Corpus | None = None
        self.facts: CorpusFacts | None = None
        self.setFixedHeight(HEIGHT)
        self.train = BalanceBar("Training")
        self.test = BalanceBar("Test")
        self.validation = _sentence()
        self.histogram = LengthHistogram()
        self.cut = _sentence()
        self.curve = CoverageCurve()
        self.covered = _sentence()
        self.all_words = QPushButton("All words")
        self.all_words.setProperty("role", "small-ghost")
        self.all_words.setIcon(icon("table", size=14))
        self.all_words.setToolTip("Every word by frequency")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(_card("Reviews", [self.train, self.test], self.validation), 3)
        row.addWidget(_card("Length in words", [self.histogram], self.cut), 4)
        row.addWidget(_card("Vocabulary", [self.curve], self.covered, self.all_words), 4)
        self._slices = Slices(self)
        self._slices.told.connect(self._on_facts)
        self.all_words.clicked.connect(self._on_all_words)
        self.curve.chosen.connect(self.wordsWanted)
        session.data.encodingChanged.connect(self.refresh)
        session.training.settingsChanged.connect(self.refresh)

    def show_corpus(self, corpus: Corpus | None) -> None:
        """Count another corpus, in slices; the facts before it go at once."""
        if corpus is self._corpus:
            return
        self._corpus, self.facts = corpus, None
        self._slices.stop()
        if corpus is not None:
            self._slices.run(gather(corpus))
        self.refresh()
        self.counted.emit()

    def refresh(self) -> None:
        """Say everything anew under the encoding as it is."""
        facts, encoding = self.facts, self._session.data.encoding
        self.all_words.setEnabled(facts is not None)
        self.train.show_facts(facts and facts.train)
        self.test.show_facts(facts and facts.test)
        self.curve.show_facts(facts, encoding.max_features)
        if facts is None:
            for label in (self.validation, self.cut, self.covered):
                label.setText("")
            return
        self.histogram.show_lengths(facts.lengths, encoding.maxlen)
        self.validation.setText(validation_words(facts, self._session.training.settings))
        self.cut.setText(cut_words(facts, encoding))
        self.covered.setText(coverage_words(facts, encoding))

    def _on_facts(self, facts: CorpusFacts) -> None:
        self.facts = facts
        self.refresh()
        self.counted.emit()

    def _on_all_words(self) -> None:
        self.wordsWanted.emit(1)


def _sentence() -> QLabel:
    label = QLabel()
    label.setProperty("role", "secondary")
    label.setWordWrap(True)
    label.setMinimumHeight(32)
    return label


def _card(
    title: str, parts: list[QWidget], sentence: QLabel, button: QPushButton | None = None
) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 10, 16, 12)
    column.setSpacing(6)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    heading.setMinimumHeight(24)  # as high as a button beside it
    head = QHBoxLayout()
    head.setSpacing(0)
    head.addWidget(heading, 1)
    if button is not None:
        head.addWidget(button)
    column.addLayout(head)
    for part in parts:
        column.addWidget(part)
    if len(parts) > 1:
        column.addStretch(1)
    column.addWidget(sentence)
    return card
