"""The traps: told in words a learner understands, and forbidding nothing."""

import pytest

from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from explorer.stack.presets import PRESETS
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec

HEAD = DenseSpec(units=1, activation="sigmoid")
USUAL = InputSpec()
POST = InputSpec(padding="post")


def stack(*layers) -> StackSpec:
    return StackSpec((*layers, HEAD))


LSTM = PRESETS["lstm"].stack
MASKED = EmbeddingSpec(mask_zero=True)
BACKWARDS = LSTMSpec(go_backwards=True)
SEQUENCES = LSTMSpec(return_sequences=True)

HINTS = {
    # name: (stack, input), (rule, place, words), label of the fix or None
    "pads after the text": (
        (LSTM, POST),
        ("pads_read_last", 1, "It reads the pads after the text last"),
        "Turn on mask_zero",
    ),
    "pads before the text, backwards": (
        (stack(EmbeddingSpec(), BACKWARDS), USUAL),
        ("pads_read_last", 1, "It reads the pads before the text last"),
        "Turn on mask_zero",
    ),
    "pads and bidirectional": (
        (stack(EmbeddingSpec(), BidirectionalSpec()), USUAL),
        ("pads_read_last", 1, "Its backward half reads the pads before the text last"),
        "Turn on mask_zero",
    ),
    "pads after and bidirectional": (
        (stack(EmbeddingSpec(), BidirectionalSpec()), POST),
        ("pads_read_last", 1, "Its forward half reads the pads after the text last"),
        "Turn on mask_zero",
    ),
    "pads in a stack": (
        (stack(EmbeddingSpec(), SEQUENCES, GRUSpec()), POST),
        ("pads_read_last", 2, "after the text"),
        "Turn on mask_zero",
    ),
    "pads behind a convolution": (
        (stack(EmbeddingSpec(), Conv1DSpec(), LSTMSpec()), POST),
        ("pads_read_last", 2, "after the text"),
        None,  # no mask would get there
    ),
    "mask and convolution": (
        (stack(MASKED, Conv1DSpec(), LSTMSpec()), USUAL),
        ("mask_stops", 1, "The mask stops here: Conv1D reads the pads like words"),
        "Turn off mask_zero",
    ),
    "mask and pooling": (
        (stack(MASKED, SEQUENCES, MaxPooling1DSpec(), LSTMSpec()), USUAL),
        ("mask_stops", 2, "MaxPooling1D reads the pads"),
        "Turn off mask_zero",
    ),
    "mask and the peak": (
        (stack(MASKED, SEQUENCES, DropoutSpec(enabled=False), GlobalMaxPooling1DSpec()), USUAL),
        ("mask_stops", 3, "GlobalMaxPooling1D reads the pads"),
        "Turn off mask_zero",
    ),
    "mask and flatten": (
        (stack(MASKED, FlattenSpec()), USUAL),
        ("mask_stops", 1, "Flatten reads the pads"),
        "Turn off mask_zero",
    ),
    "openings cut": (
        (LSTM, InputSpec(maxlen=80)),
        ("reviews_cut", None, "Reviews longer than 80 words lose their beginning"),
        None,
    ),
    "endings cut": (
        (LSTM, InputSpec(maxlen=80, truncating="post")),
        ("reviews_cut", None, "Reviews longer than 80 words lose their end"),
        None,
    ),
    "openings cut, counted": (
        (LSTM, InputSpec(cut_share=0.083)),
        ("reviews_cut", None, "8% of the reviews, all longer than 500 words, lose their beginning"),
        None,
    ),
    "recurrent dropout": (
        (stack(EmbeddingSpec(), SimpleRNNSpec(recurrent_dropout=0.5)), USUAL),
        ("recurrent_dropout_costs", 1, "recurrent_dropout: this layer takes about 2× as long"),
        "Turn it off",
    ),
    "single layer dropout": (
        (stack(EmbeddingSpec(), LSTMSpec(dropout=0.2)), USUAL),
        ("dropout_on_single_layer", 1, "Dropout weakens the only recurrent layer"),
        "Stack another LSTM",
    ),
    "single layer recurrent dropout": (
        (stack(EmbeddingSpec(), BidirectionalSpec(layer=GRUSpec(recurrent_dropout=0.2))), USUAL),
        ("dropout_on_single_layer", 1, "only recurrent layer"),
        "Stack another Bidirectional",
    ),
    "single layer dropout of the tutorial's cell": (
        (stack(EmbeddingSpec(), CarryLSTMSpec(dropout=0.2)), USUAL),
        ("dropout_on_single_layer", 1, "only recurrent layer"),
        "Stack another Carry LSTM",
    ),
    "gru": (
        (PRESETS["gru"].stack, USUAL),
        ("gru_reset_after", 1, "6,336 parameters, not the textbook's 6,240"),
        None,
    ),
    "gru without biases": (
        (stack(EmbeddingSpec(), GRUSpec(use_bias=False)), USUAL),
        ("gru_reset_after", 1, "after the recurrent product"),
        None,
    ),
    "relu in a loop": (
        (stack(EmbeddingSpec(), SimpleRNNSpec(activation="relu")), USUAL),
        ("state_unbounded", 1, "with relu it can grow at each of 500 timesteps"),
        "Use tanh",
    ),
    "linear in a wrapped loop": (
        (stack(MASKED, BidirectionalSpec(layer=LSTMSpec(activation="linear"))), USUAL),
        ("state_unbounded", 1, "with linear it can grow"),
        "Use tanh",
    ),
    "reversed outputs": (
        (stack(MASKED, LSTMSpec(go_backwards=True, return_sequences=True), LSTMSpec()), USUAL),
        ("outputs_reversed", 1, "the next layer sees the review's end first"),
        None,
    ),
    "flatten": (
        (stack(EmbeddingSpec(), FlattenSpec()), USUAL),
        ("flatten_is_long", 1, "16,000 numbers go on"),
        "Use GlobalMaxPooling1D",
    ),
    "rows to spare": (
        (stack(EmbeddingSpec(input_dim=12_000), LSTMSpec()), USUAL),
        ("embedding_larger_than_needed", 0, "2,000 of its 12,000 vectors belong to no word"),
        "Make it 10,000",
    ),
}


