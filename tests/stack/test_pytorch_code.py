"""The written PyTorch script computes what the Keras model computes."""

import ast

import numpy as np
import pytest
import torch
from torch import nn

from explorer.stack.code import Fit, keras_code, pytorch_code
from explorer.stack.code.torch_places import MODULE_ATTRIBUTES
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    DenseSpec,
    EmbeddingSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
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
    trainable,
)


@pytest.mark.parametrize("name", STACKS)
def test_with_the_same_weights_it_says_the_same(name):
    """As the engine's network, which test_keras_code holds against Keras on the same reviews."""
    network, written = network_of(STACKS[name]), run(pytorch_code(STACKS[name], READS))
    module = written["Network"]().eval()
    assert trainable(module) == examine(STACKS[name], READS).parameters
    written["load_keras_weights"](module, network.weights())
    ids = padded_ids()
    with torch.no_grad():
        ours = module(torch.from_numpy(ids))
    assert ours.shape == (len(ids),)
    np.testing.assert_allclose(ours.numpy(), probabilities(network, ids), atol=1e-5)


def test_a_mean_over_a_padded_window_leaves_the_padding_out():
    """As on TensorFlow; on torch, Keras repeats the last timestep, which the other tests avoid."""
    stack = StackSpec.of(
        (
            EmbeddingSpec(input_dim=40),
            AveragePooling1DSpec(pool_size=4, strides=3, padding="same"),
            AveragePooling1DSpec(pool_size=2, strides=1, padding="same"),
            LSTMSpec(units=3),
            DenseSpec(activation="sigmoid"),
        )
    )
    network, written = network_of(stack), run(pytorch_code(stack, READS))
    module = written["Network"]().eval()
    written["load_keras_weights"](module, network.weights())
    with torch.no_grad():
        ours = module(torch.from_numpy(padded_ids())).numpy()
    np.testing.assert_allclose(ours, probabilities(network, padded_ids()), atol=1e-5)


@pytest.mark.parametrize("name", ["lstm", "gru", "dropout", "carry_lstm", "best"])
def test_it_equals_the_keras_script(name):
    """Without the engine in between: weights go from the Keras script to the PyTorch script."""
    model = run(keras_code(STACKS[name], READS))["model"]
    written = run(pytorch_code(STACKS[name], READS))
    module = written["Network"]().eval()
    arrays = {key: values.value.detach().numpy() for key, values in keras_arrays(model).items()}
    written["load_keras_weights"](module, arrays)
    ids = padded_ids()
    theirs = model(ids.astype(np.int32), training=False).detach().numpy()[:, 0]
    with torch.no_grad():
        np.testing.assert_allclose(module(torch.from_numpy(ids)).numpy(), theirs, atol=1e-5)


@pytest.mark.parametrize("name", STACKS)
def test_every_weight_learns(name):
    torch.manual_seed(0)
    module = run(pytorch_code(STACKS[name], READS))["Network"]()
    module(torch.from_numpy(padded_ids())).sum().backward()
    learns = {key for key, weight in module.named_parameters() if weight.grad is not None}
    assert learns == {key for key, weight in module.named_parameters() if weight.requires_grad}


def test_wrong_weights_are_refused():
    written = run(pytorch_code(STACKS["lstm"], READS))
    arrays = network_of(STACKS["lstm"]).weights()
    arrays["lstm/bias"] = arrays["lstm/bias"][:1]
    with pytest.raises(ValueError, match="instead of"):
        written["load_keras_weights"](written["Network"](), arrays)


@pytest.mark.parametrize("name", ["lstm", "masked both ways"])
def test_first_weights_are_drawn_as_keras_does(name):
    written = run(pytorch_code(STACKS[name], READS))
    module = written["Network"]()
    start = dict(module.named_parameters())
    fused = name == "lstm"
    bias = start["lstm.bias_ih_l0" if fused else "bidirectional_forward.bias"].detach()
    units = len(bias) // 4
    np.testing.assert_array_equal(bias, np.repeat([0.0, 1.0, 0.0, 0.0], units))
    recurrent = start["lstm.weight_hh_l0" if fused else "bidirectional_forward.recurrent_kernel"]
    u = recurrent.detach() if fused else recurrent.detach().T
    np.testing.assert_allclose(u.T @ u, np.eye(units), atol=1e-5)
    table = start["embedding.weight"].detach().abs()
    assert 0.04 < table.max() <= 0.05
    assert start["dense.bias"].item() == 0.0


