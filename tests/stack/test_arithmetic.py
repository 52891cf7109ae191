"""Shapes and parameter counts equal those of the layer that Keras builds."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.stack.kinds import KINDS, CarryLSTMSpec, RecurrentSpec
from explorer.stack.spec import LayerSpec, ShapeProblem

KERAS_KINDS = sorted(set(KINDS) - {"CarryLSTM"})
IDS = {"Embedding"}
NOT_KERAS = {"name", "enabled", "layer"}


def keras_layer(spec: LayerSpec):
    """Build the Keras layer of the same class with the same options."""
    import keras

    options = {
        field.name: getattr(spec, field.name)
        for field in fields(spec)
        if field.name not in NOT_KERAS
    }
    if "Pooling1D" in spec.kind and "strides" in options:
        options["strides"] = options["strides"] or None
    if spec.kind == "Bidirectional":
        return keras.layers.Bidirectional(keras_layer(spec.layer), **options)
    return getattr(keras.layers, spec.kind)(**options)


def options_of(kind: str):
    """Draw a spec with options inside their ranges, small enough to build at once."""
    spec_class = KINDS[kind]
    drawn = {}
    for name, what in spec_class.options().items():
        default = getattr(spec_class(), name)
        if what.choices is not None:
            drawn[name] = st.sampled_from(what.choices)
        elif isinstance(default, bool):
            drawn[name] = st.booleans()
        elif isinstance(default, float):
            drawn[name] = st.sampled_from([0.0, 0.25])
        else:
            drawn[name] = st.integers(max(1, int(what.low or 0)), 6)
    if kind == "Embedding":
        drawn["input_dim"] = st.integers(5, 40)
    if kind == "Conv1D":  # Keras refuses both at once
        drawn["dilation_rate"] = st.just(1)
    if kind == "Bidirectional":
        inner = st.sampled_from(["LSTM", "GRU", "SimpleRNN"]).flatmap(options_of)
        # Keras refuses to wrap a layer that reads backwards already.
        drawn["layer"] = inner.map(lambda layer: replace(layer, go_backwards=False))
    return st.fixed_dictionaries(drawn).map(lambda options: spec_class(**options))


@pytest.mark.parametrize("kind", KERAS_KINDS)
@given(data=st.data(), timesteps=st.integers(1, 12), features=st.integers(1, 5))
@settings(max_examples=8, deadline=None)
def test_shape_and_parameters_equal_keras(kind, data, timesteps, features):
    spec = data.draw(options_of(kind))
    shape = (timesteps,) if kind in IDS else (timesteps, features)
    try:
        ours = spec.output_shape(shape)
    except ShapeProblem:
        with pytest.raises(Exception):  # noqa: B017 (Keras raises several types)
            keras_layer(spec).build((None, *shape))
            keras_layer(spec).compute_output_shape((None, *shape))
            raise_if_empty(keras_layer(spec), shape)
        return
    layer = keras_layer(spec)
    layer.build((None, *shape))
    theirs = tuple(layer.compute_output_shape((None, *shape)))[1:]
    assert ours == theirs
    assert spec.parameters(shape) == layer.count_params()


def raise_if_empty(layer, shape) -> None:
    """Keras computes a size of zero or less where it then fails to run."""
    if min(layer.compute_output_shape((None, *shape))[1:]) < 1:
        raise ValueError("nothing left")


@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("padding", ["valid", "same", "causal"])
def test_dilated_convolutions_equal_keras(padding, dilation):
    spec = KINDS["Conv1D"](kernel_size=3, filters=4, padding=padding, dilation_rate=dilation)
    layer = keras_layer(spec)
    assert spec.output_shape((20, 3)) == tuple(layer.compute_output_shape((None, 20, 3)))[1:]


def test_the_carry_lstm_has_an_lstms_weights_and_a_matrix_more():
    lstm = KINDS["LSTM"](units=7)
    assert CarryLSTMSpec(units=7).parameters((5, 3)) == lstm.parameters((5, 3)) + 7 * 7


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_complete(kind):
    spec_class = KINDS[kind]
    assert spec_class.kind == kind
    assert spec_class.group in {
        *("Input", "Recurrent", "Convolution", "Pooling", "Regularisation", "Output")
    }
    assert spec_class.summary
    spec = spec_class()
    assert spec.complaints() == []
    assert all(what.help for what in spec_class.options().values())
    if isinstance(spec, RecurrentSpec):
        assert spec.signals[-1] == "h"


@pytest.mark.parametrize("kind", KERAS_KINDS)
def test_options_carry_keras_names(kind):
    """Every option is an argument of the Keras layer's constructor."""
    import inspect

    import keras

    keras_class = getattr(keras.layers, kind)
    known: set[str] = set()
    for ancestor in keras_class.__mro__:
        if "__init__" in vars(ancestor):
            known |= set(inspect.signature(ancestor.__init__).parameters)
    assert set(KINDS[kind].options()) <= known
