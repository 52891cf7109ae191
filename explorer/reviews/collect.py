"""From a source's reviews to the arrays of a corpus: split into words, rank, shuffle."""

from collections import defaultdict
from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.problem import UserProblem
from explorer.reviews.arrays import CorpusArrays
from explorer.reviews.progress import CorpusProgress
from explorer.reviews.review import RankedSource, Review, ReviewSource
from explorer.reviews.tokenizer import utf8_words_of
from explorer.reviews.vocabulary import FIRST_WORD, START

KERAS_SEED = 113
_PROGRESS_EVERY = 250
_START_MARK = b""
"""Stands for the start marker while codes are handed out; no word is empty."""


class _Intake:
    """Everything read so far; words get codes in the order in which they turn up."""

    def __init__(self) -> None:
        self.codes: defaultdict[bytes, int] = defaultdict()
        self.codes.default_factory = self.codes.__len__
        self.start_code = self.codes[_START_MARK]
        self.coded: list[NDArray[np.int32]] = []
        self.texts: list[bytes] = []
        self.labels: list[int] = []
        self.keys: list[str] = []
        self.in_train: list[bool] = []

    def take(self, review: Review) -> None:
        if review.label not in (0, 1):
            raise UserProblem(
                f"The review {review.key} has no label: every review must be marked "
                "positive (1) or negative (0)."
            )
        if "\n" in review.key:
            raise UserProblem(f"A review has a line break in its name ({review.key!r}): rename it.")
        try:
            words = utf8_words_of(review.text)
            text = review.text.encode()
        except UnicodeEncodeError:
            raise UserProblem(
                f"The review {review.key} holds broken characters (lone surrogates): "
                "save the source as UTF-8 again."
            ) from None
        words.insert(0, _START_MARK)
        code_of = self.codes.__getitem__
        self.coded.append(np.fromiter(map(code_of, words), np.int32, len(words)))
        self.texts.append(text)
        self.labels.append(review.label)
        self.keys.append(review.key)
        self.in_train.append(review.split == "train")


def collect(source: ReviewSource) -> Generator[CorpusProgress, None, CorpusArrays]:
    """Read a source to its end, yielding progress; the arrays are the generator's return value.

    Raises UserProblem for a source that cannot be read, holds no review, an unlabelled one, or
    one key twice.
    """
    identity = source.identity()
    intake = _Intake()
    fraction = 0.0

    def on_fraction(read: float) -> None:
        nonlocal fraction
        fraction = read

    for review in source.reviews(on_fraction):
        intake.take(review)
        if len(intake.keys) % _PROGRESS_EVERY == 0:
            yield CorpusProgress("reading", int(fraction * 1000), reviews=len(intake.keys))
    _check(intake, source.title)
    yield CorpusProgress("sorting", 0, reviews=len(intake.keys))
    return _arranged(intake, source, identity)


def _check(intake: _Intake, title: str) -> None:
    if not intake.keys:
        raise UserProblem(f"{title} holds no reviews.")
    if len(set(intake.keys)) != len(intake.keys):
        seen: set[str] = set()
        twice = next(key for key in intake.keys if key in seen or seen.add(key))
        raise UserProblem(f"{title} holds the review {twice} twice.")


def _arranged(intake: _Intake, source: ReviewSource, identity: str) -> CorpusArrays:
    order, train_count = _reading_order(intake.keys, intake.in_train)
    coded = [intake.coded[n] for n in order]
    texts = [intake.texts[n] for n in order]
    offsets = _offsets([len(ids) for ids in coded])
    flat = np.concatenate(coded)
    counts = np.bincount(flat[: offsets[train_count]], minlength=len(intake.codes))
    words = [word.decode() for word in intake.codes]
    if isinstance(source, RankedSource):
        ranked, in_training = _ranked_by_source(intake, words, source.ranking())
    else:
        ranked = _ranked(words, counts, intake.start_code)
        in_training = sum(1 for code in ranked if counts[code])
    ids_of_codes = np.empty(len(words), np.int32)
    ids_of_codes[ranked] = np.arange(FIRST_WORD, FIRST_WORD + len(ranked))
    ids_of_codes[intake.start_code] = START
    ranked_words = tuple(words[code] for code in ranked)
    return CorpusArrays(
        title=source.title,
        synthetic=source.synthetic,
        identity=identity,
        train_count=train_count,
        ids=ids_of_codes[flat],
        offsets=offsets,
        labels=np.array([intake.labels[n] for n in order], np.int8),
        text=np.frombuffer(b"".join(texts), np.uint8),
        text_offsets=_offsets([len(text) for text in texts]),
        keys=tuple(intake.keys[n] for n in order),
        vocabulary=ranked_words[:in_training],
        other_words=ranked_words[in_training:],
    )


def _reading_order(keys: Sequence[str], in_train: Sequence[bool]) -> tuple[list[int], int]:
    """Places in the intake, training split first, and how many of them are for training.

    Sorting by key makes the order the same on every system. Then each split is shuffled once, for
    good, as `keras.datasets.imdb.load_data` does and with its seed: validation_split takes the
    last fifth of the training reviews *before* any shuffling, and in the order of the archive
    (all negative reviews, then all positive ones) that fifth would be positive reviews only.
    RandomState's stream is frozen by NumPy, so the order will not change under us.
    """
    by_key = sorted(range(len(keys)), key=keys.__getitem__)
    shuffler = np.random.RandomState(KERAS_SEED)
    order: list[int] = []
    for training in (True, False):
        split = np.array([n for n in by_key if in_train[n] is training], np.int64)
        shuffler.shuffle(split)
        order += split.tolist()
    return order, sum(in_train)


def _ranked(words: list[str], counts: NDArray[np.int64], start_code: int) -> list[int]:
    """The codes of all words by falling count; code-point order breaks ties, so it is the same
    whatever the order of the files.
    """
    count_of = counts.tolist()
    codes = [code for code in range(len(words)) if code != start_code]
    return sorted(codes, key=lambda code: (-count_of[code], words[code]))


def _ranked_by_source(
    intake: _Intake, words: list[str], ranking: Sequence[str]
) -> tuple[list[int], int]:
    """The codes of all words as the source numbers them, and how many have a number.

    A word that no review holds keeps its number: the next one must not move up.
    """
    codes = intake.codes
    numbered = [codes[word.encode()] for word in ranking]
    words.extend(word.decode() for word in list(codes)[len(words) :])
    known = {intake.start_code, *numbered}
    others = sorted(
        (code for code in range(len(words)) if code not in known), key=words.__getitem__
    )
    return numbered + others, len(numbered)


def _offsets(lengths: Sequence[int]) -> NDArray[np.int64]:
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets
