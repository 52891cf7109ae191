"""The recipe: what is trained on, how, and what is watched meanwhile."""

import os
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.session.session import Session
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.number_box import FloatBox
from explorer.ui.train.ghost_choice import GhostChoice
from explorer.ui.train.recipe_fields import Choice, RateBox, RecipeRow, whole_number
from explorer.ui.train.recipe_link import RecipeLink

WIDTH = 264
LOCKED = "Locked while a run is under way. Stop the run, then change it."
METHODS: list[tuple[object, str]] = [("rmsprop", "RMSprop"), ("adam", "Adam"), ("sgd", "SGD")]


class RecipePanel(QFrame):
    """Edits the session's settings and encoding, and follows them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(WIDTH)
        self._session = session
        self._make_fields()
        self._rows: list[RecipeRow] = []
        self._lay_out()
        self._listen()
        self._show_source()
        self._show_lock()
        self._rows[0].label.setFixedWidth(56)  # the title of a corpus is long

    def commit(self) -> None:
        """Take over what is typed but not yet confirmed."""
        for row in self._rows:
            if isinstance(row.field, QAbstractSpinBox):
                row.field.interpretText()

    # Building ---------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.source = ElidedLabel()
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.change_source = QPushButton("Change")
        self.change_source.setProperty("role", "link")
        self.change_source.setAccessibleName("Change the reviews")
        self.change_source.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.vocabulary = whole_number(5, 200_000, 1000)
        self.max_length = whole_number(1, 5000, 50)
        self.limit = whole_number(0, 1_000_000, 500, zero="all")
        self.validation_split = FloatBox(0.0, 0.9, 0.2, 0.05)
        self.method = Choice(METHODS)
        self.learning_rate = RateBox(1e-7, 10.0, 0.001, places=1)
        self.loss = QLabel("BCE")
        self.epochs = whole_number(1, 1000)
        self.batch_size = whole_number(1, 4096, 16)
        self.seed = whole_number(0, 2**31 - 1)
        self.probe_every = whole_number(0, 1000, 5, suffix=" batches", zero="off")
        self.threads = whole_number(0, os.cpu_count() or 1, zero="auto")
        self.ghosts = GhostChoice(self._session)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        title = QLabel("Recipe")
        title.setProperty("role", "section")
        self.lock_tag = QLabel("locked while running")
        self.lock_tag.setProperty("role", "tag")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.lock_tag)
        column.addLayout(head)
        fields = QWidget()
        fields.setProperty("role", "scrolled")
        inner = QVBoxLayout(fields)
        inner.setContentsMargins(16, 0, 16, 16)
        inner.setSpacing(4)
        for title_text, rows in self._groups():
            self._add_group(inner, title_text, rows)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(fields)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)

    def _add_group(self, column: QVBoxLayout, title: str, rows: Iterable[RecipeRow]) -> None:
        label = QLabel(title)
        label.setProperty("role", "group")
        if column.count():
            column.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        if title == "Data":
            head.addWidget(self.change_source)
        column.addLayout(head)
        for row in rows:
            self._rows.append(row)
            column.addWidget(row)

    def _groups(self) -> list[tuple[str, list[RecipeRow]]]:
        return [
            ("Data", [
                RecipeRow("Reviews", self.source, "What the network learns from."),
                RecipeRow("Vocabulary", self.vocabulary,
                          "max_features: rarer words all become one unknown word."),
                RecipeRow("Max length", self.max_length,
                          "maxlen: timesteps of every review; longer ones lose their start."),
                RecipeRow("Use at most", self.limit,
                          "Only so many of the training reviews, for a quick try."),
                RecipeRow("Validation split", self.validation_split,
                          "The share of the training reviews kept back to check every epoch."),
            ]),
            ("Optimiser", [
                RecipeRow("Method", self.method, "How a gradient becomes a change of weights."),
                RecipeRow("Learning rate", self.learning_rate,
                          "How far each batch moves the weights."),
                RecipeRow("Loss", self.loss,
                          "Binary cross-entropy: the only loss for a verdict of yes or no."),
            ]),
            ("Schedule", [
                RecipeRow("Epochs", self.epochs, "Passes over the training reviews."),
                RecipeRow("Batch size", self.batch_size, "Reviews behind each change of weights."),
                RecipeRow("Seed", self.seed, "The same seed repeats the same run."),
            ]),
            ("While training", [
                RecipeRow("Probe every", self.probe_every,
                          "How often the probe review is read again and its signals redrawn."),
                RecipeRow("Threads", self.threads,
                          "Cores for the arithmetic. Auto leaves one to the window."),
            ]),
            ("Ghost runs", [
                RecipeRow("", self.ghosts, "Earlier runs, dashed behind the curves.", locks=False),
            ]),
        ]  # fmt: skip

    # Following --------------------------------------------------------------------------------

    def _listen(self) -> None:
        session = self._session
        session.training.stateChanged.connect(self._show_lock)
        session.data.changed.connect(self._show_source)
        session.data.progressed.connect(self._show_source)
        self.change_source.clicked.connect(self._go_to_data)
        self._link()

    def _link(self) -> None:
        training, data = self._session.training, self._session.data
        for name, field in (
            ("limit", self.limit),
            ("validation_split", self.validation_split),
            ("optimiser", self.method),
            ("learning_rate", self.learning_rate),
            ("epochs", self.epochs),
            ("batch_size", self.batch_size),
            ("seed", self.seed),
            ("probe_every", self.probe_every),
            ("threads", self.threads),
        ):
            RecipeLink(
                field, name, lambda: training.settings, training.set, training.settingsChanged
            )
        for name, field in (("max_features", self.vocabulary), ("maxlen", self.max_length)):
            RecipeLink(field, name, lambda: data.encoding, data.set_encoding, data.encodingChanged)

    def _go_to_data(self) -> None:
        self._session.go("data")

    def _show_source(self) -> None:
        data = self._session.data
        if data.state == "loading":
            share = data.progress.done / data.progress.total if data.progress else 0.0
            self.source.setText(f"reading… {share:.0%}" if share else "reading…")
        elif data.corpus is not None:
            self.source.setText(data.corpus.title)
        else:
            self.source.setText("none yet")

    def _show_lock(self) -> None:
        busy = self._session.training.busy
        self.lock_tag.setVisible(busy)
        for row in self._rows:
            row.lock(LOCKED if busy else "")
