"""What the Runs page says of a run."""

from explorer.session.runs.runs_desk import RunsDesk
from explorer.stack.spec import StackSpec
from explorer.training.runs.run_list import RunSummary
from explorer.ui.shell.chip_words import ARROW, layer_words
from explorer.ui.train.run.clock import clock


def stack_line(stack: StackSpec) -> str:
    """Embedding 32 → LSTM 32 → Dense 1."""
    return ARROW.join(layer_words(layer) for layer in stack.active) or "Empty stack"


def accuracy_words(run: RunSummary) -> str:
    """88.3%, or a dash without validation."""
    return "–" if run.best_accuracy is None else f"{run.best_accuracy:.1%}"


def epochs_words(run: RunSummary) -> str:
    """3/10: finished of planned."""
    return f"{len(run.history)}/{max(run.plan.settings.epochs, len(run.history))}"


def state_words(run: RunSummary) -> str:
    """What sets it apart from a finished run, in a word."""
    if RunsDesk.bundled(run):
        return "bundled"
    if run.writing:
        return "training"
    if not run.history:
        return "no epoch"
    return ""


def moment_words(run: RunSummary) -> str:
    """When it began, how far it came, how long that took."""
    began = "" if run.started is None else f"{run.started.astimezone():%d %b %Y, %H:%M} · "
    epochs = len(run.history)
    far = "no finished epoch" if not epochs else f"{epochs} epoch{'s' if epochs > 1 else ''}"
    return f"{began}{far} in {clock(run.seconds)}" if epochs else f"{began}{far}"


def searched_text(run: RunSummary) -> str:
    """All that a search looks at, in lower case."""
    parts = (
        run.title,
        run.plan.stack.title,
        stack_line(run.plan.stack),
        run.data_title,
        run.label.notes,
        *run.label.tags,
        state_words(run),
    )
    return "\n".join(parts).lower()
