"""The live probe: one review's signals under its words, redrawn while the weights change."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from explorer.analysis.trace import Trace
from explorer.reviews.encoding import EncodedText
from explorer.session.session import Session
from explorer.training.events import ProbeTraced
from explorer.ui.signals.view import SignalsView
from explorer.ui.train.probe_head import ProbeHead
from explorer.ui.train.probe_reading import ProbeReading
from explorer.ui.train.probe_words import ProbeWords
from explorer.ui.train.untrained_probe import UntrainedProbe


class ProbeCard(QFrame):
    """Shows the newest trace of the run; before any run, the network that it would start from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._session = session
        self._event: ProbeTraced | None = None
        self._reading: ProbeReading | None = None
        self._shown: tuple[object, ...] = ()  # what the view's words and units stand for
        self._epochs = -1
        self._layer = ""
        self.head, self.words = ProbeHead(session), ProbeWords()
        self.view = SignalsView(compact=True)
        self.untrained = UntrainedProbe(session, self)
        line = QFrame()
        line.setProperty("role", "divider")
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(2, 0, 2, 2)  # square corners inside the card's round ones
        self._pages.addWidget(self.words)
        self._pages.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line)
        column.addLayout(self._pages, 1)
        self._listen()

    def redraw(self) -> None:
        """Show the newest reading there is."""
        reading = self._newest()
        if reading is None and self._reading is not None and not self._session.time_machine.live:
            return  # what was there stays until the epoch has been read
        if reading is None or not reading.trace.layers:
            self._show_words()
            return
        if reading is not self._reading:
            self._show_reading(reading)
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the untrained network is worth its trace."""
        super().showEvent(event)
        self.untrained.want(True)
        self._session.time_machine.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.untrained.want(False)
        self._session.time_machine.want(False)

    # Following --------------------------------------------------------------------------------

    def _listen(self) -> None:
        training = self._session.training
        training.probeTraced.connect(self._on_trace)
        training.stateChanged.connect(self._on_state)
        training.probeChanged.connect(self.redraw)
        training.settingsChanged.connect(self.redraw)
        self._session.edits.reportChanged.connect(self.redraw)
        self._session.time_machine.changed.connect(self.redraw)
        self._session.time_machine.arrived.connect(self.redraw)
        self.untrained.changed.connect(self.redraw)
        self.view.cursorMoved.connect(self._say)
        self.view.badgeClicked.connect(self._inspect)
        self.head.layers.chosen.connect(self._choose_layer)

    def _on_trace(self, event: ProbeTraced) -> None:
        self._event = event

    def _on_state(self) -> None:
        if self._session.training.state == "starting":
            self._event = None

    def _newest(self) -> ProbeReading | None:
        """The reading of the epoch in view, of the run as it goes, or of no run at all."""
        training, machine = self._session.training, self._session.time_machine
        if not machine.live:
            moment = machine.moment
            return None if moment is None else self._reading_of(moment.text, moment.trace)
        if not self._session.run_in_view.own or training.probe_trace is None:
            return self.untrained.reading
        assert training.probe_text is not None
        return self._reading_of(training.probe_text, training.probe_trace)

    def _reading_of(self, text: EncodedText, trace: Trace) -> ProbeReading:
        known = self._reading
        return known if known and known.trace is trace else ProbeReading(text, trace)

    # Showing ----------------------------------------------------------------------------------

    def _show_reading(self, reading: ProbeReading) -> None:
        layer = reading.layer(self._layer).name
        signals = reading.signals(layer)
        epochs = len(self._session.training.history)
        shown = (reading.text.tokens, layer, tuple((k, v.shape) for k, v in signals.items()))
        if shown != self._shown:
            words_differ = self._shown[:1] != shown[:1]
            self.view.set_trace(
                reading.text.tokens, reading.probability, signals, reading.order(layer),
                reading.text.known,
            )  # fmt: skip
            if words_differ:
                self.view.set_cursor(None)
        else:
            self.view.update_values(reading.probability, signals)
            if epochs != self._epochs:  # between epochs only: rows that jump cannot be followed
                self.view.set_order(reading.order(layer))
        self._shown, self._epochs, self._reading = shown, epochs, reading
        self.head.offer_layers(reading.layer_names, layer)
        self._pages.setCurrentWidget(self.view)

    def _show_words(self) -> None:
        self._reading, self._shown = None, ()
        self.words.say(self._session.training.probe, self._hint())
        self.head.say("", "", None, "")
        self.head.offer_layers((), "")
        self._pages.setCurrentWidget(self.words)

    def _say(self) -> None:
        reading = self._reading
        if reading is None:
            return
        t = self.view.cursor_timestep()
        if t is not None:
            turn = reading.turn(t)
        else:  # random weights turn nothing
            turn = None if reading is self.untrained.reading else reading.largest_turn()
        lead = "largest turn: " if t is None else ""
        sorted_by = reading.layer(self._layer).output_weight is not None
        about = "units sorted by output weight" if sorted_by else "units in the layer's order"
        self.head.say(about, self._when(reading), turn, lead)

    def _when(self, reading: ProbeReading) -> str:
        if reading is self.untrained.reading:
            return "untrained: random weights"
        moment = self._session.time_machine.moment
        if moment is not None and reading.trace is moment.trace:
            return "" if moment.epoch else "untrained: random weights"  # the scrubber says which
        event = self._event
        return f"epoch {event.epoch}, batch {event.batch}" if event else ""

    def _hint(self) -> str:
        session, settings = self._session, self._session.training.settings
        if not session.edits.report.trainable:
            return "Once the stack has no problem any more, its network reads this review here."
        if not any(layer.group == "Recurrent" for layer in session.edits.stack.active):
            return "This stack has no recurrent layer, so there are no gates or states to watch."
        if not settings.probe_every:
            return "The probe is off: set “Probe every” in the recipe to watch it during training."
        often = "batch" if settings.probe_every == 1 else f"{settings.probe_every} batches"
        return (
            f"While training runs, this review is read again every {often}, "
            "and what every unit does at every word is drawn here."
        )

    # What the user does -----------------------------------------------------------------------

    def _choose_layer(self, name: str) -> None:
        self._layer = name
        self._reading = None
        self.redraw()

    def _inspect(self) -> None:
        """Look at the same review, layer and word on the Inspect page."""
        session = self._session
        if session.training.probe is None or not session.training.history:
            session.notice.emit("Inspect opens this run once its first epoch has finished.")
            return
        session.selection.select(layer=self._layer or None)
        session.inspection.open_review(session.training.probe, self.view.cursor_timestep())
        session.go("inspect")
