"""What is asked of a run, as all the processes that train it know it."""

from dataclasses import dataclass

import numpy as np

from explorer.training.control import Control
from explorer.training.events import EpochRecord
from explorer.training.machine.processes import Processes


@dataclass(frozen=True)
class Asked:
    """What is to be done: end, or train so many epochs more than planned."""

    stop: bool
    extra_epochs: int


class Agreement:
    """Somebody may ask one process alone, and none may end while others wait for its share.

    They tell each other along with the figures of every batch, which costs nothing, and once more
    at the end of an epoch. A single process is asked at any time.
    """

    def __init__(self, control: Control, processes: Processes) -> None:
        self._control = control
        self._processes = processes
        self._told = np.zeros(2)

    def add(self, figures: np.ndarray) -> np.ndarray:
        """Return the sum of all processes' figures of a batch."""
        if self._processes.alone:
            return figures
        own = np.array(self._control.take())
        total = self._processes.add(np.concatenate([figures, own]))
        self._told += total[-2:]
        return total[:-2]

    def asked_after(self, event: object) -> Asked:
        """Return what has been asked since the last call. All come here with every event of a
        batch or an epoch's end; they need not validate in step.
        """
        if self._processes.alone or isinstance(event, EpochRecord):
            self._told += self._processes.add(np.array(self._control.take()))
        (stop, extra), self._told = self._told, np.zeros(2)
        return Asked(bool(stop), int(extra))
