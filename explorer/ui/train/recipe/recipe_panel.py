"""The recipe: what is trained on, how, where, and what is watched meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

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

from explorer.reviews.encoding import Encoding
from explorer.session.session import Session
from explorer.stack.kinds import EmbeddingSpec
from explorer.training.settings import TrainingSettings
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.number_box import FloatBox, IntBox
from explorer.ui.train.curves.ghost_choice import GhostChoice
from explorer.ui.train.recipe.recipe_fields import Field, RecipeRow
from explorer.ui.train.recipe.recipe_link import RecipeLink
from explorer.ui.train.recipe.recipe_table import ENCODING, GROUPS, SETTINGS, FieldSpec

WIDTH = 264
LOCKED = "Locked while a run is under way. Stop the run, then change it."


class RecipePanel(QFrame):
    """Edits the session's settings and encoding, and follows them.

    foot: where the page puts what is to be said of the run. The fields above stay where they are.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(WIDTH)
        self._session = session
        self._rows: dict[str, RecipeRow] = {}
        self._knobs: dict[str, tuple[str, ...]] = {}
        self.source = ElidedLabel()
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.change_source = _link("Change", "Change the reviews")
        self.reset = _link("Reset to the tutorial's settings", "Reset to the tutorial's settings")
        self.ghosts = GhostChoice(session)
        self.foot = QVBoxLayout()
        self._lay_out()
        self._listen()
        self._show_source()
        self._show_lock()
        self._show_knobs()
        self._rows["source"].label.setFixedWidth(56)  # the title of a corpus is long

    def field(self, name: str) -> Field:
        """The field of a setting, by its name in TrainingSettings, Encoding or EmbeddingSpec."""
        return self._rows[name].field  # pyright: ignore[reportReturnType]

    def row(self, name: str) -> RecipeRow:
        """The row of a setting."""
        return self._rows[name]

    def commit(self) -> None:
        """Take over what is typed but not yet confirmed."""
        for row in self._rows.values():
            if isinstance(row.field, QAbstractSpinBox):
                row.field.interpretText()

    # Building ---------------------------------------------------------------------------------

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
        source = RecipeRow("Reviews", self.source, "What the network learns from.")
        for group, specs in GROUPS:
            rows = [(spec.name, self._make_row(spec)) for spec in specs]
            self._add_group(inner, group, [("source", source), *rows] if group == "Data" else rows)
        behind = RecipeRow("", self.ghosts, "Earlier runs, dashed behind the curves.", locks=False)
        self._add_group(inner, "Ghost runs", [("ghosts", behind)])
        inner.addSpacing(8)
        inner.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(fields)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        self.foot.setContentsMargins(12, 0, 12, 12)
        self.foot.setSpacing(8)
        column.addLayout(self.foot)

    def _make_row(self, spec: FieldSpec) -> RecipeRow:
        if spec.methods:
            self._knobs[spec.name] = spec.methods
        return RecipeRow(spec.label, spec.make(), spec.tip)

    def _add_group(
        self, column: QVBoxLayout, title: str, rows: Sequence[tuple[str, RecipeRow]]
    ) -> None:
        label = QLabel(title)
        label.setProperty("role", "group")
        if column.count():
            column.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        if title == "Data":
            head.addWidget(self.change_source)
        column.addLayout(head)
        for name, row in rows:
            self._rows[name] = row
            column.addWidget(row)

    # Following --------------------------------------------------------------------------------

    def _listen(self) -> None:
        session = self._session
        session.training.stateChanged.connect(self._show_lock)
        session.training.settingsChanged.connect(self._show_knobs)
        session.edits.stackChanged.connect(self._show_lock)
        session.data.changed.connect(self._show_source)
        session.data.progressed.connect(self._show_source)
        self.change_source.clicked.connect(self._go_to_data)
        self.reset.clicked.connect(self._reset)
        for _, specs in GROUPS:
            self._link(specs)

    def _link(self, specs: Iterable[FieldSpec]) -> None:
        training, data, edits = self._session.training, self._session.data, self._session.edits
        for spec in specs:
            field, name = self.field(spec.name), spec.name
            if isinstance(field, IntBox | FloatBox):
                # Queued: what is said of a change comes after the change, which ends older words.
                field.corrected.connect(self._session.notice, Qt.ConnectionType.QueuedConnection)
            if spec.owner == SETTINGS:
                read, write, changed = self._settings, training.set, training.settingsChanged
            elif spec.owner == ENCODING:
                read, write, changed = self._encoding, data.set_encoding, data.encodingChanged
            else:
                read, write, changed = self._embedding, self._set_embedding, edits.stackChanged
            RecipeLink(field, name, read, write, changed)

    def _settings(self) -> TrainingSettings:
        return self._session.training.settings

    def _encoding(self) -> Encoding:
        return self._session.data.encoding

    def _embedding(self) -> EmbeddingSpec:
        """The stack's Embedding, or a usual one where there is none."""
        found = [la for la in self._session.edits.stack.layers if isinstance(la, EmbeddingSpec)]
        return found[0] if found else EmbeddingSpec()

    def _set_embedding(self, **changes: bool) -> None:
        edits = self._session.edits
        for place, layer in enumerate(edits.stack.layers):
            if isinstance(layer, EmbeddingSpec):
                edits.replace(place, replace(layer, **changes), "Set mask_zero")
                return

    def _reset(self) -> None:
        """All of the tutorial's settings and its encoding, in one undo step."""
        training, data, usual = self._session.training, self._session.data, TrainingSettings()
        if (training.settings, data.encoding) == (usual, Encoding()):
            self._session.notice.emit("These are the tutorial's settings.")
            return
        with self._session.history.together("Reset to the tutorial's settings"):
            data.set_encoding(**asdict(Encoding()))
            training.set(**asdict(usual))

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

    def _show_knobs(self) -> None:
        """Only the knobs that the chosen method has."""
        method = self._session.training.settings.optimiser
        for name, methods in self._knobs.items():
            self._rows[name].setVisible(method in methods)

    def _show_lock(self) -> None:
        busy = self._session.training.busy
        self.lock_tag.setVisible(busy)
        self.reset.setEnabled(not busy)
        self.reset.setToolTip(LOCKED if busy else "")
        for row in self._rows.values():
            row.lock(LOCKED if busy else "")
        has_embedding = any(
            isinstance(la, EmbeddingSpec) for la in self._session.edits.stack.layers
        )
        if not busy and not has_embedding:
            self._rows["mask_zero"].lock("The stack has no Embedding that could skip pads.")


def _link(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
