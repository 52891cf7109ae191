"""The tutorial's models, and some that go on from there."""

from dataclasses import dataclass

from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.spec import LayerSpec, StackSpec


@dataclass(frozen=True)
class Preset:
    """A stack with where it comes from. `source` names the tutorial's section."""

    name: str
    title: str
    source: str
    blurb: str
    stack: StackSpec


def _preset(name: str, title: str, source: str, blurb: str, *layers: LayerSpec) -> Preset:
    head = DenseSpec(units=1, activation="sigmoid")
    return Preset(name, title, source, blurb, StackSpec.of((*layers, head), title))


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        _preset(
            "simple_rnn",
            "SimpleRNN",
            "Article 5.1",
            "One loop and no gates: the tutorial's first model.",
            EmbeddingSpec(),
            SimpleRNNSpec(),
        ),
        _preset(
            "lstm",
            "LSTM",
            "Article 5.2",
            "Gates and a carry track: the tutorial's second model.",
            EmbeddingSpec(),
            LSTMSpec(),
        ),
        _preset(
            "stacked",
            "Stacked",
            "Article 5.3",
            "Three SimpleRNNs on top of each other; the lower two hand on every timestep.",
            EmbeddingSpec(),
            SimpleRNNSpec(units=64, return_sequences=True),
            SimpleRNNSpec(units=32, return_sequences=True),
            SimpleRNNSpec(units=16),
        ),
        _preset(
            "dropout",
            "Dropout",
            "Article 5.4",
            "Dropout on inputs and on the remembered state. The article's code writes "
            "recurrent_constraint=0.5 where its text means recurrent_dropout, and leaves open "
            "whether the second layer keeps sequences; this preset does what the text means.",
            EmbeddingSpec(),
            LSTMSpec(dropout=0.1, recurrent_dropout=0.5, return_sequences=True),
            LSTMSpec(units=16, dropout=0.1, recurrent_dropout=0.5),
        ),
        _preset(
            "gru",
            "GRU",
            "Two gates, no track",
            "Update and reset gates, and three quarters of an LSTM's weights.",
            EmbeddingSpec(),
            GRUSpec(),
        ),
        _preset(
            "carry_lstm",
            "Carry LSTM",
            "As the article draws it",
            "The article's own cell: it reads the carry through a matrix and writes it afterwards.",
            EmbeddingSpec(),
            CarryLSTMSpec(),
        ),
        _preset(
            "conv_lstm",
            "Conv + LSTM",
            "Shorten, then read",
            "A convolution finds phrases, pooling shortens the review, an LSTM reads the rest.",
            EmbeddingSpec(),
            Conv1DSpec(filters=32, kernel_size=7, activation="relu"),
            MaxPooling1DSpec(pool_size=5),
            LSTMSpec(),
        ),
        _preset(
            "bidirectional",
            "Bidirectional",
            "Read both ways",
            "One LSTM reads forwards, one backwards.",
            EmbeddingSpec(),
            BidirectionalSpec(layer=LSTMSpec()),
        ),
        _preset(
            "best",
            "Best",
            "Our best on two cores",
            "Words dropped at random, read both ways, and the strongest evidence kept.",
            EmbeddingSpec(output_dim=64),
            SpatialDropout1DSpec(rate=0.3),
            BidirectionalSpec(layer=LSTMSpec(units=32, return_sequences=True)),
            GlobalMaxPooling1DSpec(),
        ),
    )
}


def preset(name: str) -> Preset:
    """Return the preset called `name`. Raises UserProblem naming the known ones."""
    if name not in PRESETS:
        raise UserProblem(f"There is no preset “{name}”. Known: {', '.join(PRESETS)}.")
    return PRESETS[name]
