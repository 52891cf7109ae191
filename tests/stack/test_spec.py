"""A stack is a value: edits return another one, names stay unique, no layer is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.stack.kinds import KINDS, DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.stack.naming import layer_name, model_name, name_complaint
from explorer.stack.presets import PRESETS
from explorer.stack.spec import StackSpec, describe_shape
from tests.stack import keras_layers
from tests.stack.drawing import layers, patient, stacks

kinds = st.sampled_from(sorted(KINDS))


def names(stack: StackSpec) -> list[str]:
    return [layer.name for layer in stack.layers]


def nameless(stack: StackSpec) -> list:
    return [replace(layer, name="") for layer in stack.layers]


def test_names_are_keras_default_names():
    from keras.src.utils.naming import to_snake_case

    assert keras_layers.KERAS_KINDS
    for kind in KINDS:
        assert layer_name(kind) == to_snake_case(kind)


def test_layers_are_numbered_as_keras_numbers_them():
    stack = StackSpec((EmbeddingSpec(), LSTMSpec(), LSTMSpec(), LSTMSpec(), DenseSpec()))
    assert names(stack) == ["embedding", "lstm", "lstm_1", "lstm_2", "dense"]


def test_a_second_lstm_is_lstm_1_wherever_it_stands():
    stack = PRESETS["lstm"].stack
    assert names(stack.inserted(2, LSTMSpec())) == ["embedding", "lstm", "lstm_1", "dense"]
    assert names(stack.inserted(1, LSTMSpec())) == ["embedding", "lstm_1", "lstm", "dense"]


def test_of_two_layers_with_one_name_the_later_is_renumbered():
    twice = StackSpec((LSTMSpec(name="reader"), LSTMSpec(name="reader"), LSTMSpec(name="reader_1")))
    assert names(twice) == ["reader", "reader_2", "reader_1"]


def test_a_copy_keeps_the_stem_of_its_name():
    stack = StackSpec((LSTMSpec(name="lstm_7"),))
    assert names(stack.inserted(1, LSTMSpec(name="lstm_7"))) == ["lstm_7", "lstm"]
    assert names(stack.inserted(1, LSTMSpec(name="reader"))) == ["lstm_7", "reader"]


def test_replacing_options_keeps_the_name():
    stack = PRESETS["lstm"].stack
    changed = stack.replaced(1, replace(stack.layers[1], units=64))
    assert names(changed) == names(stack)


def test_renaming_to_a_taken_name_gives_a_free_one():
    stack = PRESETS["lstm"].stack
    changed = stack.replaced(1, replace(stack.layers[1], name="dense"))
    assert names(changed) == ["embedding", "dense_1", "dense"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda stack: stack.inserted(-1, LSTMSpec()),
        lambda stack: stack.inserted(4, LSTMSpec()),
        lambda stack: stack.removed(-1),
        lambda stack: stack.removed(3),
        lambda stack: stack.moved(0, 3),
        lambda stack: stack.moved(-1, 0),
        lambda stack: stack.replaced(3, LSTMSpec()),
    ],
)
def test_a_place_that_is_not_there_is_refused(edit):
    with pytest.raises(IndexError, match="3 layers"):
        edit(PRESETS["lstm"].stack)


def test_index_of_finds_by_name():
    stack = PRESETS["lstm"].stack
    assert [stack.index_of(name) for name in names(stack)] == [0, 1, 2]
    with pytest.raises(KeyError):
        stack.index_of("gru")


def test_active_leaves_out_what_is_switched_off():
    stack = PRESETS["lstm"].stack
    off = stack.replaced(1, replace(stack.layers[1], enabled=False))
    assert [layer.name for layer in off.active] == ["embedding", "dense"]
    assert names(off) == names(stack)


@given(stacks, st.data())
@patient
def test_inserting_adds_one_layer_and_touches_no_other(stack, data):
    place = data.draw(st.integers(0, len(stack.layers)))
    layer = data.draw(layers)
    after = stack.inserted(place, layer)
    assert (*after.layers[:place], *after.layers[place + 1 :]) == stack.layers
    assert replace(after.layers[place], name=layer.name) == layer
    assert after.removed(place) == stack


@given(stacks.filter(lambda stack: stack.layers), st.data())
@patient
def test_moving_loses_nothing_and_can_be_taken_back(stack, data):
    places = st.integers(0, len(stack.layers) - 1)
    source, target = data.draw(places), data.draw(places)
    after = stack.moved(source, target)
    assert after.layers[target] == stack.layers[source]
    assert sorted(names(after)) == sorted(names(stack))
    assert after.moved(target, source) == stack


@given(st.lists(kinds, max_size=12), st.data())
@patient
def test_any_edits_keep_names_unique_and_lose_no_layer(chosen, data):
    stack = StackSpec.of(KINDS[kind]() for kind in chosen)
    model = list(nameless(stack))
    assert [layer.kind for layer in model] == chosen
    for _ in range(8):
        count = len(stack.layers)
        edit = data.draw(st.sampled_from(["insert", "remove", "move", "replace"]))
        if edit != "insert" and not count:
            continue
        place = data.draw(st.integers(0, count if edit == "insert" else count - 1))
        if edit == "insert":
            layer = data.draw(layers)
            stack = stack.inserted(place, layer)
            model.insert(place, layer)
        elif edit == "remove":
            stack = stack.removed(place)
            del model[place]
        elif edit == "move":
            target = data.draw(st.integers(0, count - 1))
            stack = stack.moved(place, target)
            model.insert(target, model.pop(place))
        else:
            layer = data.draw(layers)
            stack = stack.replaced(place, layer)
            model[place] = layer
        assert nameless(stack) == model
        assert len(set(names(stack))) == len(stack.layers)
        assert all(names(stack))


@pytest.mark.parametrize("name", ["lstm", "lstm_1", "Leser", "读者", "first-lstm", "2nd"])
def test_usable_names(name):
    assert name_complaint(name) == ""


@pytest.mark.parametrize("name", ["", "a/b", "a.b", "a b", " a", "-a", "a" * 61, "a\n"])
def test_unusable_names(name):
    assert name_complaint(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Conv + LSTM", "conv_lstm"), ("LSTM", "lstm"), ("", "model"), ("???", "model")],
)
def test_a_title_becomes_the_name_of_a_model(title, name):
    assert model_name(title) == name


def test_shapes_are_written_as_people_write_them():
    assert describe_shape((500, 32)) == "(B, 500, 32)"
    assert describe_shape((1,), "None") == "(None, 1)"
