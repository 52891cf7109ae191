"""Every problem is found, said in a sentence, and mended by its own fix."""

import pytest

from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    FlattenSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from explorer.stack.presets import PRESETS, preset
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec
from explorer.stack.summary import summary_table

HEAD = DenseSpec(units=1, activation="sigmoid")
USUAL = InputSpec()


def stack(*layers):
    return StackSpec.of(layers)


ERRORS = {
    "lstm on lstm": (
        stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), HEAD),
        USUAL,
        "LSTM above a recurrent layer needs sequences",
        1,
    ),
    "pooling on lstm": (
        stack(EmbeddingSpec(), GRUSpec(), MaxPooling1DSpec(), LSTMSpec(), HEAD),
        USUAL,
        "reads every timestep, but gets only the last",
        1,
    ),
    "below bidirectional": (
        stack(EmbeddingSpec(), BidirectionalSpec(), SimpleRNNSpec(), HEAD),
        USUAL,
        "reads every timestep, but gets only the last",
        1,
    ),
    "with dropout between": (
        stack(EmbeddingSpec(), LSTMSpec(), DropoutSpec(), LSTMSpec(), HEAD),
        USUAL,
        "needs sequences",
        1,
    ),
    "sequences into dense": (
        stack(EmbeddingSpec(), LSTMSpec(return_sequences=True), HEAD),
        USUAL,
        "a review has one verdict",
        2,
    ),
    "embedding into dense": (stack(EmbeddingSpec(), HEAD), USUAL, "one verdict", 1),
    "no embedding": (stack(LSTMSpec(), HEAD), USUAL, "needs an Embedding", 0),
    "embedding second": (
        stack(DropoutSpec(), EmbeddingSpec(), LSTMSpec(), HEAD),
        USUAL,
        "must come first",
        1,
    ),
    "two embeddings": (
        stack(EmbeddingSpec(), EmbeddingSpec(), LSTMSpec(), HEAD),
        USUAL,
        "second Embedding",
        1,
    ),
    "small embedding": (
        stack(EmbeddingSpec(input_dim=500), LSTMSpec(), HEAD),
        USUAL,
        "only 500 have a vector",
        0,
    ),
    "long convolution": (
        stack(EmbeddingSpec(), Conv1DSpec(kernel_size=9), LSTMSpec(), HEAD),
        InputSpec(maxlen=5),
        "spans 9 timesteps, but gets only 5",
        1,
    ),
    "long pool": (
        stack(EmbeddingSpec(), MaxPooling1DSpec(pool_size=9), LSTMSpec(), HEAD),
        InputSpec(maxlen=5),
        "spans 9 timesteps",
        1,
    ),
    "no head": (stack(EmbeddingSpec(), LSTMSpec()), USUAL, "must end in one score", 1),
    "two scores": (
        stack(EmbeddingSpec(), LSTMSpec(), DenseSpec(units=2, activation="sigmoid")),
        USUAL,
        "P\\(positive\\) is one",
        2,
    ),
    "no sigmoid": (
        stack(EmbeddingSpec(), LSTMSpec(), DenseSpec()),
        USUAL,
        "linear gives any number",
        2,
    ),
    "nothing at all": (stack(), USUAL, "needs an Embedding", None),
    "out of range": (stack(EmbeddingSpec(), LSTMSpec(dropout=2.0), HEAD), USUAL, "at most", 1),
}


@pytest.mark.parametrize("case", ERRORS)
def test_the_error_is_found_on_its_layer(case):
    import re

    spec, reads, words, layer = ERRORS[case]
    report = examine(spec, reads)
    assert not report.trainable
    found = [problem for problem in report.errors if re.search(words, problem.sentence)]
    assert found, [problem.sentence for problem in report.errors]
    assert found[0].layer == layer
    if layer is not None:
        assert found[0] in report.layers[layer].problems


@pytest.mark.parametrize("case", ERRORS)
def test_its_fix_mends_it_and_clicking_on_leads_to_a_trainable_stack(case):
    spec, reads, _, _ = ERRORS[case]
    if case == "out of range":
        assert all(problem.fix is None for problem in examine(spec, reads).errors)
        return
    first = next(problem for problem in examine(spec, reads).errors if problem.fix)
    mended = examine(first.fix.stack, reads)
    assert first.sentence not in [problem.sentence for problem in mended.errors]
    for _ in range(6):
        report = examine(spec, reads)
        if report.trainable:
            break
        spec = next(problem.fix for problem in report.errors if problem.fix).stack
    assert examine(spec, reads).trainable


