"""An answer over the words in view: the layer before and after, aligned by column."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.analysis.whatif import Hold
from explorer.reviews.vocabulary import UNKNOWN, Vocabulary
from explorer.session.inspect.whatif_desk import Answer
from explorer.ui.inspect.layer_in_view import LayerInView, layer_in_view
from explorer.ui.inspect.whatif.alignment import Alignment, aligned, same, side_by_side


@dataclass(frozen=True, eq=False)
class WhatIfInView:
    """The layer in view, before and after. words: (C,) one a column."""

    answer: Answer
    before: LayerInView
    after: LayerInView
    columns: Alignment
    words: tuple[str, ...]

    @property
    def chance_before(self) -> float:
        """P(positive) of the whole review as it is."""
        return float(self.answer.rerun.before.probability[-1])

    @property
    def chance_after(self) -> float:
        """P(positive) of the whole review with what is applied."""
        return float(self.answer.rerun.after.probability[-1])

    @property
    def change(self) -> float:
        """How far the logit moves."""
        run = self.answer.rerun
        return float(run.after.logits[-1] - run.before.logits[-1])

    def held(self) -> list[tuple[Hold, range]]:
        """The holds on the layer in view, each with the timesteps that it holds."""
        return [
            (one, timesteps_of(one, self.before))
            for one in self.answer.applied
            if isinstance(one, Hold) and one.layer == self.before.layer.name
        ]


def what_if_in_view(
    answer: Answer, view: LayerInView, vocabulary: Vocabulary
) -> WhatIfInView | None:
    """Put an answer over the view; `vocabulary` names the words that were not there before.

    None where nothing of the edited review reaches the layer.
    """
    run, result = answer.rerun, answer.result
    ids = run.after.ids[run.after.pads :]
    said: list[str] = []
    known: list[bool] = []
    for word, number in zip(run.source.tolist(), ids.tolist(), strict=True):
        untouched = word >= 0 and int(result.encoded.ids[word]) == number
        said.append(result.encoded.tokens[word] if untouched else vocabulary.word_of(number))
        known.append(result.encoded.known[word] if untouched else number != UNKNOWN)
    encoded = replace(result.encoded, ids=ids, tokens=tuple(said), known=tuple(known))
    read = replace(result, encoded=encoded, trace=run.after, seconds=run.seconds)
    layer = next(one for one in run.after.layers if one.name == view.layer.name)
    after = layer_in_view(read, layer, view.workings)
    if after is None:
        return None
    columns = _columns(answer, view, after)
    words = tuple(
        after.words[new] if new >= 0 else view.words[old]
        for old, new in zip(columns.before.tolist(), columns.after.tolist(), strict=True)
    )
    return WhatIfInView(answer, view, after, columns, words)


def timesteps_of(hold: Hold, view: LayerInView) -> range:
    """The timesteps of a layer that a hold on words holds."""
    last = view.layer.reads[:, 1] - view.pads
    start = 0 if hold.start is None else hold.start
    stop = int(last[-1]) + 1 if hold.stop is None else hold.stop
    inside = np.flatnonzero((last >= start) & (last < stop))
    return range(int(inside[0]), int(inside[-1]) + 1) if len(inside) else range(0)


def words_of_timesteps(view: LayerInView, first: int, last: int) -> tuple[int, int]:
    """The words start, stop that make a hold cover timesteps first … last of a layer."""
    reads = view.layer.reads[:, 1] - view.pads
    return int(reads[first]), int(reads[last]) + 1


def _columns(answer: Answer, view: LayerInView, after: LayerInView) -> Alignment:
    source, words = answer.rerun.source, len(answer.result.encoded.ids)
    if len(source) == words and bool((source == np.arange(words)).all()):
        return same(view.timesteps)
    if view.timesteps != words:
        return side_by_side(view.timesteps, after.timesteps)
    return aligned(source, view.timesteps)
