"""What a ledger says at one timestep. All arrays are float64 and read-only.

Axes: T token of the review, pads included; T′ timestep of the layer (T′ = T unless a convolution
or a pool stands below); H unit. Rows after the timestep asked for are zero.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class LogitShares:
    """The logit after token `at`, split by word.

    shares (T′,) of the layer's timesteps; pads have zero there and `pad_share` together.
    by_token (T,): the same, each share at the last token that its timestep reads.
    start_share: what the state before the first timestep shows; zero unless the layer's
        activation makes something of nothing (sigmoid).
    other_share: what the head reads from the layer's twin of the other direction.
    logit, bias: of the head. residual: logit − bias − all shares: rounding, and nothing else.
    """

    at: int
    shares: np.ndarray
    by_token: np.ndarray
    pad_share: float
    start_share: float
    other_share: float
    logit: float
    bias: float

    @property
    def residual(self) -> float:
        """What the shares and the bias leave of the logit."""
        known = self.pad_share + self.start_share + self.other_share + self.bias
        return self.logit - known - float(self.shares.sum())


@dataclass(frozen=True, eq=False)
class Balance:
    """What the layer holds of each word after token `at`.

    written: (T′, H) what a timestep added to the carry. survival: (T′, H) how much of it the
        later gates left, in 0…1. contribution = written · survival: sums to `carry` (H,).
        None where the layer has no carry that only adds up.
    shown: (T′, H) each timestep's part of the hidden state h (H,), to which they sum (with
        `start` (H,), see LogitShares.start_share).
    pads: (T′,) which timesteps read nothing but pads. order: (R,) the timesteps read so far, in
        the order of reading.
    logit: None where the head does not read the layer directly.
    """

    at: int
    written: np.ndarray | None
    survival: np.ndarray | None
    contribution: np.ndarray | None
    carry: np.ndarray | None
    shown: np.ndarray
    start: np.ndarray
    h: np.ndarray
    pads: np.ndarray
    order: np.ndarray
    logit: LogitShares | None
