"""The summary is the table that Keras prints, line for line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.stack.kinds import DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.stack.naming import model_name
from explorer.stack.presets import PRESETS
from explorer.stack.rules import InputSpec
from explorer.stack.spec import StackSpec
from explorer.stack.summary import summary_table
from tests.stack.drawing import patient, trainable_stacks
from tests.stack.keras_layers import KERAS_KINDS, keras_layer

SHORT = InputSpec(maxlen=20, max_features=5)


@pytest.fixture(autouse=True)
def _terminal_of_80(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def keras_table(stack: StackSpec, maxlen: int) -> str:
    import keras

    layers = [keras_layer(layer) for layer in stack.active]
    model = keras.Sequential([keras.layers.Input((maxlen,)), *layers], name=model_name(stack.title))
    printed: list[str] = []
    model.summary(print_fn=lambda text, **_: printed.append(text))
    return "\n".join(printed).rstrip("\n")


@pytest.mark.parametrize("name", sorted(set(PRESETS) - {"carry_lstm"}))
def test_presets_print_as_keras_prints_them(name):
    stack = PRESETS[name].stack
    assert summary_table(stack) == keras_table(stack, 500)


@given(trainable_stacks(SHORT, KERAS_KINDS), st.text("abc_", max_size=40))
@settings(patient, max_examples=15)
def test_any_stack_prints_as_keras_prints_it(stack, name):
    stack = stack.replaced(0, replace(stack.layers[0], name=f"n{name}"))
    assert summary_table(stack, SHORT) == keras_table(stack, SHORT.maxlen)


def test_the_total_of_the_tutorials_lstm():
    table = summary_table(PRESETS["lstm"].stack)
    assert " Total params: 328,353 (1.25 MB)\n" in table


def test_layers_that_are_off_are_left_out():
    stack = PRESETS["lstm"].stack
    off = stack.inserted(2, LSTMSpec(enabled=False))
    assert summary_table(off) == summary_table(stack)


def test_unknown_shapes_are_question_marks():
    table = summary_table(StackSpec((LSTMSpec(), DenseSpec())))
    assert table.count("│ ?") == 2
    assert "Total params: 0 (0.00 B)" in table


def test_an_empty_stack_has_a_table_too():
    assert "Total params: 0" in summary_table(StackSpec())


def test_sizes_have_units():
    huge = StackSpec((EmbeddingSpec(input_dim=1_000_000, output_dim=4096),))
    assert "4,096,000,000 (15.26 GB)" in summary_table(huge, InputSpec(max_features=1_000_000))
    assert "(132.00 B)" in summary_table(StackSpec((EmbeddingSpec(input_dim=33, output_dim=1),)))
