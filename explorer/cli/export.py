"""`export`: a run in another form, as a Keras file, or a stack as code."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.cli.loading import preset_input, preset_stack
from explorer.network.build import Network
from explorer.network.keras_file import save_keras, save_keras_weights
from explorer.problem import UserProblem
from explorer.stack.code import Fit, keras_code, pytorch_code
from explorer.stack.presets import preset
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec
from explorer.training.bundle import bundle_run
from explorer.training.run_export import code_inputs
from explorer.training.run_folder import RunFolder
from explorer.whole_file import draft_or_problem

HELP = "Write a run in another form, or a run's or preset's stack as code."

WRITERS: dict[str, Callable[[StackSpec, InputSpec, Fit], str]] = {
    "keras-code": keras_code,
    "pytorch-code": pytorch_code,
}
MODELS: dict[str, Callable[[Path, Network], None]] = {
    "keras": save_keras,
    "keras-weights": save_keras_weights,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("run_path", type=Path, metavar="RUN", nargs="?", help="a run folder")
    parser.add_argument("--preset", metavar="NAME", help="instead of RUN: simple_rnn, lstm, …")
    parser.add_argument(
        "--to",
        required=True,
        choices=("keras", "keras-weights", "bundle", *WRITERS),
        help="keras: a .keras file; keras-weights: a .weights.h5 file; bundle: half precision, "
        "few epochs; the others: a script of the stack",
    )
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--epochs", metavar="1,2,5", help="which epochs (default: the best one)")
    parser.add_argument("--max-features", type=int, metavar="N", help="of a preset")
    parser.add_argument("--maxlen", type=int, metavar="T", help="of a preset")


def run(options: argparse.Namespace) -> None:
    """Write the export."""
    _check(options)
    if options.to == "bundle":
        _bundle(options)
    elif options.to in MODELS:
        _model(options)
    else:
        _code(options)


def _check(options: argparse.Namespace) -> None:
    """Raise UserProblem for arguments that do not go together."""
    if (options.run_path is None) == (options.preset is None):
        raise UserProblem("export takes either a run folder or --preset NAME.")
    if options.to not in WRITERS and options.preset is not None:
        raise UserProblem("A preset has no weights: name a run folder, or export it as code.")
    if options.to in WRITERS and options.epochs:
        raise UserProblem("--epochs goes with weights: code holds none.")
    if options.preset is None and not (options.max_features is None and options.maxlen is None):
        raise UserProblem("--max-features and --maxlen go with --preset: a run has its own.")


def _bundle(options: argparse.Namespace) -> None:
    saved = RunFolder(options.run_path).read()
    epochs = _parse_epochs(options.epochs) if options.epochs else (saved.best_epoch,)
    size = bundle_run(saved, options.out, epochs)
    print(f"{options.out}: {len(epochs)} epochs, {size / 1e6:.2f} MB")


def _model(options: argparse.Namespace) -> None:
    epochs = _parse_epochs(options.epochs) if options.epochs else (None,)
    if len(epochs) != 1:
        raise UserProblem("A Keras file holds one epoch: name one with --epochs.")
    network = RunFolder(options.run_path).read().network(epochs[0])
    MODELS[options.to](options.out, network)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


def _parse_epochs(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError as error:
        raise UserProblem("--epochs takes whole numbers with commas, such as 1,2,5.") from error


def _code(options: argparse.Namespace) -> None:
    if options.preset is not None:
        stack, reads, fit = _of_preset(options)
    else:
        stack, reads, fit = code_inputs(RunFolder(options.run_path).read())
    report = examine(stack, reads)
    for problem in report.errors:
        raise UserProblem(f"This stack cannot run: {problem.sentence.rstrip('.')}.")
    _write(options.out, WRITERS[options.to](stack, reads, fit))
    print(f"{options.out}: {stack.title}, {report.parameters:,} parameters")


def _of_preset(options: argparse.Namespace) -> tuple[StackSpec, InputSpec, Fit]:
    reads = preset_input(options.preset, options.max_features, options.maxlen)
    fit = replace(Fit(), **preset(options.preset).recipe.settings())  # pyright: ignore[reportArgumentType]
    return preset_stack(options.preset, reads.max_features), reads, fit


def _write(path: Path, source: str) -> None:
    """Write the script whole or not at all."""
    with draft_or_problem(path) as draft:
        draft.write_text(source, "utf-8")
