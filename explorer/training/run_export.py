"""The forms in which a run can be given away: files for Keras, code, figures, a smaller copy."""

import csv
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from explorer.problem import UserProblem
from explorer.stack.code import Fit, keras_code, pytorch_code
from explorer.stack.rules import InputSpec
from explorer.stack.spec import StackSpec
from explorer.training.bundle import bundle_run
from explorer.training.events import EpochRecord
from explorer.training.saved_run import SavedRun
from explorer.whole_file import draft_or_problem

Write = Callable[[SavedRun, int, Path], None]


@dataclass(frozen=True)
class Form:
    """One form. suffix: of the file that is written, "" for a folder. weights: of one epoch."""

    name: str
    title: str
    suffix: str
    weights: bool
    write: Write


def code_inputs(run: SavedRun) -> tuple[StackSpec, InputSpec, Fit]:
    """Return what code of a run is made from: its stack, what it reads, how it is fitted."""
    encoding, settings = run.encoding, run.settings
    reads = InputSpec(
        maxlen=encoding.maxlen,
        max_features=encoding.max_features,
        padding=encoding.padding,
        truncating=encoding.truncating,
    )
    fit = Fit(
        optimiser=settings.optimiser,
        learning_rate=settings.learning_rate,
        epochs=settings.epochs,
        batch_size=settings.batch_size,
        validation_split=settings.validation_split,
    )
    return run.stack, reads, fit


def export_run(run: SavedRun, epoch: int, form: Form, out: Path) -> None:
    """Write `run` to `out` in a form. Raises UserProblem if it cannot be written or loaded."""
    try:
        form.write(run, epoch, out)
    except OSError as error:
        raise UserProblem(f"{out} cannot be written: {error.strerror or error}.") from error


def _keras(run: SavedRun, epoch: int, out: Path) -> None:
    from explorer.network.keras_file import save_keras  # noqa: PLC0415 (h5py: only Keras needs it)

    save_keras(out, run.network(epoch))


def _keras_weights(run: SavedRun, epoch: int, out: Path) -> None:
    from explorer.network.keras_file import save_keras_weights  # noqa: PLC0415

    save_keras_weights(out, run.network(epoch))


def _keras_code(run: SavedRun, _epoch: int, out: Path) -> None:
    _write_text(out, keras_code(*code_inputs(run)))


def _pytorch_code(run: SavedRun, _epoch: int, out: Path) -> None:
    _write_text(out, pytorch_code(*code_inputs(run)))


def _history(run: SavedRun, _epoch: int, out: Path) -> None:
    names = [field.name for field in fields(EpochRecord)]
    with draft_or_problem(out) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, names)
        rows.writeheader()
        rows.writerows(asdict(record) for record in run.history)


def _bundle(run: SavedRun, epoch: int, out: Path) -> None:
    bundle_run(run, out, (epoch,))


def _write_text(out: Path, text: str) -> None:
    with draft_or_problem(out) as draft:
        draft.write_text(text, "utf-8")


FORMS = (
    Form("keras", "Keras model", ".keras", True, _keras),
    Form("keras-weights", "Keras weights", ".weights.h5", True, _keras_weights),
    Form("keras-code", "Keras code", ".py", False, _keras_code),
    Form("pytorch-code", "PyTorch code", ".py", False, _pytorch_code),
    Form("history", "Figures of every epoch", ".csv", False, _history),
    Form("bundle", "Small copy in half precision", "", True, _bundle),
)
