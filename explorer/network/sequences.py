"""A batch of sequences on its way through the stack, in the layout that costs least.

Axes: T timestep, B review, F feature; tensors are time-major, as the fused kernels want them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding

from explorer.network.plan import Plan
from explorer.network.staircase import masked_plan, padded_plan, staircase_plan


class Sequences(ABC):
    """What every layout can do.

    mask: (B, T) False where Keras skips the timestep, or None.
    shared: (B,) leading timesteps at which a review equals every other that has as many.
    """

    mask: Tensor | None
    shared: np.ndarray

    @property
    @abstractmethod
    def size(self) -> tuple[int, int]:
        """(B, T)."""

    @property
    @abstractmethod
    def device(self) -> torch.device:
        """Where the values lie."""

    @abstractmethod
    def parts(self, plan: Plan) -> list[Tensor]:
        """Values that each stretch of `plan` reads: (steps, rows, F)."""

    @abstractmethod
    def padded(self) -> Tensor:
        """All values (T, B, F)."""

    @abstractmethod
    def reversed(self) -> "Sequences":
        """The same from the last timestep to the first."""

    def plan(self, *, shares: bool) -> Plan:
        """Return the cheapest exact plan; `shares` allows one review to read for others."""
        batch, length = self.size
        if self.mask is not None:
            return masked_plan(self.mask)
        if not shares:
            return padded_plan(batch, length)
        return staircase_plan(self.shared, length).on(self.device)

    def joining(self, timesteps: np.ndarray) -> Plan:
        """Return a plan in which each review joins at its timestep (B,), masks left aside."""
        return staircase_plan(timesteps, self.size[1]).on(self.device)

    def laid(self, *, shares: bool) -> "Laid":
        """These values in a layout that loses none of them, masked timesteps included."""
        if self.mask is not None:
            return Laid.dense(self.padded(), self.mask, self.shared)
        plan = self.plan(shares=shares)
        return Laid(plan, self.parts(plan), self.mask, self.shared)

    def mapped(self, function: Callable[[Tensor], Tensor], *, shares: bool = True) -> "Laid":
        """Apply `function` to each timestep's features (…, F).

        shares: the function gives equal results for equal features (dropout does not).
        """
        laid = self.laid(shares=shares)
        return laid.with_values([function(part) for part in laid.values], shares=shares)


def _none_shared(batch: int) -> np.ndarray:
    return np.zeros(batch, np.int64)


@dataclass(frozen=True, eq=False)
class Laid(Sequences):
    """Values along a plan."""

    own_plan: Plan
    values: list[Tensor]
    mask: Tensor | None
    shared: np.ndarray

    @classmethod
    def dense(
        cls, values: Tensor, mask: Tensor | None = None, shared: np.ndarray | None = None
    ) -> "Laid":
        """Lay out a tensor (T, B, F) in which every review has a row of its own."""
        length, batch, _ = values.shape
        plan = padded_plan(batch, length)
        return cls(
            plan, plan.parts(values), mask, _none_shared(batch) if shared is None else shared
        )

    def with_values(self, values: list[Tensor], *, shares: bool) -> "Laid":
        """Return other values in the same layout; `shares` if what was alike still is."""
        shared = self.shared if shares else _none_shared(self.size[0])
        return Laid(self.own_plan, values, self.mask, shared)

    @property
    def size(self) -> tuple[int, int]:
        """(B, T)."""
        return self.own_plan.batch, self.own_plan.length

    @property
    def device(self) -> torch.device:
        """Where the values lie."""
        return self.values[0].device

    def plan(self, *, shares: bool) -> Plan:
        """Keep to the own plan where it is exact."""
        own = self.own_plan
        if own.ends is not None or (own.shares and shares):
            return own
        return super().plan(shares=shares)

    def parts(self, plan: Plan) -> list[Tensor]:
        """Values that each stretch of `plan` reads: (steps, rows, F)."""
        return self.values if plan.reads_like(self.own_plan) else plan.parts(self.padded())

    def padded(self) -> Tensor:
        """All values (T, B, F)."""
        return self.own_plan.whole(self.values)

    def reversed(self) -> "Laid":
        """The same from the last timestep to the first."""
        mask = None if self.mask is None else self.mask.flip(1)
        return Laid.dense(self.padded().flip(0), mask)


@dataclass(frozen=True, eq=False)
class Lookups(Sequences):
    """Ids (B, T) whose vectors are looked up once it is known which of them are needed."""

    ids: Tensor
    embeddings: Tensor
    mask: Tensor | None
    shared: np.ndarray

    @property
    def size(self) -> tuple[int, int]:
        """(B, T)."""
        return self.ids.shape[0], self.ids.shape[1]

    @property
    def device(self) -> torch.device:
        """Where the ids and the table lie."""
        return self.ids.device

    def parts(self, plan: Plan) -> list[Tensor]:
        """Look up what each stretch of `plan` reads: (steps, rows, E)."""
        ids = plan.parts(self.ids.t())
        if len(ids) == 1:
            return [embedding(ids[0], self.embeddings)]
        # One look-up for all stretches: its gradient then fills one table, not one a stretch.
        flat = embedding(torch.cat([part.reshape(-1) for part in ids]), self.embeddings)
        vectors = flat.split([part.numel() for part in ids])
        return [
            found.view(*part.shape, flat.shape[1]) for part, found in zip(ids, vectors, strict=True)
        ]

    def padded(self) -> Tensor:
        """Look up all timesteps (T, B, E)."""
        return embedding(self.ids.t(), self.embeddings)

    def reversed(self) -> "Lookups":
        """The same from the last timestep to the first."""
        mask = None if self.mask is None else self.mask.flip(1)
        return Lookups(self.ids.flip(1), self.embeddings, mask, _none_shared(len(self.ids)))
