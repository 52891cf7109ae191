"""What forbids training is found, said on the layer at fault, and mended by one click."""

from dataclasses import replace

import pytest

from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    FlattenSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec
from tests.stack.drawing import mended

HEAD = DenseSpec(units=1, activation="sigmoid")
USUAL = InputSpec()
SHORT = InputSpec(maxlen=5)


def stack(*layers) -> StackSpec:
    return StackSpec(layers)


def off(layer):
    return replace(layer, enabled=False)


CASES = {
    # name: stack, input, (rule, place, words), label of the fix
    "lstm on lstm": (
        stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "LSTM above a recurrent layer needs sequences"),
        "Turn on return_sequences",
    ),
    "pooling on gru": (
        stack(EmbeddingSpec(), GRUSpec(), MaxPooling1DSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "GRU above MaxPooling1D needs sequences"),
        "Turn on return_sequences",
    ),
    "convolution on rnn": (
        stack(EmbeddingSpec(), SimpleRNNSpec(), Conv1DSpec(), GRUSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "SimpleRNN above Conv1D needs sequences"),
        "Turn on return_sequences",
    ),
    "below bidirectional": (
        stack(EmbeddingSpec(), BidirectionalSpec(), SimpleRNNSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "Bidirectional above a recurrent layer needs sequences"),
        "Turn on return_sequences",
    ),
    "with dropout between": (
        stack(EmbeddingSpec(), LSTMSpec(), DropoutSpec(), off(GRUSpec()), LSTMSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "LSTM above a recurrent layer needs sequences"),
        "Turn on return_sequences",
    ),
    "pooled too early": (
        stack(EmbeddingSpec(), GlobalMaxPooling1DSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "GlobalMaxPooling1D leaves one vector, but LSTM needs every"),
        "Remove it",
    ),
    "flattened too early": (
        stack(EmbeddingSpec(), FlattenSpec(), Conv1DSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("sequence_needed", 1, "Flatten leaves one vector, but Conv1D needs every timestep"),
        "Remove it",
    ),
    "spatial dropout of a vector": (
        stack(EmbeddingSpec(), LSTMSpec(), SpatialDropout1DSpec(rate=0.4), HEAD),
        USUAL,
        ("sequence_needed", 2, "gets one vector"),
        "Use Dropout",
    ),
    "sequences into dense": (
        stack(EmbeddingSpec(), LSTMSpec(return_sequences=True), DropoutSpec(), HEAD),
        USUAL,
        ("one_vector_needed", 1, "Dense needs one vector, but LSTM hands on 500"),
        "Turn off return_sequences",
    ),
    "convolution into dense": (
        stack(EmbeddingSpec(), LSTMSpec(return_sequences=True), Conv1DSpec(), HEAD),
        USUAL,
        ("one_vector_needed", 3, "score each of 494 timesteps; a review has one verdict"),
        "Add GlobalMaxPooling1D",
    ),
    "embedding into dense": (
        stack(EmbeddingSpec(), HEAD),
        USUAL,
        ("one_vector_needed", 1, "a review has one verdict"),
        "Add GlobalMaxPooling1D",
    ),
    "no embedding": (
        stack(LSTMSpec(), HEAD),
        USUAL,
        ("embedding_missing", 0, "the stack needs an Embedding"),
        "Add an Embedding",
    ),
    "embedding switched off": (
        stack(LSTMSpec(), off(EmbeddingSpec()), HEAD),
        USUAL,
        ("embedding_missing", 0, "the stack needs an Embedding"),
        "Switch on embedding",
    ),
    "embedding second": (
        stack(DropoutSpec(), EmbeddingSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("embedding_first", 1, "must come first"),
        "Move it to the top",
    ),
    "two embeddings": (
        stack(EmbeddingSpec(), EmbeddingSpec(), LSTMSpec(), HEAD),
        USUAL,
        ("embedding_once", 1, "Another Embedding finds no word indices to read"),
        "Remove it",
    ),
    "small embedding": (
        stack(EmbeddingSpec(input_dim=500), LSTMSpec(), HEAD),
        USUAL,
        ("embedding_too_small", 0, "use 10,000 word indices, but only 500 have a vector"),
        "Make it 10,000",
    ),
    "long convolution": (
        stack(EmbeddingSpec(), Conv1DSpec(kernel_size=9), LSTMSpec(), HEAD),
        SHORT,
        ("window_too_long", 1, "Conv1D spans 9 timesteps, but gets only 5"),
        "Shorten it to fit",
    ),
    "dilated convolution": (
        stack(EmbeddingSpec(), Conv1DSpec(kernel_size=4, dilation_rate=3), LSTMSpec(), HEAD),
        SHORT,
        ("window_too_long", 1, "Conv1D spans 10 timesteps"),
        "Shorten it to fit",
    ),
    "long pool": (
        stack(EmbeddingSpec(), MaxPooling1DSpec(pool_size=9), LSTMSpec(), HEAD),
        SHORT,
        ("window_too_long", 1, "MaxPooling1D spans 9 timesteps"),
        "Shorten it to fit",
    ),
    "strides and dilation": (
        stack(EmbeddingSpec(), Conv1DSpec(strides=2, dilation_rate=2), LSTMSpec(), HEAD),
        USUAL,
        ("value_out_of_range", 1, "strides must be 1 where dilation_rate is not"),
        "Set strides to 1",
    ),
    "bidirectional backwards": (
        stack(EmbeddingSpec(), BidirectionalSpec(layer=GRUSpec(go_backwards=True)), HEAD),
        USUAL,
        ("value_out_of_range", 1, "go_backwards must be off"),
        "Turn off go_backwards",
    ),
    "out of range": (
        stack(EmbeddingSpec(), LSTMSpec(dropout=2.0), HEAD),
        USUAL,
        ("value_out_of_range", 1, "dropout must be at most 0.99"),
        "Set dropout to 0.99",
    ),
    "no head": (
        stack(EmbeddingSpec(), LSTMSpec()),
        USUAL,
        ("score_missing", 1, "must end in one score: a Dense layer with 1 unit and sigmoid"),
        "Add the output layer",
    ),
    "something behind the head": (
        stack(EmbeddingSpec(), LSTMSpec(), HEAD, DropoutSpec()),
        USUAL,
        ("score_missing", 3, "must end in one score"),
        "Move dense to the end",
    ),
    "head switched off": (
        stack(EmbeddingSpec(), LSTMSpec(), off(HEAD)),
        USUAL,
        ("score_missing", 1, "must end in one score"),
        "Switch on dense",
    ),
    "two scores": (
        stack(EmbeddingSpec(), LSTMSpec(), DenseSpec(units=2, activation="sigmoid")),
        USUAL,
        ("score_is_no_probability", 2, "The last layer gives 2 numbers; P(positive) is one"),
        "Make it 1 unit with sigmoid",
    ),
    "a hidden layer last": (
        stack(EmbeddingSpec(), LSTMSpec(), DenseSpec(units=16, activation="relu")),
        USUAL,
        ("score_is_no_probability", 2, "gives 16 numbers"),
        "Add the output layer",
    ),
    "no sigmoid": (
        stack(EmbeddingSpec(), LSTMSpec(), DenseSpec()),
        USUAL,
        ("score_is_no_probability", 2, "The loss reads a probability; linear gives any number"),
        "Use sigmoid",
    ),
    "nothing at all": (
        stack(),
        USUAL,
        ("stack_is_empty", None, "The stack is empty"),
        "Add Embedding, LSTM and Dense",
    ),
    "all switched off": (
        stack(off(EmbeddingSpec()), off(LSTMSpec())),
        USUAL,
        ("stack_is_empty", None, "Every layer is switched off"),
        "Add Embedding, LSTM and Dense",
    ),
    "a name with a slash": (
        stack(EmbeddingSpec(), LSTMSpec(name="a/b"), HEAD),
        USUAL,
        ("name_unusable", 1, "letters, digits"),
        "Call it lstm",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_error_is_the_only_one_and_sits_on_its_layer(case):
    spec, reads, (rule, place, words), label = CASES[case]
    report = examine(spec, reads)
    assert not report.trainable
    assert [problem.rule for problem in report.errors] == [rule]
    error = report.errors[0]
    assert words in error.sentence
    assert not error.sentence.endswith(".")
    assert error.layer == place
    assert error.fix is not None and error.fix.label == label
    if place is not None:
        assert error in report.layers[place].problems


@pytest.mark.parametrize("case", CASES)
def test_one_click_mends_it(case):
    spec, reads, (rule, _, _), _ = CASES[case]
    fix = examine(spec, reads).errors[0].fix
    assert fix is not None
    assert rule not in [problem.rule for problem in examine(fix.stack, reads).problems]


@pytest.mark.parametrize("case", CASES)
def test_clicking_on_leads_to_a_trainable_stack_that_keeps_the_reader(case):
    spec, reads, _, _ = CASES[case]
    trainable = mended(spec, reads)
    kinds = [layer.kind for layer in spec.layers if layer.group == "Recurrent"]
    assert [layer.kind for layer in trainable.layers if layer.kind in kinds][: len(kinds)] == kinds


def test_a_shape_error_marks_the_edge_and_says_what_would_fit():
    problem = examine(stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), HEAD)).errors[0]
    assert (problem.edge, problem.needs) == (1, (500, 32))
    assert problem.option == "return_sequences"
    assert problem.detail.startswith("lstm_1 reads one vector per timestep")


def test_the_edge_is_the_last_one_before_the_reader():
    spec = stack(EmbeddingSpec(), LSTMSpec(), DropoutSpec(), off(GRUSpec()), LSTMSpec(), HEAD)
    assert examine(spec).errors[0].edge == 3


def test_an_option_of_a_wrapped_layer_has_its_path():
    spec = stack(EmbeddingSpec(), BidirectionalSpec(), SimpleRNNSpec(), HEAD)
    problem = examine(spec).errors[0]
    assert problem.option == "layer.return_sequences"
    assert problem.needs == (500, 64)


def test_shapes_go_on_behind_an_error_as_if_it_were_mended():
    """The design's picture: the second LSTM shows its 8,320 parameters in spite of the error."""
    report = examine(stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), HEAD))
    assert [layer.parameters for layer in report.layers] == [320_000, 8_320, 8_320, 33]
    assert [layer.input_shape for layer in report.layers] == [(500,), (500, 32), (32,), (32,)]
    assert report.parameters == 336_673
    assert report.output_shape == (1,)


