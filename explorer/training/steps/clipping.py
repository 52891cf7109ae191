"""The norm of all gradients together, and scaling them down to a largest one."""

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn.utils import get_total_norm


@torch.no_grad()
def clip_gradients(parameters: Iterable[Tensor], largest: float) -> Tensor:
    """Return the norm of all gradients together; if above `largest`, scale them to it in place.

    0 leaves them as they are. Keras's `global_clipnorm`: g ← g · largest / max(norm, largest).
    torch's clip_grad_norm_ adds 1e-6 to the norm.
    """
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    norm = get_total_norm(gradients)
    if largest > 0.0:
        scale = largest / torch.clamp(norm, min=largest)
        for gradient in gradients:
            gradient.mul_(scale)
    return norm
