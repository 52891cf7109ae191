"""What a property form is told of each layer kind, and what it refuses."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS, BidirectionalSpec, Conv1DSpec, LSTMSpec, RecurrentSpec
from explorer.stack.option import Option
from explorer.stack.spec import with_options
from tests.stack.drawing import broken_layers, layers, patient
from tests.stack.keras_layers import KERAS_KINDS, keras_layer

GROUPS = {"Input", "Recurrent", "Convolution", "Pooling", "Regularisation", "Output"}
OURS = {
    "Embedding": {"input_dim", "output_dim"},
    "SimpleRNN": {"units"},
    "LSTM": {"units"},
    "GRU": {"units"},
    "Conv1D": {"filters", "kernel_size"},
    "AveragePooling1D": {"pool_size"},
    "Dropout": {"rate"},
    "SpatialDropout1D": {"rate"},
    "Dense": {"units"},
}
"""Options for which Keras has no default: the layer cannot be made without saying."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_explains_itself(kind):
    spec_class = KINDS[kind]
    assert spec_class.kind == kind
    assert spec_class.group in GROUPS
    assert 3 <= len(spec_class.summary) <= 40
    assert spec_class.about.endswith(".")
    assert spec_class.__doc__
    assert spec_class().complaints() == []
    for what in spec_class.options().values():
        assert what.help.endswith(".")
        assert what.complaint(what.default) == ""
        if what.type in (int, float):
            assert what.low is not None and what.high is not None
            assert what.slider_high is None or what.low < what.slider_high <= what.high
        else:
            assert what.type is bool or what.choices


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_lies_in_its_own_file(kind):
    module = inspect.getmodule(KINDS[kind])
    own = [value for value in vars(module).values() if inspect.isclass(value)]
    assert [cls for cls in own if cls.__module__ == module.__name__] == [KINDS[kind]]


@pytest.mark.parametrize("kind", KERAS_KINDS)
def test_names_and_defaults_are_keras_own(kind):
    import keras

    known = {}
    for ancestor in reversed(getattr(keras.layers, kind).__mro__):
        if "__init__" in vars(ancestor):
            known |= inspect.signature(ancestor.__init__).parameters
    for name, what in KINDS[kind].options().items():
        assert name in known
        if name in OURS.get(kind, ()):
            assert known[name].default is inspect.Parameter.empty
            continue
        theirs = known[name].default
        ours = what.default
        if name == "strides" and "Pooling" in kind:
            assert (ours, theirs) == (0, None)
        elif name == "activation" and theirs is None:
            assert ours == "linear"
        else:
            assert ours == theirs


@pytest.mark.parametrize("kind", KERAS_KINDS)
def test_a_mask_is_carried_by_the_layers_that_carry_it_in_keras(kind):
    from explorer.stack.kinds import EmbeddingSpec

    spec = EmbeddingSpec(mask_zero=True) if kind == "Embedding" else KINDS[kind]()
    assert spec.carries_mask == keras_layer(spec).supports_masking


def test_signals_are_named_as_the_vocabulary_says():
    signals = {kind: "".join(KINDS[kind].signals) for kind in KINDS if KINDS[kind].signals}
    assert signals == {"SimpleRNN": "h", "LSTM": "ifkoch", "CarryLSTM": "ifkch", "GRU": "zrnh"}
    for kind, cls in KINDS.items():
        assert bool(cls.signals) == issubclass(cls, RecurrentSpec), kind


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "at least 1"),
        (4097, "at most 4,096"),
        (2.5, "whole number"),
        (True, "whole number"),
        ("many", "whole number"),
        (None, "whole number"),
    ],
)
def test_a_wrong_number_is_explained(value, words):
    assert words in LSTMSpec.options()["units"].complaint(value)


def test_a_share_may_be_any_finite_number_in_its_range():
    dropout = LSTMSpec.options()["dropout"]
    assert dropout.complaint(0) == dropout.complaint(0.5) == ""
    for value in (float("nan"), float("inf"), -0.1, 1.0):
        assert dropout.complaint(value)


def test_with_options_refuses_with_a_sentence():
    assert with_options(LSTMSpec(), units=64).units == 64
    with pytest.raises(UserProblem, match="LSTM: units must be at least 1"):
        with_options(LSTMSpec(), units=0)


@given(broken_layers())
@patient
def test_a_mended_layer_has_no_complaint_left(layer):
    mended = layer.mended()
    assert mended.complaints() == []
    assert mended.clashes() == {}
    assert mended.mended() is mended


@given(layers)
@patient
def test_mending_changes_nothing_that_is_right(layer):
    assert layer.complaints() == []
    if not layer.clashes():
        assert layer.mended() is layer


@given(st.integers(), st.integers(-3, 3), st.integers(4, 9))
@patient
def test_the_nearest_value_is_a_bound(value, low, high):
    what = Option("", low, low=low, high=high)
    assert what.nearest(value) == min(max(value, low), high)


def test_strides_and_dilation_refuse_each_other():
    spec = Conv1DSpec(strides=2, dilation_rate=3)
    assert spec.complaints() == []
    assert "strides" in spec.clashes()
    assert spec.mended() == Conv1DSpec(strides=1, dilation_rate=3)
    with pytest.raises(ValueError, match="strides"):
        keras_layer(spec)


def test_bidirectional_wraps_no_layer_that_reads_backwards():
    spec = BidirectionalSpec(layer=LSTMSpec(go_backwards=True))
    assert "layer.go_backwards" in spec.clashes()
    assert spec.mended() == BidirectionalSpec()
    with pytest.raises(ValueError, match="go_backwards"):
        keras_layer(spec)
