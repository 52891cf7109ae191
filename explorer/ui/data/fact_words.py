"""The sentences under the facts, computed from the corpus at hand."""

from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import FIRST_WORD
from explorer.training.settings import TrainingSettings
from explorer.training.steps.batches import validation_part
from explorer.ui.controls.numbers import count
from explorer.ui.data.facts import CorpusFacts


def validation_words(facts: CorpusFacts, settings: TrainingSettings) -> str:
    """How many training reviews the next run keeps for validation, and their balance."""
    part = validation_part(facts.train.reviews, settings.validation_split, settings.limit)
    if not part:
        used = count(part.stop)
        return f"All {used} training reviews are trained on, none is kept for validation."
    positive = count(int(facts.labels[part.start : part.stop].sum()))
    if len(part) == 1:
        return "The last training review is kept for validation."
    last = f"{count(len(part))}" + (f" of {count(part.stop)}" if settings.limit else "")
    return f"The last {last} are kept for validation, {positive} of them positive."


def cut_words(facts: CorpusFacts, encoding: Encoding) -> str:
    """What maxlen takes away."""
    cut = facts.cut_share(encoding)
    if not cut:
        return f"No training review has over {count(encoding.maxlen - 1)} words: none is cut."
    end = "start" if encoding.truncating == "pre" else "end"
    lost = percent(facts.lost_share(encoding))
    return f"{percent(cut)} of training reviews are cut at the {end}, and lose {lost} of all words."


def coverage_words(facts: CorpusFacts, encoding: Encoding) -> str:
    """What max_features and skip_top leave known."""
    known, words = facts.words_known(encoding.max_features), len(facts.counts)
    skipped = facts.words_known(min(encoding.skip_top, encoding.max_features))
    if skipped:
        kept = facts.coverage(encoding.max_features) - facts.coverage(encoding.skip_top)
        ranks = f"words {count(skipped + 1)} to {count(known)}" if known > skipped else "no words"
        return f"Of {count(words)}, {ranks} by frequency are known: {percent(kept)} of the text."
    if known == words:
        return f"All {count(words)} words of the training reviews are known."
    share = percent(facts.coverage(encoding.max_features))
    return f"The {count(known)} most frequent of {count(words)} words make up {share} of the text."


def percent(share: float) -> str:
    """Return "13.7%"; what is not quite nothing or all says so."""
    if 0 < share < 0.0005:
        return "under 0.1%"
    if 0.9995 <= share < 1:
        return "over 99.9%"
    return f"{share:.1%}".replace(".0%", "%")


def word_words(facts: CorpusFacts, rank: int) -> str:
    """A word by its rank, 1 the most frequent, and what all up to it make up."""
    times = int(facts.counts[rank - 1])
    often = "once" if times == 1 else f"{count(times)} times"
    share = percent(facts.coverage(rank + FIRST_WORD))
    word = f"“{facts.words[rank - 1]}” is word {count(rank)}, {often}"
    if rank == 1:
        return f"{word}\nIt makes up {share} of the text"
    return f"{word}\nThe {count(rank)} most frequent words: {share} of the text"
