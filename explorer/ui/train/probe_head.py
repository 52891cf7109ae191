"""The head of the probe card: what is shown, what one word did, which layer, which epoch."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.session.session import Session
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.train.probe_reading import Turn
from explorer.ui.train.recipe_fields import Choice
from explorer.ui.train.scrubber import Scrubber
from explorer.ui.train.turn_label import TurnLabel

HEIGHT = 48
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own name and value for "no limit"


class ProbeHead(QWidget):
    """A row of texts, and a chooser where there is more than one recurrent layer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.scrubber = Scrubber(session)
        title = QLabel("Live probe")
        title.setProperty("role", "section")
        self.about = ElidedLabel()
        self.about.setProperty("role", "secondary")
        self.turn = TurnLabel()
        self.when = QLabel()
        self.when.setProperty("role", "tag")
        self.layers = Choice([])
        self.layers.setAccessibleName("Recurrent layer")
        self.layers.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.layers.setToolTip("The recurrent layer whose signals are shown")
        set_role(self.layers, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.about, 1)
        for widget in (self.turn, self.layers, self.when, self.scrubber):
            row.addWidget(widget)
        self._names: tuple[str, ...] = ()
        self.say("", "", None, "")

    def say(self, about: str, when: str, turn: Turn | None, lead: str) -> None:
        """Show what the view below shows."""
        if self.about.text() != about:
            self.about.setText(about)
        self._say_when(when)
        self.turn.say(turn, lead)

    def offer_layers(self, names: tuple[str, ...], shown: str) -> None:
        """Which layers there are, and which one is shown."""
        if names != self._names:
            self._names = names
            self.layers.offer([(name, name) for name in names])
        self.layers.show_value(shown)
        self.layers.setVisible(len(names) > 1)

    def _say_when(self, when: str) -> None:
        if when == self.when.text():
            return
        same_size = len(when) == len(self.when.text())
        self.when.setText(when)
        self.when.setVisible(bool(when))
        if when and not same_size:
            # A fixed size, so that the next text of this length troubles no layout.
            self.when.setMinimumSize(0, 0)
            self.when.setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)
            self.when.setFixedSize(self.when.sizeHint())
