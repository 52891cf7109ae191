"""A stack → a network with fresh weights."""

import torch

from explorer.network.allocator import keep_freed_memory
from explorer.network.layer import Layer
from explorer.network.layers.dense import Dense
from explorer.network.modules import build_layer
from explorer.network.network import Network
from explorer.problem import UserProblem
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec

__all__ = ["Network", "build_network"]


def build_network(stack: StackSpec, *, maxlen: int, max_features: int, seed: int) -> Network:
    """Return a network of `stack`, its weights drawn as Keras does, from `seed` alone.

    Raises UserProblem, with the rules' own sentence, for a stack that has an error.
    """
    report = examine(stack, InputSpec(maxlen=maxlen, max_features=max_features))
    for problem in report.errors:
        raise UserProblem(f"This stack cannot run: {problem.sentence.rstrip('.')}.")
    keep_freed_memory()
    generator = torch.Generator().manual_seed(seed)
    layers: list[Layer] = []
    for spec, row in zip(stack.layers, report.layers, strict=True):
        if spec.enabled:
            assert row.input_shape is not None, "a stack without errors has all its shapes"
            layers.append(build_layer(spec, row.input_shape, generator))
    head = layers.pop() if layers else None
    if not isinstance(head, Dense) or head.kernel.shape[1] != 1 or head.activation != "sigmoid":
        raise UserProblem(
            f"The stack “{stack.title}” must end in Dense(1, sigmoid), which gives P(positive)."
        )
    return Network(stack, layers, head, maxlen)
