"""The stepped kernel: its gradients against finite differences, its values against fused ones."""

import gc
import weakref
from functools import partial

import pytest
import torch

from explorer.network.clamp import Clamp, Clamps
from explorer.network.stepped import StepOptions, run_stepped
from explorer.stack.kinds import CarryLSTMSpec, GRUSpec, LSTMSpec, SimpleRNNSpec
from tests.network.keras_twin import our_layer

CELLS = [SimpleRNNSpec, LSTMSpec, GRUSpec, CarryLSTMSpec]
T, B, E, H = 4, 2, 2, 3
SIGNALS = [(cell, signal) for cell in CELLS for signal in cell.signals]


def layer_of(spec):
    return our_layer(spec, (T, E), "float64", 0)


def inputs_of(layer, seed=0):
    generator = torch.Generator().manual_seed(seed)

    def drawn(*shape):
        return torch.randn(*shape, generator=generator, dtype=torch.float64).requires_grad_()

    return drawn(T, B, E), tuple(drawn(B, H) for _ in range(layer.state_count))


def check_gradients(layer, dropped=None, clamps=None):
    x, states = inputs_of(layer)
    options = StepOptions(layer.activation, layer.recurrent_activation, dropped, clamps)
    present = [weight for weight in layer.weights if weight is not None]

    def run(x, *rest):
        given = iter(rest[layer.state_count :])
        weights = tuple(None if weight is None else next(given) for weight in layer.weights)
        make = partial(layer.steps_class, options)
        output, final = run_stepped(make, x, rest[: layer.state_count], weights)
        return output, *final

    assert torch.autograd.gradcheck(run, (x, *states, *present))


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
@pytest.mark.parametrize("drop", [True, False], ids=["dropped", "whole"])
def test_gradients_are_those_of_finite_differences(cell, bias, drop):
    dropped = torch.tensor([[2.0, 0, 2], [0, 2, 2]], dtype=torch.float64) if drop else None
    check_gradients(layer_of(cell(units=H, use_bias=bias)), dropped)


@pytest.mark.parametrize("squash", ["relu", "sigmoid", "linear"])
@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
def test_gradients_of_other_activations(cell, squash):
    gate = {} if cell is SimpleRNNSpec else {"recurrent_activation": "hard_sigmoid"}
    check_gradients(layer_of(cell(units=H, activation=squash, **gate)))


@pytest.mark.parametrize(("cell", "signal"), SIGNALS, ids=str)
def test_gradients_stop_at_what_is_held(cell, signal):
    layer = layer_of(cell(units=H))
    held = [Clamp("layer", signal, 0.3, units=(0, 2), start=1, stop=3)]
    check_gradients(layer, clamps=Clamps.of(held, cell.signals, (T, H), layer.kernel))


@pytest.mark.parametrize("cell", [SimpleRNNSpec, LSTMSpec, GRUSpec], ids=lambda cell: cell.kind)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_equals_torch(cell, dtype):
    """Torch's own module, with our weights put into its layout by hand."""
    layer = our_layer(cell(units=H), (T, E), dtype, 0)
    theirs = {"SimpleRNN": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}[cell.kind](
        E, H
    )
    theirs = theirs.to(layer.kernel.dtype)
    blocks = [1, 0, 2] if cell is GRUSpec else range(cell.gates)

    def rows(weights):
        return torch.cat([weights[..., n * H : (n + 1) * H] for n in blocks], -1).t()

    biases = layer.bias if cell is GRUSpec else torch.stack([layer.bias, 0 * layer.bias])
    with torch.no_grad():
        theirs.weight_ih_l0.copy_(rows(layer.kernel))
        theirs.weight_hh_l0.copy_(rows(layer.recurrent_kernel))
        theirs.bias_ih_l0.copy_(rows(biases[0][None])[:, 0])
        theirs.bias_hh_l0.copy_(rows(biases[1][None])[:, 0])
    x, states = inputs_of(layer)
    x, states = x.to(layer.kernel.dtype), tuple(state.to(layer.kernel.dtype) for state in states)
    given = tuple(state[None] for state in states)
    expected, final = theirs(x, given if cell is LSTMSpec else given[0])
    tolerance = {"rtol": 1e-5, "atol": 1e-6} if dtype == "float32" else {"rtol": 0, "atol": 1e-12}
    for run in (layer.run, layer.stepped):
        output, after = run(x, states)
        torch.testing.assert_close(output, expected, **tolerance)
        ends = final if cell is LSTMSpec else (final,)
        for state, end in zip(after, ends, strict=True):
            torch.testing.assert_close(state, end[0], **tolerance)


def test_many_reviews_take_the_fast_tanh():
    """Above a few thousand elements tanh is computed as 2σ(2x) − 1: float32 must bear it."""
    layer = our_layer(LSTMSpec(units=32), (50, 8), "float32", 0)
    x = torch.randn(50, 128, 8)
    fused, _ = layer.run(x, layer.start(128))
    stepped, _ = layer.stepped(x, layer.start(128))
    torch.testing.assert_close(stepped, fused, rtol=0, atol=2e-6)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
def test_nothing_is_kept_after_the_gradient(cell):
    """The buffers of a step go when its outputs go, without the garbage collector's help."""
    layer = layer_of(cell(units=H))
    x, states = inputs_of(layer)
    gc.disable()
    try:
        output, _ = layer.stepped(x, states)
        node = weakref.ref(output.grad_fn)
        output.sum().backward()
        del output, _
        assert node() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
def test_gradient_twice_over_one_run(cell):
    layer = layer_of(cell(units=H))
    x, states = inputs_of(layer)
    output, _ = layer.stepped(x, states)
    (first,) = torch.autograd.grad(output.sum(), x, retain_graph=True)
    (second,) = torch.autograd.grad(output.sum(), x)
    assert torch.equal(first, second)
