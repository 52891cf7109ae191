"""Building networks, their weights in and out, and that every kind of layer can be built."""

import numpy as np
import pytest
import torch

from explorer.network.allocator import keep_freed_memory
from explorer.network.build import build_network
from explorer.network.layer import Layer
from explorer.network.modules import MODULES, build_layer
from explorer.network.weights_file import read_weights, write_weights
from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS, DenseSpec, EmbeddingSpec, LSTMSpec, SimpleRNNSpec
from explorer.stack.presets import PRESETS, preset
from explorer.stack.spec import StackSpec
from tests.network.stacks import LENGTH, padded_ids, small_network


def test_every_kind_has_a_module():
    assert MODULES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_modules_have_the_weights_that_specs_promise(kind):
    spec = KINDS[kind](name="layer")
    shape = (20,) if kind == "Embedding" else (20, 6)
    layer = build_layer(spec, shape, torch.Generator())
    assert isinstance(layer, Layer)
    assert {name: tuple(values.shape) for name, values in layer.own_parameters()} == dict(
        spec.weights(shape)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_modules_have_the_output_that_specs_promise(kind):
    spec = KINDS[kind](name="layer")
    layers = [] if kind in ("Embedding",) else [spec]
    shape = (20, 6)
    values = torch.randint(0, 30, (3, 20))
    embedding = EmbeddingSpec(name="embedding", input_dim=30, output_dim=6)
    for one, before in zip([embedding, *layers], [(20,), shape], strict=False):
        layer = build_layer(one, before, torch.Generator())
        values = layer(values, False)
        promised = one.output_shape(before)
    found = values if isinstance(values, torch.Tensor) else values.padded().transpose(0, 1)
    assert tuple(found.shape) == (3, *promised)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_train(name):
    """Every parameter gets a gradient, and logits are one a review."""
    network = build_network(preset(name).stack, maxlen=60, max_features=10_000, seed=0)
    ids = torch.randint(1, 10_000, (5, 60))
    ids[1, :40] = 0
    logits = network(ids)
    assert logits.shape == (5,)
    logits.sum().backward()
    assert all(parameter.grad is not None for parameter in network.parameters())
    assert sum(parameter.numel() for parameter in network.parameters()) == sum(
        array.size for array in network.weights().values()
    )


def test_switched_off_layers_are_left_out():
    off = SimpleRNNSpec(units=4, return_sequences=True, enabled=False)
    network = small_network(off, LSTMSpec(units=3))
    assert [layer.name for layer in network.layers] == ["embedding", "lstm", "dense"]


def test_constant_weights_give_the_number_on_paper():
    """All weights ½, no bias: x = ½, h₁ = tanh(¼), h₂ = tanh(¼ + ½·h₁), logit = ½·h₂."""
    stack = StackSpec.of(
        [
            EmbeddingSpec(input_dim=5, output_dim=1),
            SimpleRNNSpec(units=1, use_bias=False),
            DenseSpec(activation="sigmoid", use_bias=False),
        ]
    )
    network = build_network(stack, maxlen=2, max_features=5, seed=0)
    for parameter in network.parameters():
        torch.nn.init.constant_(parameter, 0.5)
    h = np.tanh(0.25 + 0.5 * np.tanh(0.25))
    assert network(torch.tensor([[1, 2]])).item() == pytest.approx(0.5 * h)


def test_refuses_a_stack_with_errors():
    stack = StackSpec.of([EmbeddingSpec(), LSTMSpec(return_sequences=True), DenseSpec()])
    with pytest.raises(UserProblem, match="cannot run"):
        build_network(stack, maxlen=50, max_features=10_000, seed=0)


def test_an_id_without_a_row_gets_a_sentence():
    network = small_network(LSTMSpec(units=3))
    with pytest.raises(UserProblem, match="Token id 40 has no row in the layer “embedding”"):
        network(torch.full((1, LENGTH), 40))
    with pytest.raises(UserProblem, match="Token id -1"):
        network(torch.full((1, LENGTH), -1))


def test_weights_are_copies_by_keras_names():
    network = small_network(LSTMSpec(units=3)).float()
    weights = network.weights()
    assert {name: array.shape for name, array in weights.items()} == {
        "embedding/embeddings": (40, 5),
        "lstm/kernel": (5, 12),
        "lstm/recurrent_kernel": (3, 12),
        "lstm/bias": (12,),
        "dense/kernel": (3, 1),
        "dense/bias": (1,),
    }
    weights["lstm/bias"][:] = 7
    assert not (network.weights()["lstm/bias"] == 7).any()


def test_loaded_weights_give_the_same_verdicts():
    first = small_network(LSTMSpec(units=3), seed=1).float()
    second = small_network(LSTMSpec(units=3), seed=2).float()
    ids = padded_ids(4)
    assert not torch.equal(first(ids), second(ids))
    second.load_weights(first.weights())
    assert torch.equal(first(ids), second(ids))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda w: w.pop("lstm/bias"), "lack “lstm/bias”"),
        (lambda w: w.update({"gru/bias": w["lstm/bias"]}), "hold “gru/bias”"),
        (lambda w: w.update({"lstm/bias": w["lstm/bias"][:5]}), r"“lstm/bias” has shape \(5,\)"),
        (lambda w: w.update({"lstm/bias": w["lstm/bias"].astype(float)}), "float64"),
        (lambda w: w.update({"lstm/bias": w["lstm/bias"] * np.inf}), "not finite"),
    ],
)
def test_weights_that_do_not_fit_change_nothing(change, said):
    network = small_network(LSTMSpec(units=3)).float()
    before = network.weights()
    foreign = {name: array + 1 for name, array in before.items()}
    change(foreign)
    with pytest.raises(UserProblem, match=said):
        network.load_weights(foreign)
    for name, array in network.weights().items():
        np.testing.assert_array_equal(array, before[name])


def test_weights_file_round_trip(tmp_path):
    weights = small_network(LSTMSpec(units=3)).float().weights()
    weights["turned"] = np.asfortranarray(weights["lstm/kernel"])
    write_weights(tmp_path / "001.safetensors", weights)
    found = read_weights(tmp_path / "001.safetensors")
    assert found.keys() == weights.keys()
    for name, array in weights.items():
        np.testing.assert_array_equal(found[name], array)
    assert [path.name for path in tmp_path.iterdir()] == ["001.safetensors"]


@pytest.mark.parametrize("content", [b"", b"not safetensors", b"\xff" * 64, b"\x08" + b"\0" * 40])
def test_damaged_weights_files_get_a_sentence(content, tmp_path):
    path = tmp_path / "001.safetensors"
    path.write_bytes(content)
    with pytest.raises(UserProblem, match="not a weights file"):
        read_weights(path)


def test_a_truncated_weights_file_gets_a_sentence(tmp_path):
    path = tmp_path / "001.safetensors"
    write_weights(path, small_network(LSTMSpec(units=3)).weights())
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(UserProblem, match="not a weights file"):
        read_weights(path)
    with pytest.raises(UserProblem, match="no weights file"):
        read_weights(tmp_path / "002.safetensors")


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "001.safetensors"
    write_weights(path, {"a": np.zeros(3, np.float32)})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explorer.network.weights_file.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_weights(path, {"a": np.ones(3, np.float32)})
    np.testing.assert_array_equal(read_weights(path)["a"], np.zeros(3))
    assert [found.name for found in tmp_path.iterdir()] == ["001.safetensors"]


def test_asking_for_kept_memory_is_harmless():
    assert keep_freed_memory() in (True, False)
    assert keep_freed_memory() == keep_freed_memory()
