"""A stack survives JSON; anything foreign is refused with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS
from explorer.stack.presets import PRESETS
from explorer.stack.serial import stack_from_json, stack_to_json
from explorer.stack.spec import StackSpec
from tests.stack.drawing import broken_layers, patient, stacks


@given(stacks, st.text(max_size=20))
@patient
def test_a_stack_comes_back_equal(stack, title):
    titled = stack.renamed(title)
    again = stack_from_json(json.loads(json.dumps(stack_to_json(titled))))
    assert again == titled
    # 1 and 1.0 are equal, too: what is a share must come back as a float.
    assert repr(again) == repr(titled)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_comes_back_equal(name):
    stack = PRESETS[name].stack
    assert stack_from_json(stack_to_json(stack)) == stack


def test_options_left_out_have_their_defaults():
    written = {"version": 1, "title": "t", "layers": [{"kind": "LSTM", "name": "reader"}]}
    assert stack_from_json(written) == StackSpec((KINDS["LSTM"](name="reader"),), "t")


def test_a_whole_number_may_stand_for_a_share():
    content = stack_to_json(PRESETS["lstm"].stack)
    content["layers"][1]["dropout"] = 0
    assert isinstance(stack_from_json(content).layers[1].dropout, float)


def test_a_draft_with_a_clash_can_be_opened_again():
    draft = StackSpec((KINDS["Conv1D"](strides=2, dilation_rate=2),))
    assert stack_from_json(stack_to_json(draft)) == draft


def spoil(change):
    content = stack_to_json(PRESETS["lstm"].stack)
    change(content)
    return content


def layer(**changes):
    return spoil(lambda content: content["layers"][1].update(changes))


def nested(depth: int):
    inner: dict = {"kind": "LSTM"}
    for _ in range(depth):
        inner = {"kind": "Bidirectional", "layer": inner}
    return inner


FOREIGN = {
    "no object": ([], "not a JSON object"),
    "null": (None, "not a JSON object"),
    "no version": (spoil(lambda c: c.pop("version")), "no format version"),
    "version is text": (spoil(lambda c: c.update(version="1")), "no format version"),
    "version is true": (spoil(lambda c: c.update(version=True)), "no format version"),
    "version zero": (spoil(lambda c: c.update(version=0)), "no format version"),
    "newer": (spoil(lambda c: c.update(version=99)), "newer Carrytrack"),
    "no layers": (spoil(lambda c: c.pop("layers")), "no list of layers"),
    "layers no list": (spoil(lambda c: c.update(layers={})), "no list of layers"),
    "no title": (spoil(lambda c: c.pop("title")), "no title"),
    "foreign field": (spoil(lambda c: c.update(weights=[])), "“weights”"),
    "unknown kind": (layer(kind="Mamba"), "unknown kind, “Mamba”. Known are Embedding"),
    "kind is a list": (layer(kind=["LSTM"]), "unknown kind"),
    "no kind": (spoil(lambda c: c["layers"][1].pop("kind")), "unknown kind"),
    "unknown option": (layer(warp=1), "LSTM has no option “warp”"),
    "wrong type": (layer(units="many"), "Layer 2: LSTM.units must be a whole number"),
    "true is no number": (layer(units=True), "LSTM.units must be a whole number"),
    "half a unit": (layer(units=2.5), "LSTM.units must be a whole number"),
    "one is no switch": (layer(use_bias=1), "use_bias must be on or off"),
    "out of range": (layer(units=0), "units must be at least 1"),
    "not finite": (layer(dropout=float("nan")), "dropout must be a number"),
    "huge": (layer(dropout=10**400), "dropout must be at most"),
    "no such choice": (layer(activation="gelu"), "activation must be one of tanh"),
    "choice is null": (layer(activation=None), "activation must be one of"),
    "same name": (layer(name="dense"), "same name, “dense”"),
    "no name": (layer(name=""), "Layer 2"),
    "name with a slash": (layer(name="a/b"), "letters, digits"),
    "name is a number": (layer(name=3), "name that is no text"),
    "enabled is text": (layer(enabled="yes"), "enabled must be on or off"),
    "layer no object": (spoil(lambda c: c["layers"].append(3)), "Layer 4 is not a JSON object"),
    "wraps dense": (
        spoil(
            lambda c: c["layers"].append(
                {"kind": "Bidirectional", "name": "b"} | {"layer": {"kind": "Dense"}}
            )
        ),
        "wraps a recurrent layer, not “Dense”",
    ),
    "wraps nothing": (
        spoil(
            lambda c: c["layers"].append({"kind": "Bidirectional", "name": "b"} | {"layer": None})
        ),
        "layer is not a JSON object",
    ),
    "wraps without end": (
        spoil(lambda c: c["layers"].append(nested(5000))),
        "wraps a recurrent layer, not “Bidirectional”",
    ),
    "wrapped out of range": (
        spoil(
            lambda c: c["layers"].append(
                {"kind": "Bidirectional", "name": "b", "layer": {"kind": "GRU", "units": 0}}
            )
        ),
        "GRU.units must be at least 1",
    ),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_foreign_content_is_a_sentence(case):
    content, words = FOREIGN[case]
    with pytest.raises(UserProblem, match=words):
        stack_from_json(content)


@given(broken_layers())
@patient
def test_a_broken_layer_is_refused_unless_it_happens_to_be_right(layer):
    content = stack_to_json(StackSpec((layer,)))
    if layer.complaints():
        with pytest.raises(UserProblem):
            stack_from_json(content)
    else:
        assert stack_from_json(content).layers[0] == StackSpec((layer,)).layers[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["version", "title", "layers", "kind", "name", "layer", "units"]),
            inner,
            max_size=5,
        )
    ),
)


@given(JSON)
@patient
def test_any_json_is_a_stack_or_a_sentence(content):
    try:
        stack_from_json(content)
    except UserProblem as problem:
        assert str(problem)
