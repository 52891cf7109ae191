"""What the three chips of the top bar say about the stack, the reviews and the run."""

from dataclasses import dataclass

from explorer.session.data.data_desk import DataDesk
from explorer.session.stack_edits import StackEdits
from explorer.session.train.training_desk import TrainingDesk
from explorer.stack.spec import LayerSpec
from explorer.training.events import best_record, last_epoch
from explorer.ui.controls.numbers import count

ARROW = " → "
MOST_LAYERS = 4  # more are shortened in the middle
# The one option that tells layers of a kind apart, whichever of these a kind has.
SIZES = ("units", "output_dim", "filters", "rate", "pool_size")


@dataclass(frozen=True)
class ChipWords:
    """A chip's strong and quiet part, and the tooltip that holds both in full."""

    strong: str
    quiet: str = ""
    full: str = ""


@dataclass(frozen=True)
class RunState:
    """What the run chip shows: its words and its ring (0…1 of the whole run, None: no ring)."""

    words: ChipWords
    ring: float | None
    done: bool = False
    active: bool = False


def layer_words(layer: LayerSpec) -> str:
    """Return "LSTM 32", "Dropout 0.2", "Bidirectional LSTM 32", "Flatten"."""
    inner = getattr(layer, "layer", None)
    if isinstance(inner, LayerSpec):
        return f"{layer.kind} {layer_words(inner)}"
    for option in SIZES:
        size = getattr(layer, option, None)
        if size is not None:
            return f"{layer.kind} {size:g}"
    return layer.kind


def stack_words(edits: StackEdits) -> ChipWords:
    """The stack in a line, and its parameters or what is wrong with it."""
    names = [layer_words(layer) for layer in edits.stack.active]
    nothing = "Every layer is off" if edits.stack.layers else "Empty stack"
    line = ARROW.join(names) or nothing
    short = line
    if len(names) > MOST_LAYERS:
        short = ARROW.join([*names[:2], "…", names[-1]])
    errors = sum(problem.severity == "error" for problem in edits.report.problems)
    quiet = f"{count(edits.report.parameters)} params"
    if errors:
        quiet = "1 problem" if errors == 1 else f"{errors} problems"
    return ChipWords(short, f"· {quiet}", f"{line} · {quiet}. Open Build")


def data_words(data: DataDesk) -> ChipWords:
    """The corpus with its sizes, or how far loading has come."""
    if data.state == "loading":
        progress = data.progress
        share = progress.done / max(1, progress.total) if progress else 0.0
        stage = progress.stage if progress else "opening"
        return ChipWords(
            "Reviews", f"· {stage} {share:.0%}", "The reviews are being read. Open Data"
        )
    if data.corpus is None:
        strong = "Reviews not loaded" if data.state == "failed" else "No reviews"
        return ChipWords(strong, "", data.problem or "Choose the reviews. Open Data")
    sizes = f"{count(len(data.corpus.train))} / {count(len(data.corpus.test))}"
    full = f"{data.corpus.title}: {sizes} reviews for training / test. Open Data"
    return ChipWords(data.corpus.title, f"· {sizes}", full)


def run_state(training: TrainingDesk) -> RunState:
    """The run as words and a ring."""
    state = training.state
    if state == "idle":
        words = ChipWords("No run yet", "", "Nothing has been trained in this window. Open Train")
        return RunState(words, None)
    if training.started is None:
        strong = {"failed": "Run failed", "stopped": "Run stopped"}.get(state, "Starting…")
        return RunState(
            ChipWords(strong, "", training.problem or "Open Train"), 0.0, active=training.busy
        )
    epochs, over = training.started.epochs, last_epoch(training.history)
    current = min(over + 1, epochs) if training.busy else over
    strong = {
        "paused": f"Paused {current}/{epochs}",
        "stopping": f"Stopping {current}/{epochs}",
        "stopped": f"Stopped {over}/{epochs}",
        "failed": f"Failed {over}/{epochs}",
    }.get(state, f"Epoch {current}/{epochs}")
    quiet = _outcome(training)
    words = ChipWords(strong, quiet, f"{training.problem or f'{strong} {quiet}'}. Open Train")
    return RunState(words, _share(training), done=state == "finished", active=training.busy)


def _outcome(training: TrainingDesk) -> str:
    """Validation accuracy so far; the best epoch once the run is over."""
    if not training.history:
        return ""
    best = best_record(training.history)
    if not training.busy and best is not None:
        return f"· best {best.epoch}"
    accuracy = training.history[-1].val_accuracy
    return "" if accuracy is None else f"· val {accuracy:.1%}"


def _share(training: TrainingDesk) -> float:
    if training.state == "finished" or training.started is None:
        return 1.0
    over, part = last_epoch(training.history), 0.0
    batch = training.batch
    if batch is not None and batch.epoch > over:
        # The first batch of an epoch can be told before the end of the epoch before it.
        over, part = batch.epoch - 1, batch.batch / batch.batches
    return min(1.0, (over + part) / training.started.epochs)
