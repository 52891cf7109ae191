"""What the run bar says, in words and shares, for any state of a run."""

from dataclasses import dataclass

from explorer.session.runs.run_story import RunStory
from explorer.session.session import Session
from explorer.session.train.training_desk import BUSY
from explorer.stack.rules.dropout import recurrent_dropout_costs
from explorer.training.events import Validating, best_record, last_epoch
from explorer.ui.train.run.clock import about, clock, spoken


@dataclass(frozen=True)
class RunWords:
    """One moment of a run. Shares are 0…1; `epoch_share` is of the epoch under way."""

    epoch: str
    best: str
    epochs: int
    epochs_done: int
    epoch_share: float
    batch: str
    loss: str
    batch_share: float
    time_title: str
    time: str


def run_words(
    story: RunStory,
    state: str,
    validating: Validating | None,
    reason: str = "",
    rest: float = 0.0,
) -> RunWords:
    """Describe a run as it stands; `validating` only while validation reviews are read.

    state: see `state_of`. reason: why it ended, as TrainingFinished has it. rest: seconds after
    every batch, in slow motion.
    """
    batch, epochs, done = story.batch, story.planned, last_epoch(story.history)
    growing = state in BUSY or state.startswith("following")
    part = batch.batch / batch.batches if batch and batch.epoch > done else 0.0
    title, time = _time(story, growing, rest)
    return RunWords(
        epoch="Stopped early, no longer better" if reason == "early" else _epoch(story, state),
        best=_best(story, growing),
        epochs=epochs,
        epochs_done=done,
        epoch_share=part,
        batch=_batch(story, validating),
        loss=f"loss {batch.loss:.3f}" if batch and validating is None else "",
        batch_share=_share(validating, part, growing, state == "finished"),
        time_title=title,
        time=time,
    )


def _epoch(story: RunStory, state: str) -> str:
    done, epochs, kept = last_epoch(story.history), story.planned, len(story.history)
    current, plural = min(done + 1, epochs), "epoch" if done == 1 else "epochs"
    return {
        "starting": "Preparing the network and the reviews…",
        "running": f"Epoch {current} of {epochs}",
        "following": f"Following epoch {current} of {epochs}",
        "following, paused": f"Paused elsewhere, epoch {current}/{epochs}",
        "following, restarting": f"Starting again after {done} {plural}",
        "following, quiet": f"No sign of life, epoch {current}/{epochs}",
        "paused": f"Paused in epoch {current} of {epochs}",
        "stopping": f"Stopping in epoch {current} of {epochs}…",
        "finished": f"Finished {done} {plural}",
        "stopped": f"Stopped, {kept} of {epochs} epochs kept",
        "failed": f"Failed, {kept} of {epochs} epochs kept",
    }.get(state, "")


def _best(story: RunStory, growing: bool) -> str:
    """The best epoch as rich text: its figure stands out."""
    best = best_record(story.history)
    if best is None:
        return ""
    by_loss = best.val_accuracy is None
    figure = f"loss {best.loss:.3f}" if by_loss else f"{best.val_accuracy:.1%}"
    so_far = "best so far" if growing else "best"
    return f"{so_far}: epoch {best.epoch}, <b>{figure}</b>"


def _batch(story: RunStory, validating: Validating | None) -> str:
    if validating is not None:
        return f"Validating {validating.done:,} of {validating.total:,}"
    if story.batch is not None:
        return f"Batch {story.batch.batch:,} of {story.batch.batches:,}"
    return f"Batch 0 of {story.started.batches:,}" if story.started else ""


def _share(validating: Validating | None, part: float, growing: bool, finished: bool) -> float:
    if validating is not None:
        return validating.done / max(1, validating.total)
    return part if growing or part else float(finished)


def _time(story: RunStory, growing: bool, rest: float) -> tuple[str, str]:
    if growing:
        return "Time left", clock(story.seconds_left(rest))
    if story.history:
        return "Trained for", clock(sum(record.seconds for record in story.history))
    return "", ""


def plan_words(session: Session) -> str:
    """What Start would do, before anything has run; empty without reviews to train on."""
    corpus, settings = session.data.corpus, session.training.settings
    if corpus is None:
        return ""
    reviews = min(len(corpus.train), settings.limit) if settings.limit else len(corpus.train)
    training = int(reviews * (1.0 - settings.validation_split))
    batches = -(-training // settings.batch_size)
    epochs = "1 epoch" if settings.epochs == 1 else f"{settings.epochs:,} epochs"
    plan = f"Ready: {epochs} of {batches:,} batches over {training:,} reviews."
    return "\n".join(line for line in (plan, _estimate(session), _cost_words(session)) if line)


def _estimate(session: Session) -> str:
    """How long that will take, from a few batches that were timed."""
    result, epochs = session.calibration.result, session.training.settings.epochs
    if result is None:
        return "Timing a few batches…" if session.calibration.measuring else ""
    an_epoch = about(result.seconds_per_epoch)
    if epochs == 1:
        return f"{an_epoch}."
    return f"{an_epoch} an epoch, {spoken(epochs * result.seconds_per_epoch)} in all."


def state_of(session: Session) -> str:
    """The state of the run in view: the training desk's, or "following" and what holds it up."""
    if not session.run_in_view.followed:
        return session.training.state
    pause = session.following.pause
    return f"following, {pause}" if pause else "following"


def _cost_words(session: Session) -> str:
    """What the stack's recurrent_dropout will cost, before anybody waits for it."""
    costs = [
        problem.short
        for problem in session.edits.report.hints
        if problem.rule == recurrent_dropout_costs.__name__
    ]
    if not costs:
        return ""
    who = "a layer takes" if len(costs) == 1 else f"{len(costs)} layers take"
    return f"recurrent_dropout: {who} about {' or '.join(sorted(set(costs)))} to train."
