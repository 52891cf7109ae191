"""When a run has stopped getting better on the reviews it does not learn from."""

from collections.abc import Sequence

from explorer.training.advice.guessing import GUESSING
from explorer.training.events import EpochRecord, best_record

PATIENCE = 2  # later epochs without improvement before anything is said


def best_validated(history: Sequence[EpochRecord]) -> EpochRecord | None:
    """Return the epoch with the lowest validation loss; None without validation."""
    return best_record([record for record in history if record.val_loss is not None])


def overfits_from(history: Sequence[EpochRecord]) -> EpochRecord | None:
    """Return the best epoch once two later ones have not improved on it while training loss fell.

    None as long as nothing of the kind has happened; a network that does not do better than
    guessing on its training reviews knows none of them by heart.
    """
    best = best_validated(history)
    if best is None or history[-1].epoch - best.epoch < PATIENCE:
        return None
    return best if history[-1].loss < min(best.loss, GUESSING) else None
