"""Two processes train one run as one would, also when one of them dies on the way."""

import os
import signal
import sys

import psutil
import pytest
import torch.distributed as dist

from explorer.cli.main import main
from explorer.training.run_folder import RunFolder
from tests.training.other_process import epochs_on_disk, started, wait_until

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


@pytest.mark.skipif(not dist.is_gloo_available(), reason="this torch has no gloo")
@pytest.mark.skipif(sys.platform == "win32", reason="torchrun needs a POSIX system")
def test_two_processes_draw_the_loss_curve_of_one_and_survive_a_death(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    elastic = [*torchrun, "--max-restarts=1", "main.py", *COMMAND, "--resume", "--out", str(two)]
    with started(*elastic) as processes:
        wait_until(lambda: epochs_on_disk(two) >= 1, processes)
        workers = psutil.Process(processes.pid).children()
        os.kill(max(worker.pid for worker in workers), signal.SIGKILL)
        assert main([*COMMAND, "--out", str(one)]) == 0
        said, _ = processes.communicate(timeout=100)
        assert processes.returncode == 0, said
    assert "going on with epoch" in said
    alone, together = RunFolder(one).read(), RunFolder(two).read()
    assert together.epochs == alone.epochs == (1, 2, 3, 4, 5)
    for mine, theirs in zip(alone.history, together.history, strict=True):
        for figure in ("loss", "val_loss", "gradient_norm"):
            assert getattr(theirs, figure) == pytest.approx(getattr(mine, figure), rel=1e-4)
        assert theirs.accuracy == pytest.approx(mine.accuracy, abs=0.003)
