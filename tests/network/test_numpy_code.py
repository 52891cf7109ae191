"""The source shown for a layer runs by itself, and gives what the layer gives."""

import numpy as np
import pytest
import torch

from explorer.network import numpy_reference
from explorer.network.modules import MODULES
from explorer.network.numpy_code import LOOPS, numpy_code
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid
from explorer.stack.kinds import CarryLSTMSpec, GRUSpec, LSTMSpec, SimpleRNNSpec
from tests.network.keras_twin import our_layer

SPECS = [
    SimpleRNNSpec(units=7),
    SimpleRNNSpec(units=7, activation="relu", use_bias=False),
    SimpleRNNSpec(units=7, activation="sigmoid"),
    LSTMSpec(units=7),
    LSTMSpec(units=7, activation="sigmoid", recurrent_activation="hard_sigmoid"),
    LSTMSpec(units=7, activation="linear", use_bias=False),
    LSTMSpec(units=7, go_backwards=True),
    CarryLSTMSpec(units=7),
    GRUSpec(units=7),
    GRUSpec(units=7, recurrent_activation="hard_sigmoid", activation="relu"),
    GRUSpec(units=7, use_bias=False),
]


def named(spec) -> str:
    changed = [spec.activation, getattr(spec, "recurrent_activation", ""), str(spec.use_bias)]
    return f"{spec.kind}-{'-'.join(changed)}-{spec.go_backwards}"


@pytest.mark.parametrize("spec", SPECS, ids=named)
def test_the_source_runs_and_gives_the_layers_signals(spec):
    layer = our_layer(spec, (40, 5), "float64", 0)
    code = numpy_code(layer)
    module: dict = {}
    exec(code, module)
    x = torch.randn(40, 1, 5, dtype=torch.float64)
    read = x[:, 0].numpy()[::-1] if spec.go_backwards else x[:, 0].numpy()
    kernel, recurrent_kernel, bias, *more = (
        None if weight is None else weight.detach().numpy() for weight in layer.weights
    )
    if bias is None:
        bias = np.zeros((2, 1)) if spec.kind == "GRU" else 0.0
        assert "no bias" in code
    found = module[LOOPS[spec.kind].__name__](read, kernel, recurrent_kernel, bias, *more)
    with torch.no_grad():
        expected, _ = layer.signals(Laid.dense(x))
    assert tuple(found) == spec.signals
    for name, values in found.items():
        turned = values[::-1] if spec.go_backwards else values
        np.testing.assert_allclose(turned, expected[name].numpy(), atol=1e-12, rtol=0)


def test_every_recurrent_kind_has_its_loop():
    kinds = {
        kind
        for kind, made in MODULES.items()
        if isinstance(made, type) and issubclass(made, Recurrent)
    }
    assert set(LOOPS) == kinds


def test_the_heading_gives_this_layers_shapes_and_the_loop_is_the_twins_own():
    layer = our_layer(LSTMSpec(units=3), (9, 5), "float32", 0)
    code = numpy_code(layer)
    words = [line.split() for line in code.splitlines()]
    assert ["#", "W", "(5,", "12)", "kernel"] in words
    assert ["#", "U", "(3,", "12)", "recurrent_kernel"] in words
    assert ["#", "b", "(12,)", "bias"] in words
    source = numpy_reference.__loader__.get_source(numpy_reference.__name__)
    loop = code[code.index("def lstm") : code.index("def by_name")].strip()
    assert loop in source
    assert "carry_kernel" not in code
    backwards = our_layer(LSTMSpec(units=3, go_backwards=True), (9, 5), "float32", 0)
    assert "x[::-1]" in numpy_code(backwards)
    assert "x[::-1]" not in code
