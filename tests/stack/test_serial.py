"""A stack survives JSON; anything foreign is refused with a sentence."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS
from explorer.stack.presets import PRESETS
from explorer.stack.serial import stack_from_json, stack_to_json
from explorer.stack.spec import StackSpec
from tests.stack.test_arithmetic import options_of

layers = st.sampled_from(sorted(set(KINDS) - {"CarryLSTM"})).flatmap(options_of)


@given(st.lists(layers, max_size=5), st.text(max_size=20))
@settings(deadline=None)
def test_a_stack_comes_back_equal(drawn, title):
    stack = StackSpec.of(drawn, title)
    assert stack_from_json(json.loads(json.dumps(stack_to_json(stack)))) == stack


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_comes_back_equal(name):
    stack = PRESETS[name].stack
    assert stack_from_json(stack_to_json(stack)) == stack


def spoil(change):
    content = stack_to_json(PRESETS["lstm"].stack)
    change(content)
    return content


FOREIGN = {
    "no object": ([], "JSON object"),
    "no version": (spoil(lambda c: c.pop("version")), "no format version"),
    "newer": (spoil(lambda c: c.update(version=99)), "newer"),
    "no layers": (spoil(lambda c: c.pop("layers")), "no list of layers"),
    "unknown kind": (spoil(lambda c: c["layers"][1].update(kind="Mamba")), "Mamba"),
    "unknown option": (spoil(lambda c: c["layers"][1].update(warp=1)), "warp"),
    "wrong type": (spoil(lambda c: c["layers"][1].update(units="many")), "LSTM.units"),
    "true is no number": (spoil(lambda c: c["layers"][1].update(units=True)), "LSTM.units"),
    "out of range": (spoil(lambda c: c["layers"][1].update(units=0)), "at least 1"),
    "no such choice": (spoil(lambda c: c["layers"][1].update(activation="gelu")), "one of"),
    "same name": (spoil(lambda c: c["layers"][1].update(name="dense")), "same name"),
    "layer no object": (spoil(lambda c: c["layers"].append(3)), "not a JSON object"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_foreign_content_is_a_sentence(case):
    content, words = FOREIGN[case]
    with pytest.raises(UserProblem, match=words):
        stack_from_json(content)


def test_bidirectional_wraps_recurrent_layers_only():
    content = stack_to_json(PRESETS["bidirectional"].stack)
    content["layers"][1]["layer"] = {"kind": "Dense", "name": "", "units": 3}
    with pytest.raises(UserProblem, match="wraps a recurrent layer"):
        stack_from_json(content)
