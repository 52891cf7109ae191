"""The written Keras script builds the same network: run under Keras itself."""

import ast

import numpy as np
import pytest

from explorer.network.keras_file import open_keras, save_keras
from explorer.stack.code import Fit, keras_code
from explorer.stack.kinds import CarryLSTMSpec, DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec
from tests.stack.written_code import (
    READS,
    STACKS,
    keras_arrays,
    network_of,
    padded_ids,
    probabilities,
    run,
)

# Keras says of its own accord what the code's comment says.
pytestmark = pytest.mark.filterwarnings("ignore:Layer .* masking:UserWarning")


def model_of(stack: StackSpec):
    return run(keras_code(stack, READS))["model"]


@pytest.mark.parametrize("name", STACKS)
def test_it_builds_the_same_network(name):
    stack = STACKS[name]
    report, model = examine(stack, READS), model_of(stack)
    assert model.count_params() == report.parameters
    shapes = {layer.name: tuple(layer.output.shape)[1:] for layer in model.layers}
    assert shapes == {
        layer.name: found.output_shape
        for layer, found in zip(stack.layers, report.layers, strict=True)
        if layer.enabled
    }


@pytest.mark.parametrize("name", STACKS)
def test_with_the_same_weights_it_says_the_same(name):
    network, model = network_of(STACKS[name]), model_of(STACKS[name])
    variables, weights = keras_arrays(model), network.weights()
    assert variables.keys() == weights.keys()
    for key, variable in variables.items():
        variable.assign(weights[key])
    ids = padded_ids()
    theirs = model(ids.astype(np.int32), training=False).detach().numpy()[:, 0]
    np.testing.assert_allclose(theirs, probabilities(network, ids), atol=1e-5)


def test_dropout_of_the_carry_lstm_holds_for_the_whole_review():
    """Units that are dropped stay dropped: h grows by 1 or doubles, and never changes its mind."""
    cell = CarryLSTMSpec(
        units=64, activation="linear", recurrent_dropout=0.5, return_sequences=True, use_bias=False
    )
    stack = StackSpec.of((EmbeddingSpec(output_dim=1, input_dim=40), cell, DenseSpec()))
    layer = run(keras_code(stack, READS))["model"].get_layer("carry_lstm")
    kernel, recurrent, carry = layer.trainable_variables
    kernel.assign(np.concatenate([np.zeros((1, 192)), np.ones((1, 64))], 1))
    recurrent.assign(np.concatenate([np.zeros((64, 192)), np.eye(64)], 1))
    carry.assign(np.zeros((64, 64)))
    h = layer(np.ones((2, 4, 1), np.float32), training=True).detach().numpy()
    courses = {tuple(h[review, :, unit]) for review in range(2) for unit in range(64)}
    assert courses == {(1.0, 1.0, 1.0, 1.0), (1.0, 3.0, 7.0, 15.0)}


def test_only_what_differs_from_keras_is_written():
    stack = StackSpec.of(
        (EmbeddingSpec(input_dim=500), LSTMSpec(dropout=0.1, enabled=False), DenseSpec(units=1)),
        "Mine",
    )
    source = keras_code(stack, InputSpec(maxlen=80, max_features=500, truncating="post"))
    lines = [line.strip() for line in source.splitlines()]
    assert 'layers.Embedding(max_features, 32, name="embedding"),' in lines
    assert '# layers.LSTM(32, dropout=0.1, name="lstm"),' in lines
    assert 'layers.Dense(1, name="dense"),' in lines
    assert "maxlen = 80  # timesteps" in lines
    assert 'truncating="post"' in source
    assert "padding=" not in source
    assert "CarryLSTMCell" not in source


def test_errors_stand_on_top_and_nothing_raises():
    stack = StackSpec.of((LSTMSpec(units="many", name="a/b"), DenseSpec(units=0)))
    source = keras_code(stack, READS)
    ast.parse(source)
    assert "# This stack does not run yet:" in source
    for problem in examine(stack, READS).errors:
        assert problem.sentence[:40] in source
    ast.parse(keras_code(StackSpec.of(())))


def test_traps_become_comments():
    assert "recurrent_constraint" in keras_code(STACKS["dropout"], READS)
    assert "recurrent_constraint" not in keras_code(STACKS["lstm"], READS)
    assert "# The mask stops here" in keras_code(STACKS["mask stops at a convolution"], READS)
    gru = keras_code(STACKS["gru"], READS)
    assert "# Keras's GRU (reset_after)" in gru
    assert gru.index("reset_after") < gru.index("layers.GRU")


def test_the_settings_of_the_training_are_written():
    fit = Fit("adam", learning_rate=0.01, epochs=3, batch_size=64, validation_split=0.1)
    source = keras_code(STACKS["lstm"], READS, fit)
    for expected in ("epochs=3", "batch_size=64", "validation_split=0.1"):
        assert expected in source
    optimiser = run(source)["model"].optimizer
    assert type(optimiser).__name__ == "Adam"
    assert float(optimiser.learning_rate) == pytest.approx(0.01)


def test_a_mask_over_leading_pads_is_kept_from_cudnn():
    source = keras_code(STACKS["masked both ways"], READS)
    assert "layers.LSTM(3, return_sequences=True, use_cudnn=False)" in source
    assert "layers.SimpleRNN(3)" in source
    behind = InputSpec(maxlen=17, max_features=40, padding="post")
    assert "use_cudnn" not in keras_code(STACKS["masked both ways"], behind)
    assert "use_cudnn" not in keras_code(STACKS["lstm"], READS)


def test_the_script_of_a_carry_lstm_opens_the_files_that_are_exported(tmp_path):
    """And gives them on: what Keras then saves opens again, in both."""
    import keras

    name = "carry LSTM with everything"
    network, ids = network_of(STACKS[name]), padded_ids()
    save_keras(tmp_path / "ours.keras", network)
    keras.saving.get_custom_objects().pop("carrytrack>CarryLSTM", None)
    run(keras_code(STACKS[name], READS))
    for file in ("ours.keras", "theirs.keras"):
        model = keras.models.load_model(tmp_path / file)
        theirs = model(ids.astype(np.int32), training=False).detach().numpy()[:, 0]
        np.testing.assert_allclose(theirs, probabilities(network, ids), atol=1e-5)
        model.save(tmp_path / "theirs.keras")
    again = open_keras(tmp_path / "theirs.keras")
    np.testing.assert_allclose(probabilities(again, ids), probabilities(network, ids), atol=1e-6)
