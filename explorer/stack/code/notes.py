"""What the rules say of a stack, as comments of its code."""

from explorer.stack.code.source import comment, words
from explorer.stack.kinds import RecurrentSpec
from explorer.stack.rules import Problem, StackReport
from explorer.stack.rules.flow import LayerFlow
from explorer.stack.spec import StackSpec

NOT_CONSTRAINT = (
    "recurrent_dropout drops remembered units. The tutorial's code says recurrent_constraint, "
    "which limits weights and takes no rate."
)
MASK_AND_CUDNN = (
    "The mask says: pads stand before the text. On a GPU TensorFlow would hand it to cuDNN, "
    "which takes pads after the text only."
)


def errors(stack: StackSpec, report: StackReport) -> list[str]:
    """Return why the stack does not run, as comment lines; none if it does."""
    if report.trainable:
        return []
    lines = comment("This stack does not run yet:")
    for problem in report.errors:
        place = "" if problem.layer is None else f"{words(stack.layers[problem.layer].name)}: "
        lines += comment(f"- {place}{_sentence(problem)}")
    return [*lines, ""]


def traps(report: StackReport, index: int | None, *, depth: int) -> list[str]:
    """Return the hints about one layer (None: about the stack) as comment lines."""
    return [
        line
        for problem in report.hints
        if problem.layer == index
        for line in comment(_sentence(problem), depth=depth)
    ]


def first_with_recurrent_dropout(flows: tuple[LayerFlow, ...]) -> int | None:
    """Return the place of the first layer that has recurrent_dropout."""
    for flow in flows:
        inner = flow.recurrent
        if isinstance(inner, RecurrentSpec) and inner.recurrent_dropout:
            return flow.index
    return None


def _sentence(problem: Problem) -> str:
    return f"{problem.sentence.rstrip('.')}."
