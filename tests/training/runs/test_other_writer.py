"""A run that another process writes: followed, left alone, killed, taken up again."""

import platform
import signal

import pytest

from explorer.cli.main import main
from explorer.problem import UserProblem
from explorer.training.events import BatchDone, EpochDone, TrainingFinished, TrainingStarted
from explorer.training.runs import follow as following
from explorer.training.runs.follow import follow
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_folder import RunFolder
from tests.training.other_process import epochs_on_disk, started, wait_until

COMMAND = [
    "train",
    "--preset",
    "dropout",
    "--data",
    "builtin",
    "--limit",
    "1600",  # an epoch must take longer than it takes to tell of a batch, once a second
    "--maxlen",
    "60",
    "--threads",
    "1",
    "--batch-size",
    "4",
    "--optimiser",
    "adam",
]


def digests(run) -> list[tuple[str, str]]:
    return [(line.sha256, line.optimiser_sha256) for line in RunFolder(run).read().lines]


def test_followed_locked_killed_and_resumed(builtin_corpus, tmp_path, monkeypatch, capsys):
    run = tmp_path / "run"
    heard = []
    with started("main.py", *COMMAND, "--epochs", "2000", "--out", str(run)) as writer:
        wait_until(lambda: epochs_on_disk(run) >= 1, writer)

        for event in follow(run):
            heard.append(event)
            if sum(isinstance(one, EpochDone) for one in heard) >= 2 and any(
                isinstance(one, BatchDone) for one in heard
            ):
                break
        assert isinstance(heard[0], TrainingStarted)
        assert heard[0].epochs == 2000

        with pytest.raises(UserProblem, match=rf"is being written by process {writer.pid} on "):
            list(continue_run(RunFolder(run).read(), builtin_corpus, epochs=3000))

        monkeypatch.setattr(following, "DEAD", 1.0)
        follower = follow(run)
        next(follower)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        last = [event for event in follower if isinstance(event, TrainingFinished)]
    assert [event.reason for event in last] == ["silent"]
    assert f"Process {writer.pid} on {platform.node()} has died. The " in last[0].sentence

    kept = RunFolder(run).read()
    assert kept.epochs == tuple(range(1, len(kept.epochs) + 1))
    assert all(kept.network(epoch) is not None for epoch in kept.epochs[-2:])

    total = ["--epochs", str(len(kept.epochs) + 1)]
    assert main([*COMMAND, *total, "--resume", "--out", str(run)]) == 0
    assert f"going on with epoch {len(kept.epochs) + 1}" in capsys.readouterr().out
    branch, last_two = tmp_path / "branch", RunFolder(run).read()
    list(continue_run(last_two, builtin_corpus, from_epoch=last_two.epochs[-3], where=branch))
    assert digests(branch) == digests(run)
