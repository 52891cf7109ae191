"""Which reviews are read in which stretch of time.

A recurrent layer reads a batch stretch by stretch. Row r of every stretch is the same review,
`order[r]`; a stretch holds the first `rows` of them. When a stretch has more rows than the one
before, the new rows go on from row 0's state; when it has fewer, the last rows have ended.

Axes: T timestep, B review, F feature. Parts are (steps, rows, F).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import torch
from torch import Tensor


@dataclass(frozen=True)
class Stretch:
    """Timesteps start…stop−1, read by the first `rows` reviews of the plan's order."""

    start: int
    stop: int
    rows: int


@dataclass(frozen=True, eq=False)
class Plan:
    """The reading plan of a batch of `batch` reviews of `length` timesteps.

    order: (B,) review numbers, or None for the batch's own order.
    take: (L, B) the timestep that row r reads at step s, or None for s itself.
    ends: (B,) how many steps each row reads, or None when all read every step.
    hold: (T, B) the step whose output a review shows at timestep t, −1 before its first;
        None when that is t itself.
    """

    batch: int
    length: int
    stretches: tuple[Stretch, ...]
    order: Tensor | None = None
    take: Tensor | None = None
    ends: Tensor | None = None
    hold: Tensor | None = None

    def on(self, device: torch.device) -> "Plan":
        """Return the plan with its order on a device."""
        if self.order is None or self.order.device == device:
            return self
        return replace(self, order=self.order.to(device))

    @property
    def shares(self) -> bool:
        """Whether some review reads for others."""
        return self.ends is None and any(part.rows < self.batch for part in self.stretches)

    def reads_like(self, other: "Plan") -> bool:
        """Whether parts cut by the other plan are parts of this one."""
        if self is other:
            return True
        plain = self.order is None and self.take is None
        return (
            plain
            and other.order is None
            and other.take is None
            and (self.stretches == other.stretches)
        )

    @cached_property
    def place(self) -> Tensor | None:
        """The row (B,) of each review, or None for the batch's own order."""
        return None if self.order is None else torch.argsort(self.order)

    def rows_of(self, values: Tensor, stretch: Stretch) -> Tensor:
        """Rows of a per-review tensor (B, …) that read in `stretch`."""
        ordered = values if self.order is None else values[self.order]
        return ordered[: stretch.rows]

    def parts(self, values: Tensor) -> list[Tensor]:
        """Cut a time-major tensor (T, B, …) into what each stretch reads (steps, rows, …)."""
        if self.order is not None:
            values = values.index_select(1, self.order)
        if self.take is not None:
            values = _pick(values, self.take)
        # One split, not a slice a stretch: each slice's gradient would fill a tensor of its own.
        pieces = values.split([part.stop - part.start for part in self.stretches])
        return [piece[:, : part.rows] for piece, part in zip(pieces, self.stretches, strict=True)]

    def whole(self, parts: Sequence[Tensor]) -> Tensor:
        """Put outputs (steps, rows, F) back together: (T, B, F), every review in its place."""
        full = [self._fill(part) for part in parts]
        values = full[0] if len(full) == 1 else torch.cat(full)
        if self.place is not None:
            values = values.index_select(1, self.place)
        if self.hold is None:
            return values
        return _pick(values, self.hold.clamp_min(0)) * (self.hold >= 0).unsqueeze(2)

    def _fill(self, part: Tensor) -> Tensor:
        """Give every review a row: those that another reads for show its values."""
        steps, rows, features = part.shape
        missing = self.batch - rows
        if not missing:
            return part
        return torch.cat([part, part[:, :1].expand(steps, missing, features)], 1)

    def last(self, parts: Sequence[Tensor], final: Tensor) -> Tensor:
        """Return each review's last output (B, H), given all outputs and the last stretch's."""
        if self.ends is not None:
            values = self._at_ends(parts)
        else:
            # A review of nothing but pads has never joined.
            (values,) = enter((final,), self.batch)
        return values if self.place is None else values.index_select(0, self.place)

    def _at_ends(self, parts: Sequence[Tensor]) -> Tensor:
        """Output of each row at its last step; zero for a row that reads nothing."""
        assert self.ends is not None
        found = []
        for part, stretch in zip(parts, self.stretches, strict=True):
            step = self.ends[: stretch.rows] - 1 - stretch.start
            inside = torch.nonzero((step >= 0) & (step < part.shape[0])).squeeze(1)
            found.append(part[step[inside], inside])
        # Rows end in order, longest last to leave: the stretches give them back to front.
        values = torch.cat(found[::-1])
        silent = self.batch - values.shape[0]
        return torch.cat([values, values.new_zeros(silent, values.shape[1])]) if silent else values


def _pick(values: Tensor, steps: Tensor) -> Tensor:
    """values (T, B, …) at timesteps `steps` (L, B) of each review: (L, B, …)."""
    index = steps.view(*steps.shape, *[1] * (values.dim() - 2)).expand(-1, -1, *values.shape[2:])
    return values.gather(0, index)


def enter(states: tuple[Tensor, ...], rows: int) -> tuple[Tensor, ...]:
    """Bring states (rows before, H) to `rows` rows: new ones go on from row 0's state."""
    before = states[0].shape[0]
    if rows == before:
        return states
    if rows < before:
        return tuple(state[:rows] for state in states)
    joined = rows - before
    return tuple(torch.cat([state, state[:1].expand(joined, -1)]) for state in states)