@pytest.mark.parametrize("case", HINTS)
def test_a_trap_is_told_but_forbids_nothing(case):
    (spec, reads), (rule, place, words), label = HINTS[case]
    report = examine(spec, reads)
    assert report.trainable
    hint = next(problem for problem in report.hints if problem.rule == rule)
    assert hint.layer == place
    assert words in hint.sentence
    assert not hint.sentence.endswith(".")
    assert hint.detail.endswith(".")
    assert (hint.fix.label if hint.fix else None) == label
    if hint.fix:
        after = examine(hint.fix.stack, reads)
        assert after.trainable
        assert rule not in [problem.rule for problem in after.problems]


SILENT = {
    "the tutorial's models as they are": (LSTM, USUAL),
    "a mask against pads after the text": (stack(MASKED, LSTMSpec()), POST),
    "a mask through dropout": (stack(MASKED, DropoutSpec(), LSTMSpec()), POST),
    "a mask for the mean": (stack(MASKED, SEQUENCES, GlobalAveragePooling1DSpec()), POST),
    "pads after the text, backwards": (stack(EmbeddingSpec(), BACKWARDS), POST),
    "only the sequences read pads last": (
        stack(EmbeddingSpec(), SEQUENCES, GlobalMaxPooling1DSpec()),
        POST,
    ),
    "hardly any review is cut": (LSTM, InputSpec(maxlen=300, cut_share=0.01)),
    "dropout without a recurrent layer": (
        stack(EmbeddingSpec(), DropoutSpec(), Conv1DSpec(), GlobalMaxPooling1DSpec()),
        USUAL,
    ),
    "dropout in two layers": (
        stack(EmbeddingSpec(), LSTMSpec(dropout=0.2, return_sequences=True), LSTMSpec()),
        USUAL,
    ),
    "flattening a vector": (stack(EmbeddingSpec(), LSTMSpec(), FlattenSpec()), USUAL),
}


@pytest.mark.parametrize("case", SILENT)
def test_no_trap_no_hint(case):
    spec, reads = SILENT[case]
    assert examine(spec, reads).problems == ()


def test_the_second_layer_is_stacked_in_front_and_keeps_sequences():
    spec = stack(EmbeddingSpec(), LSTMSpec(dropout=0.2))
    hint = next(p for p in examine(spec).hints if p.rule == "dropout_on_single_layer")
    first, second = hint.fix.stack.layers[1:3]
    assert (first.name, second.name) == ("lstm_1", "lstm")
    assert (first.return_sequences, second.return_sequences) == (True, False)


def test_keras_drops_the_mask_where_the_rule_says_so():
    """Keras warns at the very layer on which the hint sits."""
    import keras
    import numpy as np

    from tests.stack.keras_layers import keras_layer

    spec = stack(EmbeddingSpec(input_dim=9, mask_zero=True), Conv1DSpec(kernel_size=2), LSTMSpec())
    with pytest.warns(UserWarning, match="Layer 'conv1d' .* does not support masking"):
        model = keras.Sequential([keras_layer(layer) for layer in spec.layers])
        model(np.array([[0, 0, 3, 4]]))
