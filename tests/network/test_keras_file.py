"""Files cross to real Keras and back with equal predictions; broken ones get a sentence."""

import json
import zipfile
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest
import torch

from explorer.network.build import Network, build_network
from explorer.network.keras_file import (
    load_keras_weights,
    open_keras,
    save_keras,
    save_keras_weights,
)
from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from explorer.stack.presets import PRESETS, preset
from tests.network import keras_carry_lstm
from tests.network.stacks import padded_ids, small_network

assert keras_carry_lstm.CarryLSTM  # registers itself with Keras


def of_preset(name: str, seed: int = 1) -> Network:
    """A preset at a tenth of its length."""
    return build_network(preset(name).stack, maxlen=60, max_features=10_000, seed=seed).eval()


def probabilities(network: Network, ids: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return torch.sigmoid(network(torch.from_numpy(ids))).numpy()


@pytest.fixture
def ids() -> np.ndarray:
    found = np.random.default_rng(0).integers(1, 10_000, (4, 60))
    found[1, :30] = found[2, :59] = 0
    return found


@pytest.mark.parametrize("name", PRESETS)
def test_written_here_opens_in_keras_and_comes_back(name, ids, tmp_path):
    network = of_preset(name)
    save_keras(tmp_path / "ours.keras", network)
    model = keras.models.load_model(tmp_path / "ours.keras")
    expected = probabilities(network, ids)
    np.testing.assert_allclose(model.predict(ids, verbose=0)[:, 0], expected, atol=1e-5)
    model.save(tmp_path / "theirs.keras")
    returned = open_keras(tmp_path / "theirs.keras")
    np.testing.assert_allclose(probabilities(returned, ids), expected, atol=1e-6)
    assert [layer.kind for layer in returned.stack.layers] == [
        layer.kind for layer in network.stack.active
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_weights_cross_both_ways(name, ids, tmp_path):
    network, other = of_preset(name), of_preset(name, seed=2)
    save_keras(tmp_path / "model.keras", other)
    model = keras.models.load_model(tmp_path / "model.keras")
    save_keras_weights(tmp_path / "ours.weights.h5", network)
    model.load_weights(tmp_path / "ours.weights.h5")
    expected = probabilities(network, ids)
    np.testing.assert_allclose(model.predict(ids, verbose=0)[:, 0], expected, atol=1e-5)
    model.save_weights(tmp_path / "theirs.weights.h5")
    load_keras_weights(tmp_path / "theirs.weights.h5", other)
    np.testing.assert_array_equal(probabilities(other, ids), expected)


def test_our_own_round_trip_is_exact(tmp_path):
    for name in PRESETS:
        network = of_preset(name)
        save_keras(tmp_path / "a.keras", network)
        back = open_keras(tmp_path / "a.keras")
        assert back.stack.layers == network.stack.active
        assert back.maxlen == network.maxlen
        for key, array in network.weights().items():
            np.testing.assert_array_equal(back.weights()[key], array)


def keras_model(*layers, length=12):
    head = keras.layers.Dense(1, activation="sigmoid", name="verdict")
    return keras.Sequential(
        [keras.Input((length,)), keras.layers.Embedding(40, 5, mask_zero=True), *layers, head]
    )


def test_reads_a_model_with_names_and_layers_of_its_own(tmp_path):
    layers = keras.layers
    model = keras_model(
        layers.SpatialDropout1D(0.1),
        layers.Bidirectional(layers.GRU(3, return_sequences=True), merge_mode="sum", name="both"),
        layers.LSTM(4, return_sequences=True, name="deep er"),
        layers.LSTM(3, go_backwards=True, recurrent_activation="hard_sigmoid", use_bias=False),
        layers.Dropout(0.2),
    )
    model.compile(loss="binary_crossentropy", optimizer="adam")
    model.save(tmp_path / "m.keras")
    ids = padded_ids(5, 12).numpy()
    found = open_keras(tmp_path / "m.keras")
    np.testing.assert_allclose(
        probabilities(found, ids), model.predict(ids, verbose=0)[:, 0], atol=1e-6
    )
    assert [layer.name for layer in found.stack.layers][2:4] == ["both", "lstm"]


def test_reads_a_functional_chain(tmp_path):
    inputs = keras.Input((None,), dtype="int32")
    x = keras.layers.Embedding(40, 5)(inputs)
    x = keras.layers.LSTM(3)(x)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))
    model.save(tmp_path / "m.keras")
    ids = padded_ids(5, 12).numpy()
    found = open_keras(tmp_path / "m.keras", maxlen=12)
    assert found.maxlen == 12
    np.testing.assert_allclose(
        probabilities(found, ids), model.predict(ids, verbose=0)[:, 0], atol=1e-6
    )


def branching():
    inputs = keras.Input((12,), dtype="int32")
    x = keras.layers.Embedding(40, 5)(inputs)
    both = [keras.layers.LSTM(3, name=name)(x) for name in ("left", "right")]
    x = keras.layers.Concatenate()(both)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


