"""What a recurrent layer's equations need besides its trace: squashing functions, weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from explorer.network.network import Network
from explorer.network.numpy_code import numpy_code
from explorer.network.recurrent import Recurrent


@dataclass(frozen=True, eq=False)
class Workings:
    """How a layer's equations are written out.

    activation, gate_activation: Keras names. weights: by Keras's names, kernel (E, G·H),
    recurrent_kernel (H, G·H), bias, carry_kernel (H, H); empty where they are not known. code:
    the layer as a plain numpy loop, a script that runs.
    """

    activation: str = "tanh"
    gate_activation: str = "sigmoid"
    weights: Mapping[str, np.ndarray] = field(default_factory=dict)
    code: str = ""


def workings_of(network: Network, name: str) -> Workings:
    """Return the workings of the layer called `name`; Keras's defaults if it is not found."""
    for layer in network.modules():
        if isinstance(layer, Recurrent) and layer.name == name:
            return Workings(
                activation=layer.spec.activation,
                gate_activation=getattr(layer.spec, "recurrent_activation", "sigmoid"),
                weights={
                    name: values.detach().float().cpu().numpy()
                    for name, values in layer.own_parameters()
                },
                code=numpy_code(layer),
            )
    return Workings()
