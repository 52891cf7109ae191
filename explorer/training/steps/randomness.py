"""The random numbers of one run, kept apart from everybody else's."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


class OwnRandomness:
    """torch's random state for the batches of one run; outside them it is as others left it.

    Dropout draws from torch's one generator, and other work may go on between two batches. Where
    an epoch starts depends on (seed, epoch) alone: an epoch can be repeated by itself.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device if device.type == "cuda" else None
        self._own: tuple[torch.Tensor, ...] = ()

    def begin(self, seed: int, epoch: int) -> None:
        """Go to the start of an epoch."""
        others = self._take()
        torch.manual_seed(seed * 1_000_003 + epoch)
        self._own = self._take()
        self._put(others)

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Inside, torch draws this run's numbers."""
        others = self._take()
        self._put(self._own)
        try:
            yield
        finally:
            self._own = self._take()
            self._put(others)

    def _take(self) -> tuple[torch.Tensor, ...]:
        if self._device is None:
            return (torch.get_rng_state(),)
        return torch.get_rng_state(), torch.cuda.get_rng_state(self._device)

    def _put(self, state: tuple[torch.Tensor, ...]) -> None:
        torch.set_rng_state(state[0])
        if self._device is not None:
            torch.cuda.set_rng_state(state[1], self._device)
