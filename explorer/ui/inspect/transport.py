"""Under the signals: first, back, play, forward, last, a slider over time, the speed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.session.inspect.playback import SPEEDS
from explorer.session.session import Session
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.controls.slider import Slider
from explorer.ui.inspect.toolbar.place_label import PlaceLabel
from explorer.ui.theme.icons import icon

HEIGHT = 48
SPEED_NAMES = {0.5: "½×", 1.0: "1×", 2.0: "2×", 4.0: "4×"}
ENDLESS = 1 << 30  # further than any review is long


class Transport(QFrame):
    """Moves the selection's timestep and the playback, and follows both."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection, self._playback = session.selection, session.playback
        self.setProperty("role", "bottombar")
        self.setFixedHeight(HEIGHT)
        self.first = _button("first", "First timestep", "Home", -ENDLESS)
        self.back = _button("step_back", "Timestep before", "←", -1)
        self.play = QPushButton()
        self.forward = _button("step_forward", "Timestep after", "→", 1)
        self.last = _button("last", "Last timestep", "End", ENDLESS)
        self.loop = _loop_button()
        self.slider = Slider(name="Timestep")
        self.slider.setPageStep(10)
        self.speed = _speeds()
        self.place = PlaceLabel()
        self._lay_out()
        self._listen()
        self.follow()
        self._follow_playback()

    def follow(self) -> None:
        """Show where the cursor is."""
        t, last = self._selection.t, max(0, self._selection.timesteps - 1)
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setValue(t)
        self.slider.blockSignals(False)
        self.place.show_place(t, last)
        self.slider.setAccessibleDescription(self.place.text())
        for button in (self.first, self.back):
            button.setEnabled(t > 0)
        for button in (self.forward, self.last):
            button.setEnabled(t < last)
        self.play.setEnabled(last > 0)
        self.slider.setEnabled(last > 0)

    def _lay_out(self) -> None:
        self.play.setProperty("role", "primary")
        self.play.setIconSize(QSize(16, 16))
        self.play.setFixedWidth(32)
        self.play.setStyleSheet("QPushButton { padding: 0; }")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self.first, self.back, self.play, self.forward, self.last):
            # A click must not take the keys away from the signals.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.loop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.loop)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addSpacing(4)
        row.addWidget(self.slider, 1)
        row.addWidget(self.place)
        row.addSpacing(8)
        row.addWidget(self.speed)

    def _listen(self) -> None:
        for button in (self.first, self.back, self.forward, self.last):
            button.clicked.connect(self._on_move)
        self.play.clicked.connect(self._playback.toggle)
        self.loop.toggled.connect(self._on_loop)
        self.slider.valueChanged.connect(self._on_slider)
        self.speed.changed.connect(self._on_speed)
        self._selection.changed.connect(self.follow)
        self._playback.changed.connect(self._follow_playback)

    def _on_move(self) -> None:
        button = self.sender()
        by = int(button.property("by")) if button is not None else 0
        self._selection.select(t=self._selection.t + by)

    def _on_slider(self, t: int) -> None:
        self._selection.select(t=t)

    def _on_speed(self, key: str) -> None:
        if float(key) != self._playback.speed:
            self._playback.set_speed(float(key))

    def _on_loop(self, looping: bool) -> None:
        if looping != self._playback.looping:
            self._playback.set_looping(looping)

    def _follow_playback(self) -> None:
        playing = self._playback.playing
        self.play.setIcon(icon("pause" if playing else "play", "accent_ink", 16))
        name = "Pause" if playing else "Play"
        self.play.setAccessibleName(name)
        self.play.setToolTip(f"{name} (Space)")
        self.speed.set_current(str(self._playback.speed))
        self.loop.setChecked(self._playback.looping)
        stretch = self._playback.stretch
        what = "the whole review" if stretch is None else f"t {stretch[0]}–{stretch[1] - 1}"
        self.loop.set_name(f"Play {what} over and over", "L; Shift+drag or [ ] take a stretch")
        self.loop.set_color("accent" if self._playback.looping else None)


def _button(icon_name: str, name: str, keys: str, by: int) -> IconButton:
    button = IconButton(icon_name, name, small=True)
    button.set_name(name, keys)
    button.setProperty("by", by)
    return button


def _loop_button() -> IconButton:
    button = IconButton("loop", "Play over and over", small=True)
    button.setCheckable(True)
    return button


def _speeds() -> Segmented:
    options = [
        Option(str(speed), SPEED_NAMES[speed], None, f"Play at {SPEED_NAMES[speed]} speed")
        for speed in SPEEDS
    ]
    made = Segmented(options, name="Speed")
    for speed in SPEEDS:
        made.segment(str(speed)).setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
