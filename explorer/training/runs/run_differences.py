"""In what several runs differ, field by field."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from explorer.training.runs.run_list import RunSummary

Show = Callable[[RunSummary], str]


@dataclass(frozen=True)
class Difference:
    """One field, and what each run has there, in the order of the runs."""

    field: str
    values: tuple[str, ...]


def differences(runs: Sequence[RunSummary], stack_words: Show) -> tuple[Difference, ...]:
    """Return the outcome, then every field of stack, reviews, encoding and settings that differs.

    stack_words: how a stack is said in a line.
    """
    fields: dict[str, Show] = {"stack": stack_words, "reviews": lambda run: run.data_title}
    for name in asdict(runs[0].plan.encoding):
        fields[name] = _of("encoding", name)
    for name in asdict(runs[0].plan.settings):
        fields[name.replace("_", " ")] = _of("settings", name)
    settings = [Difference(name, tuple(map(show, runs))) for name, show in fields.items()]
    return (*_outcome(runs), *(row for row in settings if len(set(row.values)) > 1))


def _outcome(runs: Sequence[RunSummary]) -> tuple[Difference, ...]:
    return (
        Difference(
            "best validation accuracy",
            tuple("–" if run.best_accuracy is None else f"{run.best_accuracy:.2%}" for run in runs),
        ),
        Difference(
            "epoch with the lowest validation loss",
            tuple("–" if run.best_epoch is None else str(run.best_epoch) for run in runs),
        ),
        Difference(
            "seconds an epoch",
            tuple(f"{run.seconds / len(run.history):.1f}" if run.history else "–" for run in runs),
        ),
    )


def _of(part: str, name: str) -> Show:
    def show(run: RunSummary) -> str:
        return written(getattr(getattr(run.plan, part), name))

    return show


def written(value: object) -> str:
    """Return a field's value as people read it."""
    counted = isinstance(value, int) and not isinstance(value, bool)
    return f"{value:,}" if counted else f"{value}"