def test_two_errors_far_apart_are_both_found():
    spec = stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), GRUSpec(), DenseSpec(units=3))
    rules = [problem.rule for problem in examine(spec).errors]
    assert rules == ["sequence_needed", "sequence_needed", "score_is_no_probability"]


def test_without_an_embedding_no_shape_is_known():
    report = examine(stack(LSTMSpec(), HEAD))
    assert [layer.output_shape for layer in report.layers] == [None, None]
    assert report.parameters == 0


def test_the_head_that_is_moved_keeps_its_weights_name():
    spec = stack(EmbeddingSpec(), LSTMSpec(), replace(HEAD, name="verdict"), DropoutSpec())
    fix = examine(spec).errors[0].fix
    assert [layer.name for layer in fix.stack.layers][-1] == "verdict"


def test_a_disabled_layer_passes_its_input_through():
    spec = stack(EmbeddingSpec(), off(LSTMSpec()), LSTMSpec(), HEAD)
    report = examine(spec)
    assert report.trainable
    assert report.parameters == 328_353
    assert report.layers[1].output_shape == (500, 32)
    assert report.layers[1].parameters == 0


def test_a_disabled_layer_with_a_wrong_value_forbids_nothing():
    assert examine(stack(EmbeddingSpec(), off(LSTMSpec(units=0)), LSTMSpec(), HEAD)).trainable


@pytest.mark.parametrize(
    "wrong",
    [{"maxlen": 0}, {"max_features": 0}, {"padding": "left"}, {"truncating": "middle"}],
)
def test_an_input_that_cannot_be_is_refused(wrong):
    with pytest.raises(UserProblem):
        InputSpec(**wrong)
