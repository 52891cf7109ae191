"""`export`: a run in another form, as a Keras file, or a stack as code."""

import argparse
from dataclasses import replace
from pathlib import Path

from explorer.cli.loading import preset_input, preset_stack
from explorer.problem import UserProblem
from explorer.stack.code import Fit
from explorer.stack.presets import preset
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec
from explorer.training.runs.run_export import FORMS, Code, Form, code_inputs, export_run
from explorer.training.runs.run_folder import RunFolder
from explorer.whole_file import write_whole

HELP = "Write a run in another form, or a run's or preset's stack as code."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    forms = "; ".join(f"{form.name}: {form.title} ({_kind(form)})" for form in FORMS.values())
    parser.add_argument("run_path", type=Path, metavar="RUN", nargs="?", help="a run folder")
    parser.add_argument("--preset", metavar="NAME", help="instead of RUN: simple_rnn, lstm, …")
    parser.add_argument("--to", required=True, choices=FORMS, help=forms)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--epochs", metavar="1,2,5", help="which epochs (default: the best one)")
    parser.add_argument("--max-features", type=int, metavar="N", help="of a preset")
    parser.add_argument("--maxlen", type=int, metavar="T", help="of a preset")


def run(options: argparse.Namespace) -> None:
    """Write the export."""
    form = FORMS[options.to]
    _check(options, form)
    if form.code is not None:
        _code(options, form.code)
    else:
        _run(options, form)


def _kind(form: Form) -> str:
    return f"a {form.suffix} file" if form.suffix else "a folder"


def _check(options: argparse.Namespace, form: Form) -> None:
    """Raise UserProblem for arguments that do not go together."""
    if (options.run_path is None) == (options.preset is None):
        raise UserProblem("export takes either a run folder or --preset NAME.")
    if form.code is None and options.preset is not None:
        raise UserProblem(
            "A preset has no weights and no figures: name a run folder, or export it as code."
        )
    if form.epochs == "none" and options.epochs:
        raise UserProblem(f"--epochs goes with weights: {options.to} holds none.")
    if options.preset is None and not (options.max_features is None and options.maxlen is None):
        raise UserProblem("--max-features and --maxlen go with --preset: a run has its own.")


def _run(options: argparse.Namespace, form: Form) -> None:
    saved = RunFolder(options.run_path).read()
    epochs = _parse_epochs(options.epochs) if options.epochs else (saved.best_epoch,)
    if form.epochs == "one" and len(epochs) != 1:
        raise UserProblem("A Keras file holds one epoch: name one with --epochs.")
    export_run(saved, epochs, form, options.out)
    kilobytes = -(-_bytes_of(options.out) // 1000)
    print(f"{options.out}: {form.title}, {kilobytes:,} KB")


def _bytes_of(out: Path) -> int:
    return sum(file.stat().st_size for file in (out, *out.rglob("*")) if file.is_file())


def _parse_epochs(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError as error:
        raise UserProblem("--epochs takes whole numbers with commas, such as 1,2,5.") from error


def _code(options: argparse.Namespace, code: Code) -> None:
    if options.preset is not None:
        stack, reads, fit = _of_preset(options)
    else:
        stack, reads, fit = code_inputs(RunFolder(options.run_path).read())
    report = examine(stack, reads)
    for problem in report.errors:
        raise UserProblem(f"This stack cannot run: {problem.sentence.rstrip('.')}.")
    write_whole(options.out, code(stack, reads, fit))
    print(f"{options.out}: {stack.title}, {report.parameters:,} parameters")


def _of_preset(options: argparse.Namespace) -> tuple[StackSpec, InputSpec, Fit]:
    reads = preset_input(options.preset, options.max_features, options.maxlen)
    fit = replace(Fit(), **preset(options.preset).recipe.settings())  # pyright: ignore[reportArgumentType]
    return preset_stack(options.preset, reads.max_features), reads, fit
