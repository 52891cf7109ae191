"""The tutorial's models, and some that go on from there."""

from dataclasses import dataclass

from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    GlobalAveragePooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from explorer.stack.recipe import Recipe
from explorer.stack.spec import LayerSpec, StackSpec

USUAL = Recipe()
"""The tutorial's way."""


@dataclass(frozen=True)
class Preset:
    """A stack with where it comes from. `source` names the tutorial's section.

    recipe: how it is to be read and trained, where that is not the tutorial's way.
    """

    name: str
    title: str
    source: str
    blurb: str
    stack: StackSpec
    recipe: Recipe


def _preset(
    name: str, title: str, source: str, blurb: str, *layers: LayerSpec, recipe: Recipe = USUAL
) -> Preset:
    """Return a preset of `layers` with the output layer on top."""
    head = DenseSpec(units=1, activation="sigmoid")
    return Preset(name, title, source, blurb, StackSpec.of((*layers, head), title), recipe)


_ALL = (
    _preset(
        "simple_rnn",
        "SimpleRNN",
        "Tutorial 5.1",
        "One loop and no gates: the tutorial's first model, which it finds about 85% right.",
        EmbeddingSpec(),
        SimpleRNNSpec(),
    ),
    _preset(
        "lstm",
        "LSTM",
        "Tutorial 5.2",
        "Gates and a carry track: the tutorial's second model, which it finds 89% right.",
        EmbeddingSpec(),
        LSTMSpec(),
    ),
    _preset(
        "stacked",
        "Stacked",
        "Tutorial 5.3",
        "Three SimpleRNNs on top of each other; the first two hand on every timestep.",
        EmbeddingSpec(),
        SimpleRNNSpec(units=64, return_sequences=True),
        SimpleRNNSpec(units=32, return_sequences=True),
        SimpleRNNSpec(units=16),
    ),
    _preset(
        "dropout",
        "Dropout",
        "Tutorial 5.4",
        "Dropout on the inputs and on the remembered state, in two layers because it weakens one. "
        "The tutorial's code does not do what its text says: it writes recurrent_constraint=0.5, "
        "which Keras refuses. Here it is recurrent_dropout, as the text means, and the second "
        "layer hands on its last timestep, which is what Dense reads.",
        EmbeddingSpec(),
        SimpleRNNSpec(units=64, dropout=0.1, recurrent_dropout=0.5, return_sequences=True),
        SimpleRNNSpec(units=32, dropout=0.1, recurrent_dropout=0.5),
    ),
    _preset(
        "gru",
        "GRU",
        "Tutorial 4.3",
        "Two gates and no carry track: three quarters of an LSTM's weights.",
        EmbeddingSpec(),
        GRUSpec(),
    ),
    _preset(
        "carry_lstm",
        "Carry LSTM",
        "Tutorial 3.1",
        "The cell as the tutorial draws it: it reads the carry through a matrix of its own and "
        "writes it afterwards. Keras's LSTM gates the carry instead.",
        EmbeddingSpec(),
        CarryLSTMSpec(),
    ),
    _preset(
        "conv_lstm",
        "Conv + LSTM",
        "Tutorial 4.4",
        "Shorten, then read: a convolution finds phrases, pooling keeps the strongest of every "
        "five, and an LSTM reads what is left.",
        EmbeddingSpec(),
        Conv1DSpec(filters=32, kernel_size=7, activation="relu"),
        MaxPooling1DSpec(pool_size=5),
        LSTMSpec(),
    ),
    _preset(
        "bidirectional",
        "Bidirectional",
        "Beyond the tutorial",
        "One LSTM reads forwards, one backwards. mask_zero skips the pads: the one that reads "
        "backwards would end with them.",
        EmbeddingSpec(mask_zero=True),
        BidirectionalSpec(layer=LSTMSpec()),
    ),
    _preset(
        "best",
        "Best",
        "Beyond the tutorial",
        "Pairs of words, counted: a convolution looks for them, and the verdict is the mean of "
        "what it finds. It remembers nothing, so there are no gates to watch, and it beats on IMDB "
        "every recurrent stack we tried in the same 15 minutes.",
        EmbeddingSpec(input_dim=50_000, output_dim=64),
        Conv1DSpec(filters=128, kernel_size=2, activation="relu"),
        GlobalAveragePooling1DSpec(),
        DropoutSpec(rate=0.5),
        recipe=Recipe(
            max_features=50_000,
            maxlen=1000,
            optimiser="adam",
            batch_size=64,
            epochs=6,
            validation_split=0.1,
        ),
    ),
)

PRESETS: dict[str, Preset] = {preset.name: preset for preset in _ALL}


def preset(name: str) -> Preset:
    """Return the preset called `name`. Raises UserProblem naming the known ones."""
    if name not in PRESETS:
        raise UserProblem(f"There is no preset “{name}”. Known: {', '.join(PRESETS)}.")
    return PRESETS[name]
