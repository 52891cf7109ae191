"""What several processes do together, done in one: their shares of every batch, one by one."""

from collections.abc import Mapping

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.network.batch_share import sharing
from explorer.reviews.corpus import Corpus
from explorer.training.machine.processes import Processes
from explorer.training.runs.run_card import RunPlan
from explorer.training.steps.batches import order_of_epoch
from explorer.training.steps.randomness import OwnRandomness
from explorer.training.trainer import Trainer


def weights_of_first_epoch(plan: RunPlan, corpus: Corpus, count: int) -> Mapping[str, np.ndarray]:
    """Train an epoch of `plan`, without clipping, adding up the gradients of `count` shares."""
    trainer, size = Trainer(plan, corpus), plan.settings.batch_size
    order = order_of_epoch(trainer.training, plan.settings.seed, 1)
    dice = [OwnRandomness(torch.device("cpu")) for _ in range(count)]  # each draws all masks
    for own in dice:
        own.begin(plan.settings.seed, 1)
    trainer.network.train()
    for begin in range(0, len(order), size):
        trainer.network.zero_grad(set_to_none=True)
        for rank in range(count):
            share = Processes(rank, count).share(order[begin : begin + size])
            ids = torch.from_numpy(trainer.split.batch(share.rows, plan.encoding)).long()
            labels = torch.from_numpy(trainer.split.labels[share.rows].astype(np.float32))
            with dice[rank].drawing(), sharing(share.of_batch):
                logits = trainer.network(ids)
            loss = binary_cross_entropy_with_logits(logits, labels) * share.weight / count
            loss.backward()
        trainer.optimiser.step()
    return trainer.network.weights()
