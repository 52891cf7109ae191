"""Two processes train one run as one would, also when one of them dies or is asked to stop."""

import os
import signal
import socket
import sys
from contextlib import ExitStack

import numpy as np
import psutil
import pytest
import torch
import torch.distributed as dist

from explorer.cli.main import main
from explorer.training.events import EpochsPlanned, TrainingFinished
from explorer.training.runs.live import read_live
from explorer.training.runs.lock import is_being_written
from explorer.training.runs.run_folder import RunFolder
from tests.training.in_turn import weights_of_first_epoch
from tests.training.other_process import epochs_on_disk, started, wait_until
from tests.training.trained import builtin, small_plan

# 400 reviews to train on in batches of 63: the last has 22, and no batch can be halved evenly.
COMMAND = [
    "train",
    "--preset",
    "lstm",
    "--data",
    "builtin",
    "--limit",
    "500",
    "--maxlen",
    "60",
    "--threads",
    "1",
    "--batch-size",
    "63",
    "--epochs",
    "5",
    "--clip-norm",
    "0.2",
]
TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
pytestmark = [
    pytest.mark.skipif(not dist.is_gloo_available(), reason="this torch has no gloo"),
    pytest.mark.skipif(sys.platform == "win32", reason="torchrun needs a POSIX system"),
]


def last_started(launcher) -> int:
    """The process that does not lead."""
    return max(worker.pid for worker in psutil.Process(launcher.pid).children())


def test_two_processes_draw_the_loss_curve_of_one_and_survive_a_death(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    elastic = [*TORCHRUN, "--max-restarts=1", "main.py", *COMMAND, "--resume", "--out", str(two)]
    with started(*elastic) as processes:
        wait_until(lambda: epochs_on_disk(two) >= 1, processes)
        os.kill(last_started(processes), signal.SIGKILL)
        assert main([*COMMAND, "--out", str(one)]) == 0
        said, _ = processes.communicate(timeout=100)
        assert processes.returncode == 0, said
    assert "Another of the processes that train this run has died" in said
    assert "going on with epoch" in said
    alone, together = RunFolder(one).read(), RunFolder(two).read()
    assert together.epochs == alone.epochs == (1, 2, 3, 4, 5)
    for mine, theirs in zip(alone.history, together.history, strict=True):
        for figure in ("loss", "val_loss", "gradient_norm"):
            assert getattr(theirs, figure) == pytest.approx(getattr(mine, figure), rel=1e-4)
        assert theirs.accuracy == pytest.approx(mine.accuracy, abs=0.003)


def test_a_signal_to_one_process_stops_both(tmp_path):
    run = tmp_path / "run"
    stopped = [*COMMAND, "--epochs", "2000", "--resume", "--out", str(run)]
    with started(*TORCHRUN, "--max-restarts=1", "main.py", *stopped) as processes:
        wait_until(lambda: epochs_on_disk(run) >= 1, processes)
        os.kill(last_started(processes), signal.SIGTERM)
        said, _ = processes.communicate(timeout=60)
    assert processes.returncode == 0, said
    kept, live = RunFolder(run).read(), read_live(run)
    assert f"stopped: {len(kept.epochs)} epoch" in said
    assert "going on" not in said  # torchrun has not started them again
    assert live is not None
    assert live.state == "stopped"
    assert not is_being_written(run)
    assert main(["train", "--continue", str(run), "--epochs", str(len(kept.epochs) + 1)]) == 0


def test_what_one_process_is_asked_both_do_and_they_learn_what_one_would(tmp_path, monkeypatch):
    """Bit for bit, where the one adds up the gradients of their shares as they do."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    together = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": "2"}
    with ExitStack() as stack:
        both = []
        for rank in ("0", "1"):
            for name, value in (together | {"RANK": rank, "LOCAL_WORLD_SIZE": "2"}).items():
                monkeypatch.setenv(name, value)
            script = ("-m", "tests.training.asked_of_one", str(tmp_path / "run"))
            both.append(stack.enter_context(started(*script)))
        told = [process.communicate(timeout=60)[0].splitlines() for process in both]
    expected = [EpochsPlanned(2), TrainingFinished("stopped", 1, 1)]
    assert told == [[str(event) for event in expected]] * 2
    run = RunFolder(tmp_path / "run").read()
    assert (run.epochs, run.settings.epochs) == ((1,), 2)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    alone = weights_of_first_epoch(small_plan("dropout", epochs=1), builtin(), 2)
    torch.set_num_threads(threads)
    for name, weight in run.weights(1).items():
        np.testing.assert_array_equal(weight, alone[name])
