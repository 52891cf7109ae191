"""The built-in corpus: reproducible, readable, and not to be solved by counting words."""

import re
from collections import Counter

import pytest
import torch

from explorer.reviews.source import open_source
from explorer.reviews.synthetic import write_reviews
from explorer.reviews.tokenizer import words_of
from tests.benchmarks.synthetic_corpus import counting_accuracy, lstm_accuracies
from tests.reviews.conftest import loaded

REVIEWS = write_reviews()
TEXTS = [review.text for review in REVIEWS]


def test_it_says_what_it_is():
    source = open_source("builtin")
    assert source.synthetic
    assert source.title == "Built-in corpus (synthetic)"


def test_sizes_and_balance():
    counts = Counter((review.split, review.label) for review in REVIEWS)
    assert counts == {
        ("train", 0): 800,
        ("train", 1): 800,
        ("test", 0): 200,
        ("test", 1): 200,
    }


def test_the_same_seed_writes_the_same_and_another_does_not():
    assert write_reviews() == REVIEWS
    assert {review.text for review in write_reviews(seed=1)}.isdisjoint(TEXTS)
    assert type(open_source("builtin"))(seed=1).identity() != open_source("builtin").identity()


def test_no_review_comes_twice():
    assert len(set(TEXTS)) == len(TEXTS)


def test_lengths_and_words():
    lengths = sorted(len(words_of(text)) for text in TEXTS)
    assert 20 <= lengths[0] < 35
    assert 300 < lengths[-1] <= 400
    assert 60 < lengths[len(lengths) // 2] < 140
    assert len({word for text in TEXTS for word in words_of(text)}) >= 600


def test_it_reads_as_english():
    for text in TEXTS:
        assert "{" not in text and "  " not in text
        assert not re.search(r"\b[Aa] [aeiou]", text), text
        sentences = re.split(r"(?<=[.!]) ?(?:<br /><br />)?", text)
        assert all(sentence[0].isupper() for sentence in sentences if sentence)


@pytest.mark.parametrize("words", ["loved", "a masterpiece", "terrible", "bored", "not", "but"])
def test_no_single_word_gives_the_label_away(words: str):
    labels = [review.label for review in REVIEWS if words in review.text]
    assert len(labels) > 40
    assert 0.2 < sum(filter(None, labels)) / len(labels) < 0.8


def test_order_decides_and_an_lstm_learns_it():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        corpus = loaded("builtin")
        counting = counting_accuracy(corpus)
        reading = max(lstm_accuracies(corpus, epochs=16))
    finally:
        torch.set_num_threads(threads)
    assert 0.55 < counting < 0.8
    assert reading > 0.88
