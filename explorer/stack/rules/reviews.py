"""What the encoding takes away from the reviews before the stack sees them."""

from collections.abc import Iterator

from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Problem

SHORT = 400
"""Without reviews to count: below this many timesteps over a tenth of IMDB is cut."""
FEW = 0.02


def reviews_cut(flow: StackFlow) -> Iterator[Problem]:
    """Reviews longer than maxlen lose one end; Keras's default is the beginning."""
    reads = flow.reads
    if reads.cut_share is None and reads.maxlen >= SHORT:
        return
    if reads.cut_share is not None and reads.cut_share < FEW:
        return
    end = "beginning" if reads.truncating == "pre" else "end"
    share = reads.cut_share
    kept = (
        "Only the last words are read."
        if end == "beginning"
        else ("Only the first words are read, and the verdict often stands at the end.")
    )
    yield Problem(
        None,
        f"Reviews longer than {reads.maxlen} words lose their {end}"
        if share is None
        else f"{share:.0%} of the reviews, all longer than {reads.maxlen} words, lose their {end}",
        "hint",
        short="long ones are cut" if share is None else f"{share:.0%} are cut",
        detail=f"truncating={reads.truncating} cuts them there. {kept} A larger maxlen keeps "
        "more, and takes longer to train.",
    )
