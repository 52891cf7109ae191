"""The forms in which a run can be given away: files for Keras, code, figures, a smaller copy."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

from explorer.problem import UserProblem
from explorer.stack.code import Fit, keras_code, pytorch_code
from explorer.stack.rules import InputSpec
from explorer.stack.spec import StackSpec
from explorer.training.curve import COLUMNS
from explorer.training.events import EpochRecord
from explorer.training.runs.bundle import bundle_run
from explorer.training.runs.saved_run import SavedRun
from explorer.training.settings import TrainingSettings
from explorer.whole_file import draft_or_problem, write_whole

Code = Callable[[StackSpec, InputSpec, Fit], str]


@dataclass(frozen=True)
class Form:
    """One form.

    suffix: of the file that is written, "" for a folder. epochs: of how many the weights are kept.
    write: writes a run's epochs to a path. code: what writes any stack as a script, in such a form.
    """

    name: str
    title: str
    suffix: str
    epochs: Literal["none", "one", "several"]
    write: Callable[[SavedRun, tuple[int, ...], Path], None]
    code: Code | None = None


def code_inputs(run: SavedRun) -> tuple[StackSpec, InputSpec, Fit]:
    """Return what code of a run is made from: its stack, what it reads, how it is fitted."""
    encoding, settings = run.encoding, run.settings
    reads = InputSpec(
        maxlen=encoding.maxlen,
        max_features=encoding.max_features,
        padding=encoding.padding,
        truncating=encoding.truncating,
    )
    return run.stack, reads, fit_of(settings)


def fit_of(settings: TrainingSettings) -> Fit:
    """Return how a script trains by these settings."""
    return Fit(**{field.name: getattr(settings, field.name) for field in fields(Fit)})


def export_run(run: SavedRun, epochs: tuple[int, ...], form: Form, out: Path) -> None:
    """Write `run` to `out` in a form. Raises UserProblem if it cannot be written or loaded.

    epochs: one or several where the form keeps weights; the others write the same for any.
    """
    try:
        form.write(run, epochs, out)
    except OSError as error:
        raise UserProblem(f"{out} cannot be written: {error.strerror or error}.") from error


def _keras(run: SavedRun, epochs: tuple[int, ...], out: Path) -> None:
    from explorer.network.keras_file import save_keras  # noqa: PLC0415 (h5py: only Keras needs it)

    (epoch,) = epochs
    save_keras(out, run.network(epoch))


def _keras_weights(run: SavedRun, epochs: tuple[int, ...], out: Path) -> None:
    from explorer.network.keras_file import save_keras_weights  # noqa: PLC0415

    (epoch,) = epochs
    save_keras_weights(out, run.network(epoch))


def _history(run: SavedRun, _epochs: tuple[int, ...], out: Path) -> None:
    names = [field.name for field in fields(EpochRecord)]
    _write_table(out, names, map(astuple, run.history))


def _curve(run: SavedRun, _epochs: tuple[int, ...], out: Path) -> None:
    if not len(run.curve):
        raise UserProblem(
            f"{run.path} holds the figures of its epochs alone: it was trained before those within "
            "them were kept, or their file is damaged."
        )
    _write_table(out, COLUMNS, run.curve.tolist())


def _write_table(out: Path, names: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with draft_or_problem(out) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows(rows)


def _bundle(run: SavedRun, epochs: tuple[int, ...], out: Path) -> None:
    bundle_run(run, out, epochs)


def _code_form(name: str, title: str, code: Code) -> Form:
    def write(run: SavedRun, _epochs: tuple[int, ...], out: Path) -> None:
        write_whole(out, code(*code_inputs(run)))

    return Form(name, title, ".py", "none", write, code)


FORMS = {
    form.name: form
    for form in (
        Form("keras", "Keras model", ".keras", "one", _keras),
        Form("keras-weights", "Keras weights", ".weights.h5", "one", _keras_weights),
        _code_form("keras-code", "Keras code", keras_code),
        _code_form("pytorch-code", "PyTorch code", pytorch_code),
        Form("history", "Figures of every epoch", ".csv", "none", _history),
        Form("curve", "Figures within the epochs", ".csv", "none", _curve),
        Form("bundle", "Small copy in half precision", "", "several", _bundle),
    )
}
"""The forms by name."""
