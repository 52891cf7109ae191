"""`export`: a run in another form."""

import argparse
from pathlib import Path

from explorer.problem import UserProblem
from explorer.training.bundle import bundle_run
from explorer.training.run_folder import RunFolder

HELP = "Write a run in another form."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("run_path", type=Path, metavar="RUN", help="a run folder")
    parser.add_argument(
        "--to", required=True, choices=("bundle",), help="bundle: half precision, few epochs"
    )
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--epochs", metavar="1,2,5", help="which epochs (default: the best one)")


def run(options: argparse.Namespace) -> None:
    """Write the export."""
    saved = RunFolder(options.run_path).read()
    epochs = _parse_epochs(options.epochs) if options.epochs else (saved.best_epoch,)
    size = bundle_run(saved, options.out, epochs)
    print(f"{options.out}: {len(epochs)} epochs, {size / 1e6:.2f} MB")


def _parse_epochs(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError as error:
        raise UserProblem("--epochs takes whole numbers with commas, such as 1,2,5.") from error
