"""Embedding: a row of a table for every token id."""

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import uniform
from explorer.network.layer import Layer, Values, new_parameter, vectors_of
from explorer.network.sequences import Lookups
from explorer.network.staircase import leading_pads
from explorer.problem import UserProblem
from explorer.stack.kinds import EmbeddingSpec
from explorer.stack.spec import Shape


class Embedding(Layer):
    """ids (B, T) → sequences (B, T, E). `embeddings` (V, E) starts as U(−0.05, 0.05).

    The look-up waits until the next layer says which timesteps it reads.
    """

    def __init__(self, spec: EmbeddingSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.mask_zero = spec.mask_zero
        table = uniform((spec.input_dim, spec.output_dim), 0.05, generator)
        self.embeddings = new_parameter(table)

    def forward(self, values: Values, training: bool) -> Lookups:
        """Return the sequences of `ids` (B, T). Raises UserProblem for an id without a row."""
        ids = vectors_of(values, self)
        self._check(ids)
        mask = self._mask(ids) if self.mask_zero else None
        return Lookups(ids, self.embeddings, mask, leading_pads(ids))

    def _mask(self, ids: Tensor) -> Tensor | None:
        """Return False at pads; None when there are none, so that nothing need be skipped."""
        mask = ids != 0
        return None if bool(mask.all()) else mask

    def _check(self, ids: Tensor) -> None:
        if ids.numel() == 0:
            return
        low, high = torch.aminmax(ids)
        rows = self.embeddings.shape[0]
        if low < 0 or high >= rows:
            wrong = int(low if low < 0 else high)
            raise UserProblem(
                f"Token id {wrong} has no row in the layer “{self.name}”, which knows ids "
                f"0…{rows - 1}. Set its input_dim to the vocabulary size of the data."
            )
