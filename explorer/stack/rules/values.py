"""Names and option values that neither Keras nor the engine can take."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.naming import name_complaint
from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Fix, Problem


def name_unusable(flow: StackFlow) -> Iterator[Problem]:
    """Names become keys of weights: no slash, no dot."""
    for found in flow.layers:
        complaint = name_complaint(found.layer.name)
        if complaint:
            renamed = flow.stack.replaced(found.index, replace(found.layer, name=""))
            label = f"Call it {renamed.layers[found.index].name}"
            yield Problem(found.index, complaint.rstrip("."), fix=Fix(label, renamed))


def value_out_of_range(flow: StackFlow) -> Iterator[Problem]:
    """Options outside what Keras takes, or that it refuses together."""
    for found in flow.active:
        wrong = found.layer.wrong_options() | found.layer.clashes()
        if not wrong:
            continue
        mended = found.layer.mended()
        mend = Fix("Use the nearest value", flow.stack.replaced(found.index, mended))
        for name, clause in wrong.items():
            said = f"{name.removeprefix('layer.')} {clause}"
            yield Problem(found.index, said, fix=mend, option=name)
