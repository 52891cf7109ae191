"""What holds for every stack, however odd."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS
from explorer.stack.presets import PRESETS
from explorer.stack.rules import InputSpec, examine
from explorer.stack.rules.examine import RULES
from explorer.stack.spec import StackSpec
from tests.stack import test_rule_errors, test_rule_hints
from tests.stack.drawing import broken_layers, mended, patient, stacks

READS = InputSpec(maxlen=20, max_features=5)
inputs = st.builds(
    InputSpec,
    maxlen=st.integers(1, 12),
    max_features=st.integers(1, 9),
    padding=st.sampled_from(["pre", "post"]),
    truncating=st.sampled_from(["pre", "post"]),
)


@given(stacks, inputs)
@settings(patient, max_examples=300)
def test_clicking_fixes_makes_any_stack_trainable(stack, reads):
    assert examine(mended(stack, reads), reads).trainable


@given(stacks, inputs)
@settings(patient, max_examples=300)
def test_every_fix_takes_its_problem_away_and_loses_no_name(stack, reads):
    for problem in examine(stack, reads).problems:
        if problem.fix is None:
            continue
        after = examine(problem.fix.stack, reads)
        name = None if problem.layer is None else stack.layers[problem.layer].name
        left = [
            (p.rule, p.option, None if p.layer is None else problem.fix.stack.layers[p.layer].name)
            for p in after.problems
        ]
        assert (problem.rule, problem.option, name) not in left, problem
        lost = {layer.name for layer in stack.layers} - {
            layer.name for layer in problem.fix.stack.layers
        }
        assert len(lost) <= 1, "a fix removes or replaces one layer at most"


@given(st.lists(broken_layers(), max_size=4).map(StackSpec.of), inputs)
@settings(patient, max_examples=200)
def test_nonsense_is_reported_and_mended_never_raised(stack, reads):
    report = examine(stack, reads)
    for index, layer in enumerate(stack.layers):
        wrong = set(layer.wrong_options()) | set(layer.clashes())
        found = {p.option for p in report.layers[index].problems if p.severity == "error"}
        assert wrong <= found
    assert examine(mended(stack, reads), reads).trainable


@given(stacks, inputs)
@patient
def test_a_report_has_one_row_a_layer_and_adds_up(stack, reads):
    report = examine(stack, reads)
    assert [layer.index for layer in report.layers] == list(range(len(stack.layers)))
    assert report.parameters == sum(layer.parameters for layer in report.layers)
    on_layers = [problem for layer in report.layers for problem in layer.problems]
    of_the_stack = [problem for problem in report.problems if problem.layer is None]
    assert sorted(map(str, on_layers + of_the_stack)) == sorted(map(str, report.problems))
    for before, after in zip(report.layers, report.layers[1:], strict=False):
        assert after.input_shape == before.output_shape


@given(stacks, inputs)
@patient
def test_layers_that_are_off_change_nothing_for_the_others(stack, reads):
    without = StackSpec(stack.active)
    assert examine(stack, reads).parameters == examine(without, reads).parameters
    assert examine(stack, reads).output_shape == examine(without, reads).output_shape
    said = [problem.sentence for problem in examine(without, reads).problems if without.layers]
    if without.layers:
        assert [problem.sentence for problem in examine(stack, reads).problems] == said


@given(stacks)
@settings(patient, max_examples=60)
def test_what_the_rules_let_through_runs_in_the_network_and_what_not_is_refused(stack):
    from explorer.network.build import build_network

    report = examine(stack, READS)
    if report.trainable:
        network = build_network(stack, maxlen=20, max_features=5, seed=0)
        assert sum(weight.numel() for weight in network.parameters()) == report.parameters
    else:
        with pytest.raises(UserProblem):
            build_network(stack, maxlen=20, max_features=5, seed=0)


def test_every_kind_has_a_module():
    from explorer.network.modules import MODULES

    assert set(MODULES) == set(KINDS)


def test_every_rule_has_a_test_of_its_own():
    errors = {case[2][0] for case in test_rule_errors.CASES.values()}
    hints = {case[1][0] for case in test_rule_hints.HINTS.values()}
    assert errors | hints == {rule.__name__ for rule in RULES}
    assert not errors & hints


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_finds_its_place_in_a_trainable_stack(kind):
    stack = PRESETS["lstm"].stack.inserted(1, KINDS[kind]())
    trainable = mended(stack, InputSpec())
    if kind not in ("Embedding", "GlobalMaxPooling1D", "GlobalAveragePooling1D", "Flatten"):
        assert any(layer.kind == kind for layer in trainable.layers)


@given(stacks.filter(lambda stack: stack.layers), st.data())
@patient
def test_reports_do_not_depend_on_names(stack, data):
    place = data.draw(st.integers(0, len(stack.layers) - 1))
    renamed = stack.replaced(place, replace(stack.layers[place], name="quite_another"))
    before, after = examine(stack, READS), examine(renamed, READS)
    assert [p.rule for p in before.problems] == [p.rule for p in after.problems]
    assert before.parameters == after.parameters
