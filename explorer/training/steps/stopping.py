"""Stopping early: when the validation loss has stopped falling."""

from collections.abc import Sequence

from explorer.training.events import EpochRecord


class EarlyStop:
    """Keras's EarlyStopping on the validation loss, with `patience` epochs (0: never).

    A run that is continued after it had already waited that long waits anew from there.
    """

    def __init__(self, patience: int, history: Sequence[EpochRecord] = ()) -> None:
        self._patience = patience
        self._lowest = float("inf")
        self._waited = 0
        for record in history:
            if self.ends_after(record):
                self._waited = 0

    def ends_after(self, record: EpochRecord) -> bool:
        """Whether training is to end after this epoch."""
        if self._patience == 0 or record.val_loss is None:
            return False
        if record.val_loss < self._lowest:
            self._lowest, self._waited = record.val_loss, 0
        else:
            self._waited += 1
        return self._waited >= self._patience
