"""Small networks for tests."""

import torch

from explorer.network.build import Network, build_network
from explorer.stack.kinds import DenseSpec, EmbeddingSpec
from explorer.stack.spec import LayerSpec, StackSpec

WORDS, LENGTH = 40, 30


def small_network(
    *layers: LayerSpec, mask_zero: bool = False, seed: int = 0, length: int = LENGTH
) -> Network:
    """Embedding(40, 5) → layers → Dense(1), with weights that are nowhere zero, float64."""
    head = DenseSpec(units=1, activation="sigmoid")
    embedding = EmbeddingSpec(input_dim=WORDS, output_dim=5, mask_zero=mask_zero)
    stack = StackSpec.of([embedding, *layers, head])
    network = build_network(stack, maxlen=length, max_features=WORDS, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.empty_like(parameter).normal_(std=0.3, generator=generator))
    return network.double()


def padded_ids(reviews: int, length: int = LENGTH, *, seed: int = 0, post: bool = False):
    """Ids (B, T) of reviews of every length, padded in front (or behind); the first is full."""
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(1, WORDS, (reviews, length), generator=generator)
    pads = torch.randint(0, length + 1, (reviews, 1), generator=generator)
    pads[0] = 0
    steps = torch.arange(length)[None]
    ids[steps >= length - pads if post else steps < pads] = 0
    return ids
