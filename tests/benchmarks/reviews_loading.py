"""How fast reviews become batches, beside Keras's own functions on the same texts in the same run.

`python -m tests.benchmarks.reviews_loading [aclImdb_v1.tar.gz]`, or the file itself as a script.
The archive may also be named by CARRYTRACK_IMDB. Uses a cache of its own, which it removes.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("KERAS_BACKEND", "torch")
ROOT = Path(__file__).parent.parent.parent
if __package__ in (None, ""):
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus  # noqa: E402
from explorer.reviews.encoding import Encoding  # noqa: E402
from explorer.reviews.vocabulary import FIRST_WORD, UNKNOWN  # noqa: E402

T = TypeVar("T")
BATCH, BATCHES = 128, 200


def main() -> int:
    """Print the table; 2 where there is no archive."""
    default = os.environ.get("CARRYTRACK_IMDB", ROOT.parent / "shared/data/aclImdb_v1.tar.gz")
    archive = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    if not archive.is_file():
        print(f"{archive} is not there: name aclImdb_v1.tar.gz as the argument.", file=sys.stderr)
        return 2
    print(f"{archive.name}, {archive.stat().st_size:,} bytes, {os.cpu_count()} cores\n")
    corpus = _loading(archive)
    texts = [corpus.text_of(place) for place in range(len(corpus))]
    _keras_tokenizing(texts)
    _batches(corpus)
    return 0


def _loading(archive: Path) -> Corpus:
    corpora: list[Corpus] = []
    for label, in_process in (("this process", True), ("a process of its own", False)):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            os.environ["CARRYTRACK_CACHE"] = folder
            seconds, corpus = _timed(lambda flag=in_process: _load(archive, flag))
            _row(f"first load, {label}", f"{seconds:.2f} s", "read, tokenise, rank, keep")
            seconds, corpus = _timed(lambda: _load(archive, True))
            _row("second load", f"{seconds:.2f} s", "hash the archive, check and map the cache")
            corpora.append(corpus)
    return corpora[0]


def _load(archive: Path, in_process: bool) -> Corpus:
    *_, last = load_corpus(archive, in_process=in_process)
    assert isinstance(last, CorpusReady)
    return last.corpus


def _keras_tokenizing(texts: list[str]) -> None:
    from keras.src.legacy.preprocessing.text import Tokenizer

    tokenizer = Tokenizer(num_words=10000)
    fitting, _ = _timed(lambda: tokenizer.fit_on_texts(texts[:25000]))
    encoding, _ = _timed(lambda: tokenizer.texts_to_sequences(texts))
    _row(
        "Keras's Tokenizer",
        f"{fitting + encoding:.2f} s",
        "fit on train, encode both; texts already in memory",
    )


def _batches(corpus: Corpus) -> None:
    from keras.utils import pad_sequences

    encoding = Encoding()
    draws = np.random.default_rng(0).integers(0, len(corpus.train), (BATCHES, BATCH))
    corpus.train.batch(draws[0], encoding)
    ours, _ = _timed(lambda: [corpus.train.batch(places, encoding) for places in draws])
    _row(
        "a batch of 128 × 500", f"{1000 * ours / BATCHES:.2f} ms", f"{BATCHES / ours:,.0f} a second"
    )

    limit = min(encoding.max_features, FIRST_WORD + len(corpus.vocabulary))
    lists = [
        [id if id < limit else UNKNOWN for id in corpus.ids[start:stop].tolist()]
        for start, stop in pairwise(corpus.offsets[:5001].tolist())
    ]
    some = draws % len(lists)
    theirs, _ = _timed(
        lambda: [pad_sequences([lists[i] for i in places], maxlen=500) for places in some]
    )
    _row(
        "Keras's pad_sequences",
        f"{1000 * theirs / BATCHES:.2f} ms",
        f"{BATCHES / theirs:,.0f} a second, from lists of ids",
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _row(what: str, figure: str, remark: str) -> None:
    print(f"{what:36}{figure:>10}   {remark}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