def test_a_shape_error_marks_the_edge_and_says_what_would_fit():
    problem = examine(stack(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), HEAD)).errors[0]
    assert (problem.edge, problem.needs) == (1, (500, 32))
    assert problem.fix.label == "Turn on return_sequences"


HINTS = {
    "pads after the text": (
        PRESETS["lstm"].stack,
        InputSpec(padding="post"),
        "pads stand after the text",
    ),
    "mask and convolution": (
        stack(EmbeddingSpec(mask_zero=True), Conv1DSpec(), LSTMSpec(), HEAD),
        USUAL,
        "The mask stops here: Conv1D",
    ),
    "openings cut": (PRESETS["lstm"].stack, InputSpec(maxlen=80), "lose their beginning"),
    "recurrent dropout": (PRESETS["dropout"].stack, USUAL, "timestep by timestep"),
    "single layer dropout": (
        stack(EmbeddingSpec(), LSTMSpec(dropout=0.2, recurrent_dropout=0.2), HEAD),
        USUAL,
        "single recurrent layer",
    ),
    "gru": (PRESETS["gru"].stack, USUAL, "reset_after"),
    "flatten": (stack(EmbeddingSpec(), FlattenSpec(), HEAD), USUAL, "16,000 numbers"),
}


@pytest.mark.parametrize("case", HINTS)
def test_a_trap_is_told_but_forbids_nothing(case):
    spec, reads, words = HINTS[case]
    report = examine(spec, reads)
    assert report.trainable
    found = [problem for problem in report.hints if words in problem.sentence]
    assert found
    if found[0].fix:
        after = examine(found[0].fix.stack, reads)
        assert words not in " ".join(problem.sentence for problem in after.problems)


def test_masking_silences_the_trap_of_pads_after_the_text():
    masked = stack(EmbeddingSpec(mask_zero=True), LSTMSpec(), HEAD)
    assert examine(masked, InputSpec(padding="post")).hints == ()


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_trainable(name):
    assert examine(PRESETS[name].stack).trainable
    assert PRESETS[name].name == name


def test_a_disabled_layer_passes_its_input_through():
    from dataclasses import replace

    spec = PRESETS["lstm"].stack
    off = spec.inserted(1, replace(LSTMSpec(), enabled=False))
    report = examine(off)
    assert report.trainable
    assert report.parameters == 328_353
    assert report.layers[1].output_shape == (500, 32)


def test_an_unknown_preset_names_the_known_ones():
    with pytest.raises(UserProblem, match="simple_rnn, lstm"):
        preset("transformer")


def test_the_summary_is_keras_own_table(monkeypatch):
    """Row for row the same words and numbers as model.summary(), whatever the column widths."""
    import os

    os.environ.setdefault("KERAS_BACKEND", "torch")
    import keras

    model = keras.Sequential(
        [
            keras.layers.Input((500,)),
            keras.layers.Embedding(10_000, 32),
            keras.layers.LSTM(32),
            keras.layers.Dense(1, activation="sigmoid"),
        ],
        name="LSTM",
    )
    monkeypatch.setenv("COLUMNS", "120")  # rich cuts columns that do not fit the terminal
    printed: list[str] = []
    model.summary(print_fn=lambda text, **_: printed.append(text), line_length=90)
    theirs = [line.split() for line in "\n".join(printed).splitlines() if "│" in line]
    ours = [
        line.split() for line in summary_table(PRESETS["lstm"].stack).splitlines() if "│" in line
    ]

    def without_counter(row):
        import re

        return [re.sub(r"_\d+$", "", word) for word in row]

    assert [without_counter(row) for row in ours] == [without_counter(row) for row in theirs]
    assert "Total params: 328,353 (1.25 MB)" in summary_table(PRESETS["lstm"].stack)
    assert "Total params: 328,353 (1.25 MB)" in "\n".join(printed)
