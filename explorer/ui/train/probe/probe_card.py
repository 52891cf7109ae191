"""The live probe: reviews under their words, or the weights, redrawn while they change."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.signals.menu import ViewMenu
from explorer.ui.signals.view import SignalsView
from explorer.ui.train.probe.probe_head import ProbeHead
from explorer.ui.train.probe.probe_hints import probe_hint
from explorer.ui.train.probe.probe_reading import ProbeReading
from explorer.ui.train.probe.probe_sight import NOTHING, sight_of
from explorer.ui.train.probe.probe_strips import ProbeStrips, Strip
from explorer.ui.train.probe.probe_words import ProbeWords
from explorer.ui.train.probe.untrained_probe import UntrainedProbe
from explorer.ui.train.weights.grid import layers_of
from explorer.ui.train.weights.view import WeightsView


class ProbeCard(QFrame):
    """Shows the newest weights of the run, the epoch that was chosen, or the untrained network.

    Three ways to look: one probe's signals, all probes' P(positive), the weights.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._session = session
        self._sight = NOTHING
        self._reading: ProbeReading | None = None
        self._shown: tuple[object, ...] = ()  # what the view's words and units stand for
        self._epochs = -1
        self._layer = ""
        self.head, self.words = ProbeHead(session), ProbeWords()
        self.view = SignalsView(compact=True)
        self.menus = ViewMenu(self.view, session.saves)
        self.weights = WeightsView()
        self.strips = ProbeStrips()
        self.untrained = UntrainedProbe(session, self)
        line = QFrame()
        line.setProperty("role", "divider")
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(2, 0, 2, 2)  # square corners inside the card's round ones
        for page in (self.words, self.view, self.weights, self.strips):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line)
        column.addLayout(self._pages, 1)
        self._listen()

    def redraw(self) -> None:
        """Show the newest there is."""
        sight = sight_of(self._session, self.untrained.moment)
        if sight.waits and self._sight.readings:
            return  # what was there stays until the epoch has been read
        self._sight = sight
        {"signals": self._show_signals, "all": self._show_all, "weights": self._show_weights}[
            self.head.mode
        ]()
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: now it is worth the time."""
        super().showEvent(event)
        self._want()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._want()

    # Following --------------------------------------------------------------------------------

    def _listen(self) -> None:
        session = self._session
        session.training.stateChanged.connect(self._refresh)
        session.probes.changed.connect(self._follow_probes)
        session.training.settingsChanged.connect(self._refresh)
        session.edits.reportChanged.connect(self._refresh)
        session.time_machine.changed.connect(self._refresh)
        session.time_machine.arrived.connect(self._refresh)
        session.run_in_view.changed.connect(self._refresh)
        self.untrained.changed.connect(self._refresh)
        self.view.cursorMoved.connect(self._say)
        self.view.badgeClicked.connect(self._inspect)
        self.head.layers.chosen.connect(self._choose_layer)
        self.head.modes.changed.connect(self._change_mode)
        self.strips.chosen.connect(self._look_at)

    def _refresh(self) -> None:
        if self.isVisible():
            self.redraw()

    def _follow_probes(self) -> None:
        self.head.offer_all(len(self._session.probes.reviews) > 1)
        self._want()
        self._refresh()

    def _change_mode(self) -> None:
        self._want()
        self._refresh()

    def _want(self) -> None:
        """Ask the run, the time machine and the untrained network for what is in sight."""
        probes, mode = self._session.probes, self.head.mode
        shown = (probes.shown,) if probes.shown else ()
        seen = {"signals": shown, "all": probes.reviews, "weights": ()}[mode]
        weights = mode == "weights"
        if not self.isVisible():
            seen, weights = (), False
        self._session.training.watched.want(seen, weights=weights)
        self._session.time_machine.want(seen, weights=weights)
        self.untrained.want(seen, weights=weights)

    # Showing ----------------------------------------------------------------------------------

    def _show_signals(self) -> None:
        found = self._sight.of(self._session.probes.shown)
        if found is None or not found[1].layers:
            self._show_words()
            return
        known = self._reading
        reading = known if known and known.trace is found[1] else ProbeReading(*found)
        if reading is not known or self._pages.currentWidget() is not self.view:
            self._show_reading(reading)

    def _show_reading(self, reading: ProbeReading) -> None:
        of_layer = reading.of_layer(self._layer)
        if of_layer is None:
            self._show_words()
            return
        layer, signals = of_layer.layer.name, of_layer.signals
        epochs = len(self._session.run_in_view.story.history)
        shown = (of_layer.words, layer, tuple((k, v.shape) for k, v in signals.items()))
        if shown != self._shown:
            words_differ = self._shown[:1] != shown[:1]
            self.view.set_trace(
                of_layer.words, of_layer.probability, signals, reading.order(layer),
                of_layer.known, backwards=of_layer.layer.backwards,
            )  # fmt: skip
            if words_differ:
                self.view.set_cursor(None)
        else:
            self.view.update_values(of_layer.probability, signals)
            if epochs != self._epochs:  # between epochs only: rows that jump cannot be followed
                self.view.set_order(reading.order(layer))
        self._shown, self._epochs, self._reading = shown, epochs, reading
        self.head.offer_layers(reading.layer_names, layer)
        self._pages.setCurrentWidget(self.view)

    def _show_words(self) -> None:
        self._reading, self._shown = None, ()
        self.words.say(self._session.probes.shown, probe_hint(self._session))
        self.head.offer_layers((), "")
        self._pages.setCurrentWidget(self.words)

    def _show_all(self) -> None:
        found = [(review, self._sight.of(review)) for review in self._session.probes.reviews]
        strips = [Strip(review, ProbeReading(*reading)) for review, reading in found if reading]
        self.strips.show_strips(strips, self._session.probes.shown)
        self.head.offer_layers((), "")
        self._pages.setCurrentWidget(self.strips)

    def _show_weights(self) -> None:
        names = layers_of(self._sight.weights)
        layer = self._layer if self._layer in names else self._recurrent(names)
        self.weights.show_weights(self._sight.weights, layer)
        self.head.offer_layers(names, layer)
        self._pages.setCurrentWidget(self.weights)

    def _recurrent(self, names: tuple[str, ...]) -> str:
        """The last recurrent layer, else the first layer."""
        found = [
            h.tensor.partition("/")[0]
            for h in self._sight.weights
            if h.tensor.endswith("/recurrent_kernel")
        ]
        return found[-1] if found else names[0] if names else ""

    def _say(self) -> None:
        sight, reading = self._sight, self._reading
        if self.head.mode != "signals" or reading is None:
            self.head.say("", sight.when, None, "")
            return
        t = self.view.cursor_timestep()
        of_layer = reading.of_layer(self._layer)
        turn = reading.turn(t, of_layer) if t is not None and of_layer else None
        if t is None and sight.trained:  # random weights turn nothing
            turn = reading.largest_turn()
        lead = "largest turn: " if t is None else ""
        sorted_by = reading.layer(self._layer).output_weight is not None
        about = "units sorted by output weight" if sorted_by else "units in the layer's order"
        self.head.say(about, sight.when, turn, lead)

    # What the user does -----------------------------------------------------------------------

    def _choose_layer(self, name: str) -> None:
        self._layer = name
        self._reading = None
        self.redraw()

    def _look_at(self, key: str) -> None:
        """A strip was clicked: its signals."""
        for review in self._session.probes.reviews:
            if review.key == key:
                self._session.probes.show(review)
        self.head.modes.set_current("signals")

    def _inspect(self) -> None:
        """Look at the same review, layer and word on the Inspect page."""
        session = self._session
        if session.probes.shown is None or not session.run_in_view.story.history:
            session.notice.emit("Inspect opens this run once its first epoch has finished.")
            return
        session.selection.select(layer=self._layer or None)
        session.inspection.open_review(session.probes.shown, self.view.cursor_timestep())
        session.go("inspect")
