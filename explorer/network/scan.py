"""c_t = f_t ⊙ c_{t−1} + w_t for all t at once."""

import torch
from torch import Tensor


def linear_scan(f: Tensor, w: Tensor, before: Tensor) -> Tensor:
    """Return every c_t (T, H) of c_t = f_t ⊙ c_{t−1} + w_t, from c_{−1} = `before` (1, H).

    Doubling (Hillis & Steele 1986): after the pass with span s, row t holds what the last s
    timesteps wrote and how much of anything older they let through. log₂ T passes over (T, H)
    instead of T steps; no division, so forget gates near zero cost no accuracy.
    """
    wrote = w.clone()
    wrote[:1] += f[:1] * before
    through = f.clone()
    span = 1
    while span < len(f):
        wrote[span:] = torch.addcmul(wrote[span:], through[span:], wrote[:-span])
        through[span:] = through[span:] * through[:-span]
        span *= 2
    return wrote
