"""Ctrl+C, `kill` and a closed terminal ask a training to stop; the second time they end it."""

import os
import signal
from collections.abc import Generator, Iterator
from contextlib import suppress
from types import FrameType

from explorer.ending import signals_to_heed
from explorer.training.control import Control
from explorer.training.events import TrainingEvent, TrainingFinished, TrainingStarted

STOPPING = b"\nStopping after this batch; once more to leave at once.\n"


class Interrupts:
    """Turns signals into a wish that `control` hears of, while a training goes.

    Before the first batch they do what they always do: nothing has been trained that could be
    lost. speaks: whether to say that the wish has been heard.
    """

    def __init__(self, control: Control, *, speaks: bool) -> None:
        self._control = control
        self._speaks = speaks
        self._before: dict[int, object] = {}
        self._received = 0
        self._stopped = False

    @property
    def exit_code(self) -> int:
        """128 and the number of the signal that stopped the training; 0 where none did."""
        return 128 + self._received if self._stopped and self._received else 0

    def heeded(self, events: Iterator[TrainingEvent]) -> Generator[TrainingEvent]:
        """Go through a training."""
        try:
            for event in events:
                if isinstance(event, TrainingStarted):
                    self._listen()
                elif isinstance(event, TrainingFinished):
                    self._stopped = event.reason == "stopped"
                yield event
        finally:
            for number, handler in self._before.items():
                signal.signal(number, handler)  # pyright: ignore[reportArgumentType]

    def _listen(self) -> None:
        for number in signals_to_heed():
            self._before[number] = signal.signal(number, self._hear)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self._received:
            raise KeyboardInterrupt
        self._received = number
        self._control.stop()
        if self._speaks:
            with suppress(OSError):  # the terminal may have gone
                os.write(2, STOPPING)  # Python's own stream may be in the middle of a line
