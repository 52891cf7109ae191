"""`train`: a run without a window, in one process or, under torchrun, in several."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from explorer.cli.interrupts import Interrupts
from explorer.cli.loading import corpus_at, preset_stack
from explorer.cli.training_options import add_settings, settings_given
from explorer.cli.training_report import report
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.control import Control
from explorer.training.events import TrainingEvent, TrainingFinished
from explorer.training.loop import train
from explorer.training.machine.device import choose_device
from explorer.training.machine.processes import Processes
from explorer.training.runs.live import read_live
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_card import RunPlan
from explorer.training.runs.run_files import CARD
from explorer.training.runs.run_folder import RunFolder
from explorer.training.runs.saved_run import SavedRun
from explorer.training.settings import TrainingSettings

HELP = "Train a preset, or train a run on, and keep every epoch in a run folder."
FIXED = ("preset", "max_features", "maxlen")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments; the defaults are the preset's own, else the tutorial's."""
    parser.add_argument("--preset", metavar="NAME", help="simple_rnn, lstm, …")
    parser.add_argument("--data", metavar="PATH", help="builtin, aclImdb_v1.tar.gz or its folder")
    parser.add_argument("--out", type=Path, metavar="RUN", help="a new folder")
    parser.add_argument("--max-features", type=int, metavar="N", help="word ids; 10000")
    parser.add_argument("--maxlen", type=int, metavar="T", help="timesteps; 500")
    more = parser.add_argument_group("going on")
    more.add_argument(
        "--resume",
        action="store_true",
        help="if RUN has been begun by the same command, go on from its last finished epoch",
    )
    more.add_argument(
        "--continue",
        dest="continued",
        type=Path,
        metavar="RUN",
        help="train this run on, up to --epochs in all; with --out in a new folder",
    )
    more.add_argument("--from-epoch", type=int, metavar="N", help="go on from this epoch")
    more.add_argument(
        "--fresh-optimiser",
        action="store_true",
        help="go on without the optimiser's state, which older runs did not keep",
    )
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Train and report; return the exit code.

    It is 0 for several processes that were asked to stop: torchrun would start them again.
    """
    device = choose_device(options.device or "auto").type
    processes = Processes.joined("nccl" if device == "cuda" else "gloo")
    control = Control()
    interrupts = Interrupts(control, speaks=processes.leads)
    try:
        events = interrupts.heeded(_events(options, processes, control))
        if processes.leads:
            report(events)
        else:
            for _ in events:
                pass
        processes.end()
    finally:
        processes.leave()
    return interrupts.exit_code


def _events(
    options: argparse.Namespace, processes: Processes, control: Control
) -> Iterator[TrainingEvent]:
    if options.continued is not None:
        return _continued(options, processes, control)
    for name in ("preset", "data", "out"):
        if getattr(options, name) is None:
            raise UserProblem(f"train needs --{name}, or --continue RUN.")
    plan = plan_of(options)
    begun = processes.lead(lambda: _begun(options, plan))
    corpus = corpus_at(options.data)
    if begun is not None and _is_over(begun, plan):
        return iter([TrainingFinished("finished", len(begun.epochs), begun.best_epoch)])
    if begun is None:
        return train(plan, corpus, options.out, control, processes)
    epochs = plan.settings.epochs
    return continue_run(begun, corpus, epochs=epochs, control=control, processes=processes)


def plan_of(options: argparse.Namespace) -> RunPlan:
    """Return what the options ask for; the preset's recipe fills in what they leave open.

    Raises UserProblem for a preset that is not there, or a value out of range.
    """
    recipe = preset(options.preset).recipe
    own = {"probe_every": 0} | recipe.settings() | settings_given(options)
    settings = replace(TrainingSettings(), **own)  # pyright: ignore[reportArgumentType]
    settings.check()
    told = {name: value for name, value in vars(options).items() if value is not None}
    lengths = {name: told[name] for name in ("max_features", "maxlen") if name in told}
    encoding = replace(Encoding(), **recipe.encoding() | lengths)
    return RunPlan(
        stack=preset_stack(options.preset, encoding.max_features),
        settings=settings,
        encoding=encoding,
        data=options.data,
    )


def _begun(options: argparse.Namespace, plan: RunPlan) -> SavedRun | None:
    """Return the run that `--resume` goes on with; None where a new one is to begin."""
    out: Path = options.out
    if options.from_epoch is not None or options.fresh_optimiser:
        raise UserProblem("--from-epoch and --fresh-optimiser belong to --continue RUN.")
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return None
    if not options.resume or not (out / CARD).is_file():
        raise UserProblem(f"{out} exists already: choose another place for the run.")
    run = RunFolder(out).read()
    same = replace(run.plan, settings=replace(run.settings, epochs=plan.settings.epochs)) == plan
    if not same:
        raise UserProblem(
            f"{out} holds a run with another stack or other settings: resume it with the command "
            "that began it, or choose another place."
        )
    return run


def _is_over(run: SavedRun, plan: RunPlan) -> bool:
    """Whether a run that is to be resumed has ended by itself already."""
    live = read_live(run.path)
    early = live is not None and live.state == "early"
    return bool(run.epochs) and (early or len(run.epochs) >= plan.settings.epochs)


def _continued(
    options: argparse.Namespace, processes: Processes, control: Control
) -> Iterator[TrainingEvent]:
    given = [name for name in settings_given(options) if name != "epochs"]
    given += [name for name in FIXED if getattr(options, name) is not None]
    for name in given:
        raise UserProblem(f"--{name.replace('_', '-')} cannot be changed when a run goes on.")
    run = processes.lead(lambda: RunFolder(options.continued).read())
    return continue_run(
        run,
        corpus_at(options.data or run.plan.data),
        from_epoch=options.from_epoch,
        epochs=options.epochs,
        where=options.out,
        fresh_optimiser=options.fresh_optimiser,
        control=control,
        processes=processes,
    )
