"""The head of the probe card: which review, how to look at it, what one word did, which epoch."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.session.session import Session
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.train.probe.probe_button import ProbeButton
from explorer.ui.train.probe.probe_reading import Turn
from explorer.ui.train.probe.scrubber import Scrubber
from explorer.ui.train.probe.turn_label import TurnLabel
from explorer.ui.train.recipe.recipe_fields import Choice

HEIGHT = 48
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own name and value for "no limit"
ROOM_FOR_TITLE, ROOM_FOR_TURN, ROOM_FOR_ABOUT = 960, 1040, 1400
MODES = (
    Option("signals", "Signals", None, "What every unit does at every word"),
    Option("all", "All probes", None, "P(positive) of every probe, word by word"),
    Option("weights", "Weights", None, "How the weights of every gate are spread"),
)


class ProbeHead(QWidget):
    """A row of choices and texts; the texts give way first where the window is narrow."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.title = QLabel("Live probe")
        self.title.setProperty("role", "section")
        self.probe = ProbeButton(session)
        self.modes = Segmented(MODES, name="What the probe card shows")
        for mode in MODES:  # after a click Space is still the page's
            self.modes.segment(mode.key).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.about = ElidedLabel()
        self.about.setProperty("role", "secondary")
        self.turn = TurnLabel()
        self.when = QLabel()
        self.when.setProperty("role", "tag")
        self.when.hide()
        self.layers = Choice([])
        self.layers.setAccessibleName("Layer")
        self.layers.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.layers.setToolTip("The layer that is shown")
        set_role(self.layers, "small")
        self.scrubber = Scrubber(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        for widget in (self.title, self.probe, self.modes, self.layers):
            row.addWidget(widget)
        row.addWidget(self.about, 1)
        row.addStretch(1)
        for widget in (self.turn, self.when, self.scrubber):
            row.addWidget(widget)
        self._names: tuple[str, ...] = ()
        self.offer_all(False)
        self.say("", "", None, "")

    @property
    def mode(self) -> str:
        """What the card shows: "signals", "all" or "weights"."""
        return self.modes.current()

    def offer_all(self, offered: bool) -> None:
        """Several probes can be seen at once, where there are several."""
        if not offered and self.mode == "all":
            self.modes.set_current("signals")
        self.modes.set_option_visible("all", offered)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts that are told elsewhere, too, go where room is short."""
        super().resizeEvent(event)
        self.title.setVisible(self.width() >= ROOM_FOR_TITLE)
        self.turn.setVisible(self.width() >= ROOM_FOR_TURN)
        self.about.setVisible(self.width() >= ROOM_FOR_ABOUT)

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
