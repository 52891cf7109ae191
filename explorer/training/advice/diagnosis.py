"""What goes wrong in a run, in words, and what only looks wrong: from its figures alone."""

from collections.abc import Callable, Iterator, Sequence

from explorer.training.advice.guessing import GUESSING
from explorer.training.advice.overfitting import overfits_from
from explorer.training.events import Diagnosis, EpochRecord

TINY_GRADIENT, LARGE_GRADIENT = 1e-3, 10.0

History = Sequence[EpochRecord]


def diagnose(history: History) -> tuple[Diagnosis, ...]:
    """Return what the figures of these epochs say, the gravest first; nothing for a healthy run."""
    if not history:
        return ()
    found = [look(history) for look in LOOKS]
    return tuple(diagnosis for diagnosis in found if diagnosis is not None)


class NewDiagnoses:
    """Tells a diagnosis when it first holds, and again only if it has ceased to hold between."""

    def __init__(self, history: History = ()) -> None:
        self._holding = {diagnosis.kind for diagnosis in diagnose(history)}

    def after(self, history: History) -> Iterator[Diagnosis]:
        """Yield what is new with the last epoch of `history`."""
        found = diagnose(history)
        for diagnosis in found:
            if diagnosis.kind not in self._holding:
                yield diagnosis
        self._holding = {diagnosis.kind for diagnosis in found}


def exploding(history: History) -> Diagnosis | None:
    """The loss is worse than guessing, or has leapt, and gradients are large where they are known.

    A network that has not learnt anything says 50% and loses 0.693; to lose much more it must be
    sure and wrong, as after steps that were too long. Where it has never been better, its gates
    are shut by now, and gradients are small.
    """
    last, before = history[-1], history[:-1]
    lowest = min((record.loss for record in before), default=GUESSING)
    if last.loss < 1.5 * min(lowest, GUESSING) or last.loss < min(lowest, GUESSING) + 0.1:
        return None
    never_better = lowest >= 1.5 * GUESSING
    largest = last.largest_gradient_norm
    if largest is not None and largest < LARGE_GRADIENT and not never_better:
        return None
    norms = [r.largest_gradient_norm for r in (history if never_better else history[-1:])]
    reached = max((norm for norm in norms if norm is not None), default=None)
    norm = "" if reached is None else f", and the gradient norm reached {_short(reached)}"
    if never_better:
        what = (
            f"After {last.epoch} epochs the loss, {last.loss:.3f}, is still worse than that of "
            f"guessing, {GUESSING:.3f}{norm}"
        )
    elif before:
        what = f"The loss leapt from {lowest:.3f} to {last.loss:.3f} in epoch {last.epoch}{norm}"
    else:
        what = f"The loss, {last.loss:.3f}, is worse than that of guessing, {GUESSING:.3f}{norm}"
    return Diagnosis(
        "exploding",
        f"{what}: the steps are too long.",
        "Look at the gradient norm's peaks. Clip the gradients to a norm of 1, or divide the "
        "learning rate by ten.",
        last.epoch,
    )


def stuck(history: History) -> Diagnosis | None:
    """The loss is that of saying 50% to everything, and has not moved away from it."""
    last = history[-1]
    if not _guesses(last.loss) or history[0].loss - last.loss > 0.002:
        return None  # accuracy would mislead: of few reviews many are right by chance
    if last.val_loss is not None and not _guesses(last.val_loss):
        return None
    since = last.epoch
    for record in reversed(history):
        if not _guesses(record.loss):
            break
        since = record.epoch
    if since == last.epoch:
        return None  # one epoch of few reviews may be too short to learn anything
    norm = last.gradient_norm
    if norm is not None and norm < TINY_GRADIENT:
        cause = (
            f"The gradients almost vanish (mean norm {_short(norm)}): look at the gradient flow "
            "of a review, and at what the last timesteps read: after pads at the end nothing of "
            "the words is left. Pad in front, or switch mask_zero on."
        )
    else:
        cause = (
            "Look at P(positive) under the probe: if it stays flat, what the words wrote does not "
            "reach the end. Pad in front or switch mask_zero on, check that the embedding knows "
            "the words, and try a learning rate ten times larger or smaller."
        )
    return Diagnosis(
        "stuck",
        f"Nothing is learnt: after {last.epoch} epochs the loss is {last.loss:.3f}, and saying "
        f"50% to every review gives ln 2 = {GUESSING:.3f}. Accuracy is {last.accuracy:.0%}.",
        cause,
        since,
    )


def overfitting(history: History) -> Diagnosis | None:
    """The best epoch is some epochs ago, and training loss has fallen since."""
    best, last = overfits_from(history), history[-1]
    if best is None or best.val_loss is None or last.val_loss is None:
        return None
    return Diagnosis(
        "overfitting",
        f"Validation loss has risen since epoch {best.epoch}, from {best.val_loss:.3f} to "
        f"{last.val_loss:.3f}, while training loss fell to {last.loss:.3f}: the network learns "
        "its training reviews by heart.",
        f"Epoch {best.epoch} is kept: use that one. Dropout, fewer units or a smaller embedding "
        "put it off; a patience stops the run by itself.",
        best.epoch,
    )


def validation_ahead(history: History) -> Diagnosis | None:
    """Validation looks better than training, which in the first epochs it nearly always does."""
    last = history[-1]
    if last.val_loss is None or last.val_loss >= last.loss - 0.005:
        return None
    figures = f"Validation loss, {last.val_loss:.3f}, is below training loss, {last.loss:.3f}"
    if last.epoch <= 3:
        return Diagnosis(
            "validation_ahead",
            f"{figures}. That is no mistake: training loss is the mean over the whole epoch, while "
            "the network was still learning and with dropout on, where the stack has any; "
            "validation is measured at the epoch's end, with dropout off.",
            f"Compare it with the end of the training curve in epoch {last.epoch}, or with the "
            "next epoch.",
            last.epoch,
        )
    return Diagnosis(
        "validation_ahead",
        f"{figures}, still in epoch {last.epoch}: strong dropout does that, and so do validation "
        "reviews that are easier than the training reviews or also among them.",
        "Look at the stack's dropout rates. Where there is no dropout, look on the Data page for "
        "reviews that occur twice.",
        last.epoch,
    )


LOOKS: tuple[Callable[[History], Diagnosis | None], ...] = (
    exploding,
    stuck,
    overfitting,
    validation_ahead,
)


def _guesses(loss: float) -> bool:
    return abs(loss - GUESSING) <= 0.015


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2g}"
