"""The same layer in Keras and here, with the same weights, outputs and gradients side by side."""

from dataclasses import dataclass, fields

import keras
import numpy as np
import torch
from keras.src.backend.common import dtypes as keras_dtypes
from torch import Tensor

from explorer.network.layer import Layer
from explorer.network.modules import build_layer
from explorer.network.sequences import Laid
from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.spec import LayerSpec

# On torch, Keras multiplies float64 matrices in float32. Lifting that makes it compute in the
# precision that its variables have, so that 1e-10 can be asked of it.
keras_dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"

TOLERANCE = {"float32": 1e-5, "float64": 1e-10}


def keras_layer(spec: LayerSpec, dtype: str = "float32", **more) -> keras.layers.Layer:
    """Build Keras's layer from a spec: our option names are Keras's own."""
    options = {
        field.name: getattr(spec, field.name)
        for field in fields(spec)
        if field.name not in ("name", "enabled", "layer")
    }
    if isinstance(spec, BidirectionalSpec):
        wrapped = keras_layer(spec.layer, dtype)
        return keras.layers.Bidirectional(wrapped, merge_mode=spec.merge_mode, dtype=dtype)
    if "pool_size" in options and not options["strides"]:
        options["strides"] = None
    return getattr(keras.layers, spec.kind)(**options, **more, dtype=dtype)


def our_layer(spec: LayerSpec, shape: tuple[int, int], dtype: str, seed: int) -> Layer:
    """Build our module with weights that are nowhere zero, biases included."""
    generator = torch.Generator().manual_seed(seed)
    layer = build_layer(spec, shape, generator)
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.add_(torch.empty_like(parameter).normal_(std=0.3, generator=generator))
    return layer.to(getattr(torch, dtype))


@dataclass
class Ran:
    """An output, and the gradients of a weighted sum of it: of x and of each weight."""

    output: np.ndarray
    gradients: dict[str, np.ndarray]


def _run(output: Tensor, x: Tensor, parameters: list[tuple[str, Tensor]]) -> Ran:
    weights = torch.linspace(-1.0, 1.0, output.numel(), dtype=output.dtype).view(output.shape)
    (output * weights).sum().backward()
    gradients = {name: parameter.grad for name, parameter in [("x", x), *parameters]}
    return Ran(
        output.detach().numpy(),
        {name: grad.numpy() for name, grad in gradients.items() if grad is not None},
    )


def run_ours(layer: Layer, x: np.ndarray, mask: np.ndarray | None = None) -> Ran:
    """Run our module on x (B, T, E)."""
    given = torch.from_numpy(x.copy()).requires_grad_()
    there = None if mask is None else torch.from_numpy(mask)
    output = layer(Laid.dense(given.transpose(0, 1), there), False)
    if not isinstance(output, Tensor):
        output = output.padded().transpose(0, 1)
    return _run(output, given, list(layer.own_parameters()))


def run_keras(
    twin: keras.layers.Layer, ours: Layer, x: np.ndarray, mask: np.ndarray | None = None
) -> Ran:
    """Run Keras's layer on x (B, T, E) with our weights."""
    twin.build(x.shape)
    values = [parameter.detach().numpy() for _, parameter in ours.own_parameters()]
    twin.set_weights(values)
    given = torch.from_numpy(x.copy()).requires_grad_()
    there = {} if mask is None else {"mask": torch.from_numpy(mask)}
    output = twin(given, training=False, **there)
    if isinstance(output, list | tuple):
        output = output[0]
    names = [name for name, _ in ours.own_parameters()]
    variables = [variable.value for variable in twin.trainable_variables]
    return _run(output, given, list(zip(names, variables, strict=True)))


def assert_twins(ours: Ran, keras_ran: Ran, dtype: str) -> None:
    """Outputs and all gradients are equal within the tolerance of their precision."""
    tolerance = TOLERANCE[dtype]
    np.testing.assert_allclose(ours.output, keras_ran.output, rtol=tolerance, atol=tolerance)
    assert ours.gradients.keys() == keras_ran.gradients.keys()
    for name, gradient in ours.gradients.items():
        scale = max(1.0, float(np.abs(keras_ran.gradients[name]).max()))
        np.testing.assert_allclose(
            gradient / scale,
            keras_ran.gradients[name] / scale,
            rtol=tolerance,
            atol=tolerance,
            err_msg=name,
        )


def compare(
    spec: LayerSpec,
    shape: tuple[int, int, int],
    *,
    dtype: str = "float32",
    seed: int = 0,
    mask: np.ndarray | None = None,
) -> None:
    """Run both on random x of `shape` (B, T, E) and assert that they agree."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=shape).astype(dtype)
    ours = our_layer(spec, shape[1:], dtype, seed)
    twin = keras_layer(spec, dtype)
    assert_twins(run_ours(ours, x, mask), run_keras(twin, ours, x, mask), dtype)


def drawn_mask(kind: str, batch: int, length: int, seed: int) -> np.ndarray | None:
    """Pads before ("pre"), after ("post"), in the middle too ("holes"), or None."""
    if kind == "none":
        return None
    rng = np.random.default_rng(seed)
    if kind == "holes":
        return rng.random((batch, length)) > 0.4
    pads = rng.integers(0, length, batch)[:, None]
    steps = np.arange(length)[None]
    return steps >= pads if kind == "pre" else steps < length - pads
