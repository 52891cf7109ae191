"""What the table shows: split, label, length, and whether the model in view is right."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.session.session import Session
from explorer.training.steps.batches import validation_part
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.number_box import IntBox
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.data.review_filter import UNSURE, ReviewFilter

LABELS = {"positive": 1, "negative": 0}
TYPING_MS = 250
FIELD = 76
MOST_WORDS = 100_000
NO_MODEL = "Open a trained model on the Inspect page first"
WRONG_SIDE = "P(positive) on the other side of 0.5 than the label"


class LengthRange(QWidget):
    """Words from … to …; `changed` a moment after the last key."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shortest = IntBox(0, MOST_WORDS, 0, 50, name="Fewest words")
        self.longest = IntBox(0, MOST_WORDS, 0, 50, name="Most words")
        self.longest.setSpecialValueText("any")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for word, box in (("Words", self.shortest), ("to", self.longest)):
            label = QLabel(word)
            label.setProperty("role", "label")
            label.setBuddy(box)
            box.setFixedWidth(FIELD)
            box.setKeyboardTracking(True)
            box.valueChanged.connect(self._typing.start)
            row.addWidget(label)
            row.addWidget(box)

    def limits(self) -> tuple[int, int | None]:
        """Fewest and most words; None for no limit."""
        return self.shortest.value(), self.longest.value() or None


class FilterBar(QWidget):
    """Three choices; `changed` when any of them is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.split = Segmented(
            [
                ("", "All"),
                Option("train", "Training", tip="Trained on"),
                Option("validation", "Validation", tip="Kept to validate, as the recipe says"),
                ("test", "Test"),
            ],
            name="Split",
        )
        self.label = Segmented(
            [("", "All"), ("positive", "Positive"), ("negative", "Negative")], name="Label"
        )
        low, high = UNSURE
        self.verdict = Segmented(
            [
                ("", "All"),
                Option("correct", "Correct", tip="P(positive) on the label's side of 0.5"),
                Option("wrong", "Wrong", tip=WRONG_SIDE),
                Option("unsure", "Unsure", tip=f"P(positive) from {low} to {high}"),
            ],
            name="Prediction",
        )
        self.told = ElidedLabel()
        self.told.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for choice in (self.split, self.label, self.verdict):
            choice.changed.connect(self.changed)
            row.addWidget(choice)
        row.addWidget(self.told, 1)
        session.inspection.modelChanged.connect(self.tell)
        session.predictions.begun.connect(self.tell)
        self.tell()

    def validation(self) -> range:
        """Which training reviews the recipe keeps for validation, by their place."""
        corpus, settings = self._session.data.corpus, self._session.training.settings
        reviews = 0 if corpus is None else len(corpus.train)
        return validation_part(reviews, settings.validation_split, settings.limit)

    def wanted(self, text: str, limits: tuple[int, int | None]) -> ReviewFilter:
        """The filter as it is set, with a text and a range of words."""
        return ReviewFilter(
            validation=self.validation(),
            split=self.split.current(),
            label=LABELS.get(self.label.current()),
            text=text,
            verdict=self.verdict.current(),
            shortest=limits[0],
            longest=limits[1],
        )

    def tell(self) -> None:
        """Say whose predictions these are, or how far they have come."""
        model = self._session.inspection.model
        self.verdict.setEnabled(model is not None)
        self.verdict.setToolTip("" if model is not None else NO_MODEL)
        done, total = self._session.predictions.progress()
        if model is None:
            self.told.setText("")
        elif self._session.predictions.running and total:
            self.told.setText(f"Predicting… {done / total:.0%}")
        else:
            self.told.setText(f"by {model.title}, epoch {model.epoch}")