def test_torchs_second_bias_stays_zero():
    module = run(pytorch_code(STACKS["lstm"], READS))["Network"]()
    second = module.lstm.bias_hh_l0
    assert not second.requires_grad
    assert not second.any()


def test_recurrent_dropout_holds_for_the_whole_review():
    """Units that are dropped stay dropped: h stays at 1 or goes 1, 3, 7 …, in every review."""
    layer = SimpleRNNSpec(
        units=64, activation="linear", recurrent_dropout=0.5, return_sequences=True, use_bias=False
    )
    words = EmbeddingSpec(input_dim=40, output_dim=1)
    module = run(pytorch_code(StackSpec.of((words, layer, DenseSpec())), READS))["Network"]()
    module.simple_rnn.kernel.data.fill_(1.0)
    module.simple_rnn.recurrent_kernel.data.copy_(torch.eye(64))
    h = module.simple_rnn(torch.ones(2, 4, 1)).detach().numpy()
    courses = {tuple(h[review, :, unit]) for review in range(2) for unit in range(64)}
    assert courses == {(1.0, 1.0, 1.0, 1.0), (1.0, 3.0, 7.0, 15.0)}
    module.eval()
    kept = module.simple_rnn(torch.ones(1, 4, 1)).detach().numpy()
    assert {tuple(kept[0, :, unit]) for unit in range(64)} == {(1.0, 2.0, 3.0, 4.0)}


def test_dropout_of_inputs_holds_for_the_whole_review():
    source = pytorch_code(StackSpec.of((EmbeddingSpec(), LSTMSpec(dropout=0.5), DenseSpec())))
    dropped = run(source)["Network"]().lstm_dropout(torch.ones(3, 6, 50))
    assert (dropped == dropped[:, :1]).all()
    assert set(dropped.unique().tolist()) == {0.0, 2.0}


@pytest.mark.parametrize("optimiser", ["rmsprop", "adam", "sgd"])
def test_the_script_runs_by_itself(optimiser, capsys):
    run(pytorch_code(STACKS["conv_lstm"], READS, Fit(optimiser)), name="__main__")
    printed = capsys.readouterr().out
    assert f"{examine(STACKS['conv_lstm'], READS).parameters:,} trainable parameters" in printed
    assert "loss 0." in printed


OF_TORCH = ["simple_rnn", "lstm", "gru", "conv_lstm", "best", "torch reads both ways"]


@pytest.mark.parametrize("name", OF_TORCH)
def test_torchs_own_layers_are_used_where_they_serve(name):
    assert "class Recurrent" not in pytorch_code(STACKS[name], READS)


def test_a_disabled_layer_is_a_comment():
    source = pytorch_code(STACKS["mask reaches the mean"], READS)
    assert '# layers.Dropout(0.2, name="dropout"),' in [line.strip() for line in source.split("\n")]
    assert "nn.Dropout(" not in source


def test_errors_stand_on_top_and_nothing_raises():
    broken = [
        (),
        (LSTMSpec(units="many", name="a/b"), DenseSpec(units=0)),
        (EmbeddingSpec(), LSTMSpec(), LSTMSpec(), DenseSpec(units=3)),
        (DenseSpec(), EmbeddingSpec(), EmbeddingSpec()),
    ]
    for layers in broken:
        source = pytorch_code(StackSpec.of(layers), InputSpec())
        ast.parse(source)
        assert "# This stack does not run yet:" in source
        run(source)["Network"]()


def test_no_layer_takes_a_name_of_the_modules_own():
    own = {name for name in dir(nn.Module()) if not name.startswith("_")}
    assert own <= set(MODULE_ATTRIBUTES.split())