UNSUPPORTED = {
    "right": branching,
    "my_norm": lambda: keras_model(
        keras.layers.LSTM(3), keras.layers.BatchNormalization(name="my_norm")
    ),
    "old_gru": lambda: keras_model(keras.layers.GRU(3, reset_after=False, name="old_gru")),
    "elu_lstm": lambda: keras_model(keras.layers.LSTM(3, activation="elu", name="elu_lstm")),
    "wide": lambda: keras_model(
        keras.layers.Conv1D(5, 3, groups=5, name="wide"),
        keras.layers.GlobalMaxPooling1D(),
    ),
    "two": lambda: keras_model(
        keras.layers.Bidirectional(
            keras.layers.LSTM(3), backward_layer=keras.layers.GRU(3, go_backwards=True), name="two"
        )
    ),
    "stateful_lstm": lambda: keras.Sequential(
        [
            keras.Input(batch_shape=(2, 12)),
            keras.layers.Embedding(40, 5),
            keras.layers.LSTM(3, stateful=True, name="stateful_lstm"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    ),
}


@pytest.mark.parametrize("named", UNSUPPORTED)
def test_unsupported_layers_are_named(named, tmp_path):
    UNSUPPORTED[named]().save(tmp_path / "m.keras")
    with pytest.raises(UserProblem, match=f"“{named}”"):
        open_keras(tmp_path / "m.keras")


def test_a_model_without_one_score_is_refused(tmp_path):
    model = keras.Sequential(
        [keras.Input((12,)), keras.layers.Embedding(40, 5), keras.layers.LSTM(3)]
    )
    model.save(tmp_path / "m.keras")
    with pytest.raises(UserProblem, match="score"):
        open_keras(tmp_path / "m.keras")


@pytest.fixture
def saved(tmp_path) -> Path:
    save_keras(tmp_path / "m.keras", small_network(LSTMSpec(units=3)).float())
    return tmp_path / "m.keras"


def rewritten(path: Path, **members: bytes) -> Path:
    """The same archive with some members replaced, or left out where empty."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= {name.replace("_json", ".json"): data for name, data in members.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            if data:
                archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        {"config_json": b""},
        {"config_json": b"{"},
        {"config_json": b"[]"},
        {"config_json": b'{"class_name": "Sequential", "config": {}}'},
        {"config_json": b'{"class_name": "Sequential", "config": {"layers": [3]}}'},
        {"model.weights.h5": b""},
        {"model.weights.h5": b"not HDF5"},
    ],
    ids=str,
)
def test_broken_archives_get_a_sentence(damage, saved):
    with pytest.raises(UserProblem, match=r"m\.keras"):
        open_keras(rewritten(saved, **damage))


def test_other_files_get_a_sentence(tmp_path):
    with pytest.raises(UserProblem, match="There is no file"):
        open_keras(tmp_path / "missing.keras")
    (tmp_path / "text.keras").write_text("hello")
    with pytest.raises(UserProblem, match="no Keras 3 file"):
        open_keras(tmp_path / "text.keras")


def with_weights(path: Path, change) -> Path:
    """The same archive after `change` has worked on its HDF5 file."""
    inside = path.with_name("inside.h5")
    with zipfile.ZipFile(path) as archive:
        inside.write_bytes(archive.read("model.weights.h5"))
    with h5py.File(inside, "r+") as file:
        change(file)
    return rewritten(path, **{"model.weights.h5": inside.read_bytes()})


KERNEL = "layers/lstm/cell/vars/0"


def _replace(value):
    def change(file):
        del file[KERNEL]
        if value is not None:
            file[KERNEL] = value

    return change


def _link_out(file):
    del file[KERNEL]
    file[KERNEL] = h5py.ExternalLink("other.h5", "/secret")


def _not_finite(file):
    file[KERNEL][0, 0] = np.nan


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_replace(None), "lacks “lstm/kernel”"),
        (_replace(np.zeros((5, 11), np.float32)), r"“lstm/kernel” has shape \(5, 11\)"),
        (_replace(np.zeros((5, 12), np.int64)), "“lstm/kernel” holds int64"),
        (_link_out, "lacks “lstm/kernel”"),
        (_not_finite, "“lstm/kernel” holds numbers that are not finite"),
        (lambda file: file.create_dataset("layers/lstm_1/cell/vars/0", data=[1.0]), "lstm_1"),
        (lambda file: file.__delitem__("layers"), "no layers"),
    ],
)
def test_broken_weights_name_the_layer(change, said, saved):
    with pytest.raises(UserProblem, match=said):
        open_keras(with_weights(saved, change))


def test_options_survive(tmp_path):
    """What a default would hide: the spec comes back as it went."""
    specs = [
        SimpleRNNSpec(units=3, activation="relu", dropout=0.25, return_sequences=True),
        BidirectionalSpec(
            layer=GRUSpec(units=2, return_sequences=True, use_bias=False), merge_mode="ave"
        ),
        CarryLSTMSpec(units=3, unit_forget_bias=False, return_sequences=True),
        LSTMSpec(units=3, recurrent_dropout=0.5, go_backwards=True, unit_forget_bias=False),
    ]
    network = small_network(*specs, mask_zero=True).float()
    save_keras(tmp_path / "m.keras", network)
    assert open_keras(tmp_path / "m.keras").stack.layers == network.stack.layers
    config = json.loads(zipfile.ZipFile(tmp_path / "m.keras").read("config.json"))
    assert config["config"]["build_input_shape"] == [None, 30]
