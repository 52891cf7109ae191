"""Every rule, applied to one stack."""

from collections.abc import Callable, Iterator

from explorer.stack.rules import ends, sequences, traps
from explorer.stack.rules.flow import LayerFlow, walk
from explorer.stack.rules.report import InputSpec, LayerReport, Problem, StackReport
from explorer.stack.spec import StackSpec

Rule = Callable[[StackSpec, list[LayerFlow], InputSpec], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ends.embedding_first,
    ends.embedding_covers_vocabulary,
    sequences.sequence_needed,
    sequences.window_fits,
    sequences.one_vector_needed,
    sequences.other_refusals,
    sequences.values_in_range,
    ends.one_score_last,
    traps.pads_after_the_text,
    traps.mask_is_lost,
    traps.dropout_in_a_single_layer,
    traps.recurrent_dropout_costs,
    traps.gru_reset_after,
    sequences.flatten_is_long,
    traps.starts_are_cut,
)


def examine(stack: StackSpec, spec: InputSpec | None = None) -> StackReport:
    """Return shapes, parameter counts and problems of `stack` reading `spec`.

    Layers are reported by their place in the stack; a disabled one passes its input through.
    """
    spec = spec or InputSpec()
    flows = walk(stack, spec)
    problems = tuple(problem for rule in RULES for problem in rule(stack, flows, spec))
    layers = tuple(
        LayerReport(
            index=flow.index,
            input_shape=flow.input_shape,
            output_shape=flow.output_shape,
            parameters=flow.parameters,
            problems=tuple(problem for problem in problems if problem.layer == flow.index),
        )
        for flow in flows
    )
    return StackReport(
        layers=layers,
        problems=problems,
        parameters=sum(layer.parameters for layer in layers),
        output_shape=flows[-1].output_shape if flows else None,
    )
