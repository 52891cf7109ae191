"""The processes that train one run together, each a share of every batch.

`torchrun` starts them and tells each its number. Gradients are averaged by torch's
DistributedDataParallel, over gloo between processors and nccl between CUDA cards. All see the same
order of reviews and draw the same dropout masks, so that together they do what one process does
with the same batch; only the order in which float32 sums are added differs. Two processes give, bit
for bit, what one gives that goes through their two shares of every batch in turn. One that reads
the batch whole is 1.3 to 1.8 times as fast as that, so a single process does not: where a stack is
chaotic (dropout on a deep SimpleRNN), its curve and that of several drift apart within epochs.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.rendezvous import rendezvous
from torch.nn.parallel import DistributedDataParallel

from explorer.network.batch_share import BatchShare
from explorer.problem import UserProblem

Result = TypeVar("Result")


@dataclass(frozen=True)
class Share:
    """One process's part of a batch.

    rows: the reviews it reads; one that counts nothing where the batch has fewer than there are
    processes. weight: what the mean over its rows counts, so that the mean over the processes is
    that over the batch.
    """

    rows: np.ndarray
    weight: float
    of_batch: BatchShare | None


@dataclass(frozen=True)
class Processes:
    """This process's number, `rank`, among `count`; `card`, its number among the `here` of them
    that run on this machine.
    """

    rank: int = 0
    count: int = 1
    card: int = 0
    here: int = 1

    @classmethod
    def joined(cls, backend: str) -> "Processes":
        """Meet the other processes that torchrun has started; alone without torchrun."""
        if "RANK" not in os.environ or not dist.is_available():
            return cls()
        if not dist.is_initialized():
            _meet(backend)
        card = int(os.environ.get("LOCAL_RANK", "0"))
        here = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        return cls(dist.get_rank(), dist.get_world_size(), card, here)

    @property
    def leads(self) -> bool:
        """Whether this is the process that reads and writes the run folder and reports."""
        return self.rank == 0

    @property
    def alone(self) -> bool:
        """Whether there is no other."""
        return self.count == 1

    def lost(self, error: BaseException | None) -> bool:
        """Whether an error says that another process is there no longer."""
        if self.alone or not isinstance(error, RuntimeError):
            return False
        return isinstance(error, dist.DistError) or "gloo" in str(error)

    @property
    def start_again(self) -> bool:
        """Whether torchrun will start them all again when one has died."""
        restarts = os.environ.get("TORCHELASTIC_MAX_RESTARTS", "0")
        return int(os.environ.get("TORCHELASTIC_RESTART_COUNT", "0")) < int(restarts)

    def leave(self) -> None:
        """Part from the others."""
        if dist.is_available() and dist.is_initialized():
            dist.destroy_process_group()

    def end(self) -> None:
        """Once all have come here, end this process, if it is one of several; else return.

        Python's own way out can meet a thread of gloo's that is not done, and abort a training
        that went well (seen with torch 2.13, one time in ten on a busy machine).
        """
        if self.alone:
            return
        dist.barrier()
        self.leave()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

    def wrap(self, network: nn.Module) -> nn.Module:
        """Return what is to be called in training: its gradients are the processes' mean."""
        return network if self.alone else DistributedDataParallel(network)

    def share(self, rows: np.ndarray) -> Share:
        """Return this process's part of a batch: neighbours, as even as can be."""
        if self.alone:
            return Share(rows, 1.0, None)
        bounds = np.linspace(0, len(rows), self.count + 1).astype(int)
        start, stop = int(bounds[self.rank]), int(bounds[self.rank + 1])
        weight = (stop - start) * self.count / len(rows)
        if start == stop:
            start, stop = 0, 1
        return Share(rows[start:stop], weight, BatchShare(len(rows), start, stop))

    def every(self, rows: np.ndarray) -> np.ndarray:
        """Return this process's part of rows that need not be neighbours."""
        return rows[self.rank :: self.count]

    def add(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of all processes' values, float64."""
        if self.alone:
            return values
        total = torch.from_numpy(values.astype(np.float64)).to(self._device())
        dist.all_reduce(total)
        return total.cpu().numpy()

    def lead(self, work: Callable[[], Result]) -> Result:
        """Do `work` on the leading process alone, and return its result on all.

        A UserProblem there is raised on all.
        """
        if self.alone:
            return work()
        told: list[object] = [None, None]
        if self.leads:
            try:
                told[0] = work()
            except UserProblem as problem:
                told[1] = problem
        dist.broadcast_object_list(told, src=0, device=self._device())
        if isinstance(told[1], UserProblem):
            raise told[1]
        return told[0]  # pyright: ignore[reportReturnType]

    def _device(self) -> torch.device:
        cards = dist.get_backend() == "nccl"
        return torch.device("cuda", self.card) if cards else torch.device("cpu")


ALONE = Processes()


def _meet(backend: str) -> None:
    """Find the others through the store that torchrun keeps.

    On one machine torchrun keeps the same store over a restart, addresses of the dead included,
    and a process that reads one before it is renewed cannot connect (seen with torch 2.13): every
    attempt gets a corner of its own. Between machines attempts are not counted alike.
    """
    store, rank, count = next(rendezvous("env://"))
    if os.environ.get("LOCAL_WORLD_SIZE") == str(count):
        attempt = os.environ.get("TORCHELASTIC_RESTART_COUNT", "0")
        store = dist.PrefixStore(f"carrytrack/{attempt}", store)  # pyright: ignore
    dist.init_process_group(backend, store=store, rank=rank, world_size=count)
