"""A stack is a value: edits return another one, names stay unique, no layer is lost."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.stack.kinds import KINDS
from explorer.stack.presets import PRESETS
from explorer.stack.spec import StackSpec, describe_shape, layer_name

kinds = st.sampled_from(sorted(KINDS))


def names(stack: StackSpec) -> list[str]:
    return [layer.name for layer in stack.layers]


def test_names_are_keras_default_names():
    import os

    os.environ.setdefault("KERAS_BACKEND", "torch")
    from keras.src.utils.naming import to_snake_case

    for kind in KINDS:
        assert layer_name(kind) == to_snake_case(kind)


@given(st.lists(kinds, max_size=12), st.data())
def test_any_edits_keep_names_unique_and_lose_no_layer(chosen, data):
    stack = StackSpec.of(KINDS[kind]() for kind in chosen)
    assert [layer.kind for layer in stack.layers] == chosen
    for _ in range(8):
        before, count = stack, len(stack.layers)
        edit = data.draw(st.sampled_from(["insert", "remove", "move", "replace"]))
        if edit == "insert":
            place = data.draw(st.integers(0, count))
            stack = stack.inserted(place, KINDS[data.draw(kinds)]())
            assert names(before) == [*names(stack)[:place], *names(stack)[place + 1 :]]
        elif count and edit == "remove":
            place = data.draw(st.integers(0, count - 1))
            stack = stack.removed(place)
            assert names(stack) == [*names(before)[:place], *names(before)[place + 1 :]]
        elif count and edit == "move":
            source, target = (
                data.draw(st.integers(0, count - 1)),
                data.draw(st.integers(0, count - 1)),
            )
            stack = stack.moved(source, target)
            assert sorted(names(stack)) == sorted(names(before))
            assert stack.layers[target] == before.layers[source]
        elif count and edit == "replace":
            place = data.draw(st.integers(0, count - 1))
            stack = stack.replaced(place, KINDS[data.draw(kinds)]())
            assert len(stack.layers) == count
        assert len(set(names(stack))) == len(stack.layers)
        assert all(names(stack))


def test_a_second_lstm_is_lstm_1():
    stack = PRESETS["lstm"].stack
    twice = stack.inserted(2, KINDS["LSTM"]())
    assert names(twice) == ["embedding", "lstm", "lstm_1", "dense"]


def test_replacing_options_keeps_the_name():
    from dataclasses import replace

    stack = PRESETS["lstm"].stack
    changed = stack.replaced(1, replace(stack.layers[1], units=64))
    assert names(changed) == names(stack)


def test_shapes_are_written_as_people_write_them():
    assert describe_shape((500, 32)) == "(B, 500, 32)"
    assert describe_shape((1,), "None") == "(None, 1)"
