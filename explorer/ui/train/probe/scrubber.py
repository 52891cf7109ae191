"""The epochs of the run as places on a slider: back, play, on, and live again."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.session.session import Session
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.slider import Slider
from explorer.ui.theme.icons import icon
from explorer.ui.theme.stylesheet import set_role

MOST_STOPS = 24  # more dots than that are a line
NUMBER_WIDTH = 28


class Scrubber(QWidget):
    """Moves the time machine and follows it. Hidden while the run has kept no epoch."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine, self._run = session.time_machine, session.run_in_view
        self.back = IconButton("first", "Epoch before", small=True)
        self.play = IconButton("play", "Play the epochs", small=True)
        self.forward = IconButton("last", "Epoch after", small=True)
        self.caption = QLabel("Epoch")
        self.caption.setProperty("role", "secondary")
        self.slider = Slider(name="Epoch")
        self.number = QLabel()
        self.number.setProperty("role", "mono")
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.live = QPushButton("Follow live")
        self.live.setIcon(icon("pin", None, 14))
        self.live.setIconSize(QSize(14, 14))
        self.live.setCheckable(True)
        self.live.setToolTip("Show the newest weights while they change")
        set_role(self.live, "small")
        self._lay_out()
        self.back.clicked.connect(self._step_back)
        self.forward.clicked.connect(self._step_on)
        self.play.clicked.connect(self._machine.toggle)
        self.live.clicked.connect(self._follow_live)
        self.slider.valueChanged.connect(self._scrub)
        self.slider.actionTriggered.connect(self._take_over)
        self._machine.changed.connect(self.follow)
        self._run.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show which epoch is in view, and which there are."""
        machine, story = self._machine, self._run.story
        self.setVisible(bool(machine.stops))
        if not machine.stops:
            return
        place, newest = machine.place, machine.newest
        last = max(story.planned, newest) if self._run.growing else newest
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.set_stops(tuple(range(last + 1)) if last < MOST_STOPS else (), story.best_epoch)
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        self.number.setText(str(place))
        best = ", the best" if place == story.best_epoch else ""
        said = f"epoch {place} of {last}{best}" if place else "before the first epoch"
        self.slider.setAccessibleDescription(said)
        self.slider.setToolTip(f"Now: {said}")
        self.back.setEnabled(place > 0)
        self.forward.setEnabled(place < newest)
        playing = machine.playing
        self.play.set_icon("pause" if playing else "play")
        self.play.set_name("Pause" if playing else "Play the epochs")
        self.live.setVisible(self._run.growing)
        self.live.setChecked(machine.live)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.back, self.play, self.forward):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.caption)
        row.addSpacing(4)
        self.slider.setFixedWidth(136)
        row.addWidget(self.slider)
        row.addWidget(self.number)
        row.addWidget(self.live)

    def _step_back(self) -> None:
        self._machine.pause()
        self._machine.step(-1)

    def _step_on(self) -> None:
        self._machine.pause()
        self._machine.step(1)

    def _take_over(self) -> None:
        """The user moves the slider: it plays no more."""
        self._machine.pause()

    def _scrub(self, epoch: int) -> None:
        self._machine.go(epoch)
        if self.slider.value() != self._machine.place:
            self.follow()  # epochs that are still to come cannot be shown

    def _follow_live(self) -> None:
        self._machine.follow_live()
        self.follow()
