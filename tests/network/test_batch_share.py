"""Processes that share a batch draw the masks that one process draws for all of it."""

import pytest
import torch

from explorer.network.batch_share import BatchShare, sharing, whole_batch
from explorer.network.build import build_network
from explorer.stack.kinds import (
    BidirectionalSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    GRUSpec,
    LSTMSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.spec import StackSpec

LAYERS = {
    "Gal's masks": [LSTMSpec(dropout=0.3, recurrent_dropout=0.3)],
    "masked": [LSTMSpec(dropout=0.3)],
    "on sequences": [DropoutSpec(rate=0.4), GRUSpec(return_sequences=True), DropoutSpec(rate=0.3)],
    "on features": [SpatialDropout1DSpec(rate=0.4)],
    "both ways": [BidirectionalSpec(layer=LSTMSpec(dropout=0.2, recurrent_dropout=0.2))],
}


@pytest.mark.parametrize("case", LAYERS)
def test_two_shares_together_are_the_whole_batch(case):
    layers = LAYERS[case]
    if not getattr(layers[-1], "units", 0) and case != "both ways":
        layers = [*layers, GRUSpec(units=8)]
    head = [DropoutSpec(rate=0.5), DenseSpec(units=1, activation="sigmoid")]
    embedding = EmbeddingSpec(input_dim=50, output_dim=8, mask_zero=case == "masked")
    stack = StackSpec.of([embedding, *layers, *head])
    network = build_network(stack, maxlen=130, max_features=50, seed=1).double().train()
    ids = torch.randint(1, 50, (61, 130), generator=torch.Generator().manual_seed(2))
    ids[:40, :70] = 0

    def read(share: BatchShare | None, rows: slice) -> torch.Tensor:
        torch.manual_seed(7)
        with sharing(share):
            return network(ids[rows])

    whole = read(None, slice(None))
    parts = [read(BatchShare(61, *ends), slice(*ends)) for ends in ((0, 30), (30, 61))]
    torch.testing.assert_close(torch.cat(parts), whole, rtol=1e-10, atol=1e-12)
    torch.manual_seed(8)
    assert not torch.allclose(network(ids), whole), "dropout was off"


def test_outside_a_share_the_batch_is_what_it_is():
    assert whole_batch(12) == 12
    with sharing(BatchShare(61, 0, 30)):
        assert whole_batch(30) == 61
    assert whole_batch(30) == 30
