"""The lines of a gate's sum: its parts, the biggest contributors in each, what they come to."""

from dataclasses import dataclass

from explorer.analysis.arithmetic import GateSum, Term
from explorer.ui.controls.numbers import plain, signed
from explorer.ui.inspect.cell.parts import short_name
from explorer.ui.theme.colormaps import is_sequential

NAMES = {"x": "x·W", "h": "h·U", "c": "c·V"}


@dataclass(frozen=True)
class SumLine:
    """One line. depth: 0 for a part of the sum, 1 for a term inside it, 2 for a result.

    detail: the product, written out. token: the hue of the value where it is not its sign's.
    words: the line said in full, for whoever hovers.
    """

    depth: int
    label: str
    value: float
    detail: str = ""
    token: str = ""
    words: str = ""


def sum_lines(found: GateSum, below: str, terms: int) -> list[SumLine]:
    """At most `terms` terms of each part; the rest of a part is one line.

    `below` names the layer whose features x are, or "" for the words' own dimensions.
    """
    ranked = found.terms()
    sums = {"x": found.x_sum, "h": found.h_sum, "c": found.c_sum}
    lines: list[SumLine] = []
    for source, name in NAMES.items():
        own = [term for term in ranked if term.source == source]
        if own:
            scaled = "r·" if found.scale != 1.0 and source == "h" else ""
            lines.append(SumLine(0, f"{scaled}{name}", sums[source]))
            lines += _terms(own, below, terms)
    lines.append(SumLine(0, _bias_name(found), found.bias_sum))
    lines.append(SumLine(2, "sum", found.total, words=f"the sum: {signed(found.total, 6)}"))
    lines.append(_squashed(found))
    return lines


def parts_of(found: GateSum) -> int:
    """How many parts have terms: x·W, h·U, and c·V of the Carry LSTM's output."""
    return 2 if found.c is None else 3


def _terms(own: list[Term], below: str, terms: int) -> list[SumLine]:
    shown, rest = own[:terms], own[terms:]
    if len(rest) == 1:  # one more line says more than "1 more"
        shown, rest = own[: terms + 1], []
    lines = [_term(term, below) for term in shown]
    if rest:
        left = sum(term.product for term in rest)
        words = f"the {len(rest)} smaller ones come to {signed(left, 6)}"
        lines.append(SumLine(1, f"{len(rest)} more", left, words=words))
    return lines


def _term(term: Term, below: str) -> SumLine:
    scale = f"·{plain(term.scale)}" if term.scale != 1.0 else ""
    detail = f"{plain(term.value)}·{plain(term.weight)}{scale}"
    if term.source != "x":
        name = f"{term.source} of unit {term.index}"
        what = {"h": "hidden state", "c": "carry"}[term.source]
        said = f"unit {term.index}'s {what} before"
    elif below:
        name = f"{below} {term.index}"
        said = f"feature {term.index} of {below}"
    else:
        name = f"word dim {term.index}"
        said = f"dimension {term.index} of the word's embedding"
    exact = " × ".join(
        signed(part, 4)
        for part in (term.value, term.weight, *((term.scale,) if term.scale != 1.0 else ()))
    )
    return SumLine(
        1, name, term.product, detail, words=f"{said}: {exact} = {signed(term.product, 6)}"
    )


def _bias_name(found: GateSum) -> str:
    if not found.inner_bias:
        return "b"
    return "b + r·b′" if found.scale != 1.0 else "b + b′"


def _squashed(found: GateSum) -> SumLine:
    name, gate = short_name(found.squash), found.gate
    letter = f"{gate} = {name}(sum)" if name != "id" else f"{gate} = sum"
    words = f"{letter} = {signed(found.value, 6)}; the trace says {signed(found.recorded, 6)}"
    token = gate if is_sequential(gate) or found.value >= 0 else "neg"
    return SumLine(2, letter, found.value, token=token, words=words)
