"""Loading a corpus with progress on a terminal, silence in a pipe."""

import sys
from dataclasses import replace

from tqdm import tqdm

from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus
from explorer.stack.presets import preset
from explorer.stack.rules import InputSpec
from explorer.stack.spec import StackSpec


def corpus_at(where: str) -> Corpus:
    """Load "builtin", an archive or an extracted folder. Raises UserProblem."""
    with tqdm(disable=not sys.stderr.isatty(), unit="", leave=False, file=sys.stderr) as bar:
        for event in load_corpus(where):
            if isinstance(event, CorpusReady):
                return event.corpus
            bar.set_description(event.stage)
            bar.total, bar.n = event.total, event.done
            bar.refresh()
    raise UserProblem(f"{where} gave no reviews.")


def preset_stack(name: str, max_features: int) -> StackSpec:
    """Return a preset whose embedding has a row for every one of `max_features` token ids."""
    stack = preset(name).stack
    for index, layer in enumerate(stack.layers):
        if layer.kind == "Embedding":
            stack = stack.replaced(index, replace(layer, input_dim=max_features))  # pyright: ignore[reportCallIssue]
    return stack


def preset_input(name: str, max_features: int | None, maxlen: int | None) -> InputSpec:
    """Return what a preset reads: what is told, else its recipe's, else the tutorial's."""
    told = {"max_features": max_features, "maxlen": maxlen}
    own = preset(name).recipe.encoding()
    given = own | {key: value for key, value in told.items() if value is not None}
    return replace(InputSpec(), **given)  # pyright: ignore[reportArgumentType]
