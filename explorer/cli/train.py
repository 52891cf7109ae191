"""`train`: a run without a window."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from explorer.cli.loading import corpus_at, preset_stack
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
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
    """Add this command's arguments; the defaults are the tutorial's."""
    usual = TrainingSettings()
    parser.add_argument("--preset", required=True, metavar="NAME", help="simple_rnn, lstm, …")
    parser.add_argument(
        "--data", required=True, metavar="PATH", help="builtin, aclImdb_v1.tar.gz or its folder"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="RUN", help="a new folder")
    parser.add_argument("--epochs", type=int, default=usual.epochs, metavar="N")
    parser.add_argument("--seed", type=int, default=usual.seed, metavar="S")
    parser.add_argument("--max-features", type=int, default=10_000, metavar="N")
    parser.add_argument("--maxlen", type=int, default=500, metavar="T")
    parser.add_argument("--batch-size", type=int, default=usual.batch_size, metavar="B")
    parser.add_argument("--validation-split", type=float, default=usual.validation_split)
    parser.add_argument("--optimiser", choices=OPTIMISERS, default=usual.optimiser)
    parser.add_argument("--learning-rate", type=float, default=usual.learning_rate)
    parser.add_argument(
        "--limit", type=int, default=0, metavar="N", help="only the first N training reviews"
    )
    parser.add_argument(
        "--threads", type=int, default=0, metavar="N", help="torch threads (0: all cores but one)"
    )


def run(options: argparse.Namespace) -> None:
    """Train and report."""
    plan = RunPlan(
        stack=preset_stack(options.preset, options.max_features),
        settings=TrainingSettings(
            optimiser=options.optimiser,
            learning_rate=options.learning_rate,
            batch_size=options.batch_size,
            epochs=options.epochs,
            validation_split=options.validation_split,
            seed=options.seed,
            threads=options.threads,
            limit=options.limit,
            probe_every=0,
        ),
        encoding=Encoding(max_features=options.max_features, maxlen=options.maxlen),
        data=options.data,
    )
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
