"""Hypothesis strategies: layers, stacks, and specs whose values make no sense."""

from dataclasses import fields, replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from explorer.stack.kinds import KINDS, RecurrentSpec
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import StackSpec

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""

NONSENSE = st.one_of(
    st.integers(-5, 5),
    st.just(10**400),
    st.floats(),
    st.booleans(),
    st.none(),
    st.text(max_size=3),
    st.just([1]),
)


def layer_of(kind: str, *, carry: bool = True):
    """Draw a spec with options inside their ranges, small enough to build at once."""
    spec_class = KINDS[kind]
    drawn = {}
    for name, what in spec_class.options().items():
        if what.choices is not None:
            drawn[name] = st.sampled_from(what.choices)
        elif what.type is bool:
            drawn[name] = st.booleans()
        elif what.type is float:
            drawn[name] = st.sampled_from([0.0, 0.25])
        else:
            assert what.low is not None
            drawn[name] = st.integers(int(what.low), 6)
    if kind == "Bidirectional":
        wrapped = ["LSTM", "GRU", "SimpleRNN", *(["CarryLSTM"] if carry else [])]
        drawn["layer"] = st.sampled_from(wrapped).flatmap(layer_of)
    return st.fixed_dictionaries(drawn).map(lambda options: spec_class(**options))


def working_layer_of(kind: str, *, carry: bool = True):
    """Draw a spec that Keras takes: no two options refuse each other.

    Without `carry`, Bidirectional wraps no Carry LSTM, which Keras does not have.
    """
    return layer_of(kind, carry=carry).map(lambda layer: layer.mended())


layers = st.sampled_from(sorted(KINDS)).flatmap(layer_of)
stacks = st.lists(
    st.builds(
        lambda layer, on: replace(layer, enabled=on), layers, st.sampled_from([True] * 4 + [False])
    ),
    max_size=6,
).map(StackSpec.of)


def mended(stack: StackSpec, reads: InputSpec) -> StackSpec:
    """Click the first fix until nothing is left to fix."""
    for _ in range(8 * (len(stack.layers) + 1)):
        errors = examine(stack, reads).errors
        if not errors:
            return stack
        fix = errors[0].fix
        assert fix is not None, errors[0].sentence
        stack = fix.stack
    raise AssertionError(f"clicking on never ends: {stack}")


def trainable_stacks(reads: InputSpec, kinds: list[str]):
    """Draw a stack of these kinds without errors, by mending any."""
    drawn = st.sampled_from(kinds).flatmap(lambda kind: working_layer_of(kind, carry=False))
    return st.lists(drawn, max_size=4).map(lambda some: mended(StackSpec.of(some), reads))


@st.composite
def broken_layers(draw):
    """Draw a layer of which some fields hold what no option allows."""
    layer = draw(layers)
    if not layer.options():
        return layer
    names = draw(st.lists(st.sampled_from(sorted(layer.options())), min_size=1, unique=True))
    broken = replace(layer, **{name: draw(NONSENSE) for name in names})
    if any(field.name == "layer" for field in fields(layer)) and draw(st.booleans()):
        inner = draw(broken_layers().filter(lambda other: isinstance(other, RecurrentSpec)))
        broken = replace(broken, layer=inner)
    return broken
