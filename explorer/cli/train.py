"""`train`: a run without a window."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from explorer.cli.loading import corpus_at, preset_stack
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.events import (
    BatchDone,
    EpochDone,
    EpochRecord,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
)
from explorer.training.loop import train
from explorer.training.run_card import RunPlan
from explorer.training.settings import OPTIMISERS, TrainingSettings

HELP = "Train a preset and keep every epoch in a run folder."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments; the defaults are the preset's, else the tutorial's."""
    parser.add_argument("--preset", required=True, metavar="NAME", help="simple_rnn, lstm, …")
    parser.add_argument(
        "--data", required=True, metavar="PATH", help="builtin, aclImdb_v1.tar.gz or its folder"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="RUN", help="a new folder")
    settings, encoding = TrainingSettings(), Encoding()
    for option, kind, letter, usual in (
        ("--epochs", int, "N", settings.epochs),
        ("--max-features", int, "N", encoding.max_features),
        ("--maxlen", int, "T", encoding.maxlen),
        ("--batch-size", int, "B", settings.batch_size),
        ("--validation-split", float, "SHARE", settings.validation_split),
        ("--learning-rate", float, "RATE", settings.learning_rate),
    ):
        said = f"default: the preset's own, else {usual}"
        parser.add_argument(option, type=kind, metavar=letter, help=said)
    parser.add_argument(
        "--optimiser",
        choices=OPTIMISERS,
        help=f"default: the preset's own, else {settings.optimiser}",
    )
    parser.add_argument("--seed", type=int, default=settings.seed, metavar="S")
    parser.add_argument(
        "--limit", type=int, default=0, metavar="N", help="only the first N training reviews"
    )
    parser.add_argument(
        "--threads", type=int, default=0, metavar="N", help="torch threads (0: all cores but one)"
    )


def plan_of(options: argparse.Namespace) -> RunPlan:
    """Return what the options ask for; the preset's recipe fills in what they leave open."""
    recipe = preset(options.preset).recipe
    told = {name: value for name, value in vars(options).items() if value is not None}
    settings, encoding = (
        {name: told.get(name, value) for name, value in {**asdict(usual), **own}.items()}
        for usual, own in (
            (TrainingSettings(probe_every=0), recipe.settings()),
            (Encoding(), recipe.encoding()),
        )
    )
    return RunPlan(
        stack=preset_stack(options.preset, encoding["max_features"]),
        settings=TrainingSettings(**settings),
        encoding=Encoding(**encoding),
        data=options.data,
    )


def run(options: argparse.Namespace) -> None:
    """Train and report."""
    plan = plan_of(options)
    plan.settings.check()
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        raise UserProblem(f"{options.out} exists already: choose another place for the run.")
    corpus = corpus_at(options.data)
    events = train(plan, corpus, options.out)
    if sys.stderr.isatty():
        _report_on_terminal(events)
    else:
        _report_in_lines(events)


def _report_on_terminal(events: Iterator[TrainingEvent]) -> None:
    with tqdm(unit="batch", file=sys.stderr, dynamic_ncols=True) as bar:
        for event in events:
            if isinstance(event, BatchDone):
                if event.batch == 1:
                    bar.reset(total=event.batches)
                    bar.set_description(f"epoch {event.epoch}")
                bar.set_postfix_str(
                    f"loss {event.loss:.4f} accuracy {event.accuracy:.4f} "
                    f"{event.reviews_per_second:,.0f} reviews/s"
                )
                bar.update()
            else:
                _say(event, bar.write)


def _report_in_lines(events: Iterator[TrainingEvent]) -> None:
    for event in events:
        _say(event, print)


def _say(event: TrainingEvent, line: object) -> None:
    write = line if callable(line) else print
    if isinstance(event, TrainingStarted):
        write(
            f"{event.parameters:,} parameters, {event.training_reviews:,} reviews to train on, "
            f"{event.validation_reviews:,} to validate on, {event.batches} batches an epoch"
        )
    elif isinstance(event, EpochDone):
        write(_epoch_line(event.record))
    elif isinstance(event, TrainingFinished):
        best = f", best epoch {event.best_epoch}" if event.best_epoch else ""
        write(f"{event.reason}: {event.epochs_done} epochs{best}")
    sys.stdout.flush()


def _epoch_line(record: EpochRecord) -> str:
    validation = ""
    if record.val_accuracy is not None and record.val_loss is not None:
        validation = f"  val_loss {record.val_loss:.4f}  val_accuracy {record.val_accuracy:.4f}"
    return (
        f"epoch {record.epoch:>3}  loss {record.loss:.4f}  accuracy {record.accuracy:.4f}"
        f"{validation}  {record.seconds:.1f} s  {record.reviews_per_second:,.0f} reviews/s"
    )
