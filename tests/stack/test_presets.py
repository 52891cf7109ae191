"""The presets: what the tutorial builds, number by number."""

from dataclasses import asdict, replace

import pytest

from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.stack.kinds import EmbeddingSpec, SimpleRNNSpec
from explorer.stack.presets import PRESETS, preset
from explorer.stack.recipe import Recipe
from explorer.stack.rules import InputSpec, examine
from explorer.training.settings import TrainingSettings

NAMES = [
    *("simple_rnn", "lstm", "stacked", "dropout", "gru"),
    *("carry_lstm", "conv_lstm", "bidirectional", "best"),
]


def test_all_are_there_in_their_order():
    assert list(PRESETS) == NAMES
    assert [preset(name).name for name in NAMES] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_is_trainable_and_tells_where_it_comes_from(name):
    found = preset(name)
    report = examine(found.stack, replace(InputSpec(), **found.recipe.encoding()))
    assert report.trainable
    assert found.stack.title == found.title
    assert found.source.startswith(("Tutorial ", "Beyond"))
    assert found.blurb.endswith(".")


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("simple_rnn", 320_000 + 2_080 + 33),
        ("lstm", 320_000 + 8_320 + 33),
        ("stacked", 320_000 + 6_208 + 3_104 + 784 + 17),
        ("dropout", 320_000 + 6_208 + 3_104 + 33),
        ("gru", 320_000 + 6_336 + 33),
        ("carry_lstm", 320_000 + 8_320 + 1_024 + 33),
    ],
)
def test_parameters(name, parameters):
    assert examine(preset(name).stack).parameters == parameters


def test_the_lstm_is_the_tutorials():
    assert examine(preset("lstm").stack, InputSpec()).parameters == 328_353


def test_dropout_does_what_the_text_means():
    _, first, second, _ = preset("dropout").stack.layers
    assert isinstance(first, SimpleRNNSpec) and isinstance(second, SimpleRNNSpec)
    assert (first.units, second.units) == (64, 32)
    assert first.recurrent_dropout == second.recurrent_dropout == 0.5
    assert (first.return_sequences, second.return_sequences) == (True, False)
    assert "recurrent_constraint" in preset("dropout").blurb


def test_keras_refuses_what_the_tutorials_code_says():
    from tests.stack.keras_layers import keras_layer

    assert keras_layer(SimpleRNNSpec())
    import keras

    with pytest.raises(ValueError, match="constraint"):
        keras.layers.SimpleRNN(64, recurrent_constraint=0.5)


def test_an_unknown_preset_names_the_known_ones():
    with pytest.raises(UserProblem, match=r"“transformer”\. Known: simple_rnn, lstm"):
        preset("transformer")


def test_a_recipe_names_what_the_settings_and_the_encoding_name():
    full = Recipe(
        max_features=1,
        maxlen=1,
        optimiser="sgd",
        learning_rate=1.0,
        batch_size=1,
        epochs=1,
        validation_split=0.1,
    )
    assert set(full.encoding()) <= set(asdict(Encoding()))
    assert set(full.settings()) <= set(asdict(TrainingSettings()))
    assert {**full.encoding(), **full.settings()} == asdict(full)
    assert full and not Recipe() and Recipe().encoding() == Recipe().settings() == {}


def test_only_the_best_leaves_the_tutorials_way():
    assert [name for name, one in PRESETS.items() if one.recipe] == ["best"]
    found = preset("best")
    embedding = found.stack.layers[0]
    assert isinstance(embedding, EmbeddingSpec)
    assert embedding.input_dim == found.recipe.max_features
