"""What may be asked of a run while it trains, from any thread."""

import threading
from collections.abc import Callable, Iterable, Sequence

import numpy as np


class Control:
    """The loop looks at it after every batch."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._extra_epochs = 0
        self._probes: tuple[np.ndarray, ...] = ()
        self._weights = False
        self._share: float | None = None
        # Both are set by the run, while there is one.
        self.on_pause: Callable[[], None] | None = None
        self.on_look: Callable[[], Iterable[object]] | None = None

    def stop(self) -> None:
        """Ask for an end after the batch under way."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether an end has been asked for."""
        return self._stopped

    def one_more_epoch(self) -> None:
        """Ask for one epoch more than planned; once the run has ended, continue it instead."""
        with self._lock:
            self._extra_epochs += 1

    def still_paused(self) -> Iterable[object]:
        """Tell whoever follows the run that it is held up on purpose, and lives.

        Returns what is to be watched by now and has not been seen yet. To be called every few
        seconds by who holds the run up, on the thread that pumps it.
        """
        if self.on_pause is not None:
            self.on_pause()
        return () if self.on_look is None else self.on_look()

    def take(self) -> tuple[bool, int]:
        """Return whether an end has been asked for, and how many epochs since the last call."""
        with self._lock:
            extra, self._extra_epochs = self._extra_epochs, 0
        return self._stopped, extra

    def watch(
        self,
        probes: Sequence[np.ndarray] = (),
        *,
        weights: bool = False,
        share: float | None = None,
    ) -> None:
        """Watch these reviews, token ids (T,) each, from the next batch on; none: spare the time.

        weights: also count the weights' histograms. Both every `settings.probe_every` batches.
        share: of the run's time that watching may take, and 30 times a second at most: batches are
        passed over until it is paid for. None: whatever it costs.
        """
        with self._lock:
            self._probes, self._weights, self._share = tuple(probes), weights, share

    @property
    def watched(self) -> tuple[tuple[np.ndarray, ...], bool]:
        """The probes, and whether the weights are watched."""
        with self._lock:
            return self._probes, self._weights

    @property
    def share(self) -> float | None:
        """The share of the time that watching may take."""
        return self._share
