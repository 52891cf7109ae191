"""Shapes, weights and parameter counts equal those of the layer that Keras builds."""

from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.stack.kinds import KINDS, BidirectionalSpec, CarryLSTMSpec, GRUSpec, LSTMSpec
from explorer.stack.spec import ShapeProblem
from tests.stack.drawing import patient, working_layer_of
from tests.stack.keras_layers import KERAS_KINDS, keras_layer


def keras_weights(layer) -> list[tuple[str, tuple[int, ...]]]:
    """Name and shape of each weight; Bidirectional's halves as forward/… and backward/…."""
    found = []
    for weight in layer.weights:
        way = next((half for half in ("forward", "backward") if f"/{half}_" in weight.path), "")
        found.append((f"{way}/{weight.name}" if way else weight.name, tuple(weight.shape)))
    return found


@pytest.mark.parametrize("kind", KERAS_KINDS)
@given(data=st.data(), timesteps=st.integers(1, 12), features=st.integers(1, 5))
@settings(patient, max_examples=12)
def test_shape_and_weights_equal_keras(kind, data, timesteps, features):
    spec = data.draw(working_layer_of(kind, carry=False))
    shape = (timesteps,) if kind == "Embedding" else (timesteps, features)
    layer = keras_layer(spec)
    try:
        ours = spec.output_shape(shape)
    except ShapeProblem:
        assert keras_leaves_nothing(layer, shape)
        return
    layer.build((None, *shape))
    assert ours == tuple(layer.compute_output_shape((None, *shape)))[1:]
    assert list(spec.weights(shape).items()) == keras_weights(layer)
    assert spec.parameters(shape) == layer.count_params()


def keras_leaves_nothing(layer, shape) -> bool:
    """Keras says so by an error, or by a size below one with which it then cannot run."""
    try:
        layer.build((None, *shape))
        return min(layer.compute_output_shape((None, *shape))[1:]) < 1
    except ValueError:
        return True


@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("padding", ["valid", "same", "causal"])
def test_dilated_convolutions_equal_keras(padding, dilation):
    spec = KINDS["Conv1D"](kernel_size=3, filters=4, padding=padding, dilation_rate=dilation)
    layer = keras_layer(spec)
    assert spec.output_shape((20, 3)) == tuple(layer.compute_output_shape((None, 20, 3)))[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_vector_is_refused_by_whatever_reads_timesteps(kind):
    spec = KINDS[kind]()
    shape = (32,)
    if spec.input_rank == 2:
        with pytest.raises(ShapeProblem, match=r"not \(B, 32\)"):
            spec.output_shape(shape)
    else:
        assert spec.output_shape(shape)


def test_an_embedding_refuses_vectors():
    with pytest.raises(ShapeProblem, match=r"\(B, 500, 32\)"):
        KINDS["Embedding"]().output_shape((500, 32))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), features=st.integers(1, 50))
@settings(patient, max_examples=20)
def test_the_arithmetic_shown_adds_up(kind, data, features):
    spec = data.draw(working_layer_of(kind))
    shape = (9,) if kind == "Embedding" else (9, features)
    said = spec.arithmetic(shape)
    python = said.replace("×", "*").replace("·", "*").replace(",", "")
    assert (eval(python) if said else 0) == spec.parameters(shape)


@pytest.mark.parametrize("kind", ["SimpleRNN", "LSTM", "CarryLSTM", "GRU"])
@given(data=st.data(), features=st.integers(1, 50))
@settings(patient, max_examples=20)
def test_the_gates_parameters_sum_to_all(kind, data, features):
    spec = data.draw(working_layer_of(kind))
    by_gate = spec.by_gate((9, features))
    assert sum(by_gate.values()) == spec.parameters((9, features))
    assert len(by_gate) == spec.gates == len(spec.blocks)


def test_the_numbers_of_the_tutorial():
    assert LSTMSpec().arithmetic((500, 32)) == "4 × (32·32 + 32·32 + 32)"
    assert LSTMSpec().parameters((500, 32)) == 8_320
    assert LSTMSpec().by_gate((500, 32)) == {"i": 2080, "f": 2080, "k": 2080, "o": 2080}
    assert GRUSpec().parameters((500, 32)) == 3 * 32 * (32 + 32 + 2)
    assert BidirectionalSpec().arithmetic((500, 32)) == "2 × 4 × (32·32 + 32·32 + 32)"


def test_the_carry_lstm_has_an_lstms_weights_and_a_matrix_more():
    carry, lstm = CarryLSTMSpec(units=7), LSTMSpec(units=7)
    assert carry.weights((5, 3)) == lstm.weights((5, 3)) | {"carry_kernel": (7, 7)}
    assert carry.parameters((5, 3)) == lstm.parameters((5, 3)) + 7 * 7
    assert carry.by_gate((5, 3))["o"] == lstm.by_gate((5, 3))["o"] + 7 * 7


@given(st.sampled_from(sorted(KINDS)).flatmap(working_layer_of))
@patient
def test_parameters_are_the_sizes_of_the_weights(spec):
    shape = (9,) if spec.kind == "Embedding" else (9, 4)
    assert spec.parameters(shape) == sum(prod(size) for size in spec.weights(shape).values())
