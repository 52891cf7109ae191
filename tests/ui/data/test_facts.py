"""The facts are what counting by hand gives, and they follow the encoding."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from explorer.reviews.encoding import Encoding
from explorer.reviews.tokenizer import words_of
from explorer.training.settings import TrainingSettings
from explorer.training.steps.batches import split_for_validation
from explorer.ui.data import facts as facts_module
from explorer.ui.data.fact_words import (
    coverage_words,
    cut_words,
    percent,
    validation_words,
    word_words,
)
from explorer.ui.data.facts import gather


@pytest.fixture
def facts(tiny):
    return tiny.facts.facts


def test_counts_by_hand(facts, session):
    assert (facts.train.reviews, facts.train.positive, facts.train.negative) == (4, 2, 2)
    assert (facts.test.reviews, facts.test.positive) == (2, 1)
    texts = [session.data.corpus.train.text(i) for i in range(4)]
    words = [words_of(text) for text in texts]
    assert facts.lengths.tolist() == [len(each) for each in words]
    flat = [word for each in words for word in each]
    vocabulary = session.data.corpus.vocabulary.words
    assert facts.counts.tolist() == [flat.count(word) for word in vocabulary]
    assert facts.counts.sum() == facts.lengths.sum()


@pytest.mark.parametrize("maxlen", [1, 2, 5, 6, 7, 100])
def test_what_maxlen_cuts_is_what_the_corpus_cuts(facts, session, maxlen):
    split, encoding = session.data.corpus.train, Encoding(maxlen=maxlen)
    whole = Encoding(maxlen=10_000)
    cut = [len(split.ids(i, encoding)) < len(split.ids(i, whole)) for i in range(4)]
    assert facts.cut_share(encoding) == pytest.approx(np.mean(cut))
    lost = sum(max(0, length + 1 - maxlen) for length in facts.lengths.tolist())
    assert facts.lost_share(encoding) == pytest.approx(lost / facts.lengths.sum())


@pytest.mark.parametrize("max_features", [5, 6, 8, 12, 1000])
def test_coverage_is_the_share_of_ids_that_are_known(facts, session, max_features):
    split = session.data.corpus.train
    encoding = Encoding(max_features=max_features, maxlen=10_000)
    ids = np.concatenate([split.ids(i, encoding)[1:] for i in range(4)])
    assert facts.coverage(max_features) == pytest.approx(np.mean(ids >= 4))
    assert facts.words_known(max_features) == min(max_features - 4, len(facts.counts))


def test_nothing_is_known_without_room_for_words(facts):
    assert facts.coverage(4) == 0
    assert facts.words_known(4) == 0


def test_counting_pauses_and_is_the_same_however_it_is_sliced(tiny, session, monkeypatch):
    whole = tiny.facts.facts.counts.tolist()
    monkeypatch.setattr(facts_module, "IDS_A_STEP", 3)
    *pauses, last = gather(session.data.corpus)
    assert len(pauses) > 3
    assert pauses == [None] * len(pauses)
    assert last.counts.tolist() == whole


def test_the_sentences_follow_the_encoding(tiny, session):
    panel = tiny.facts
    assert panel.cut.text() == "No training review has over 499 words: none is cut."
    session.data.set_encoding(maxlen=5)
    facts = panel.facts
    assert panel.cut.text() == cut_words(facts, session.data.encoding)
    assert percent(facts.cut_share(session.data.encoding)) in panel.cut.text()
    assert "at the start" in panel.cut.text()
    session.data.set_encoding(truncating="post")
    assert "at the end" in panel.cut.text()
    assert panel.covered.text() == "All 10 words of the training reviews are known."
    session.data.set_encoding(max_features=6)
    assert panel.covered.text() == coverage_words(facts, session.data.encoding)
    assert panel.covered.text().startswith("The 2 most frequent of 10 words make up ")


def test_the_validation_split_is_the_recipes(tiny, session):
    told = tiny.facts.validation
    assert told.text() == "The last training review is kept for validation."
    session.training.set(validation_split=0.5)
    positive = int(session.data.corpus.train.labels[2:].sum())
    assert told.text() == f"The last 2 are kept for validation, {positive} of them positive."
    session.training.set(limit=3)
    assert told.text().startswith("The last 2 of 3 are kept")
    session.training.set(validation_split=0.0)
    assert "none is kept" in told.text()


def test_validation_words_match_the_loop(page, session, loaded):
    session.data.open("builtin")
    loaded()
    facts, labels = page.facts.facts, session.data.corpus.train.labels
    for share in (0.1, 0.2, 0.3, 0.5):
        _, kept = split_for_validation(len(labels), share, 0)
        words = validation_words(facts, TrainingSettings(validation_split=share))
        positive = int(labels[kept].sum())
        assert (
            words == f"The last {len(kept)} are kept for validation, {positive} of them positive."
        )


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.0001, "under 0.1%"), (0.137, "13.7%"), (0.99999, "over 99.9%"), (1.0, "100%")],
)
def test_percentages_never_round_to_nothing_or_all(share, words):
    assert percent(share) == words


def test_every_review_is_in_one_bar(tiny, session, qtbot):
    chart = tiny.facts.histogram
    for maxlen in (3, 50, 900):
        session.data.set_encoding(maxlen=maxlen)
        assert chart._bars.sum() == 4


def test_hovering_a_bar_tells_its_numbers(tiny, session, qtbot, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _on: told.append(text))
    chart = tiny.facts.histogram
    fullest = int(np.argmax(chart._bars))
    x = round((fullest + 0.5) * chart.width() / len(chart._bars))
    qtbot.mouseMove(chart, QPoint(x, chart.height() // 2))
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].endswith(f"{chart._bars[fullest]} reviews")


def test_hovering_the_curve_tells_the_coverage(tiny, qtbot, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _on: told.append(text))
    curve = tiny.facts.curve
    qtbot.mouseMove(curve, QPoint(curve.width() - 1, 30))
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].endswith("The 10 most frequent words: 100% of the text")
    qtbot.mouseMove(curve, QPoint(0, 30))
    qtbot.waitUntil(lambda: "is word 1, " in told[-1])


def test_another_corpus_is_counted_anew(tiny, session, loaded, qtbot):
    session.data.open("builtin")
    loaded()
    qtbot.waitUntil(lambda: tiny.facts.facts is not None and tiny.facts.facts.train.reviews == 1600)
    assert len(tiny.facts.facts.lengths) == 1600


def test_a_word_by_its_rank(facts, session):
    vocabulary = session.data.corpus.vocabulary.words
    text = word_words(facts, 2)
    assert text.startswith(f"“{vocabulary[1]}” is word 2, {facts.counts[1]} times\n")
    assert text.endswith(f"{percent(facts.coverage(6))} of the text")


@pytest.mark.parametrize("skip_top", [5, 6, 8])
def test_skipped_words_are_not_counted_as_known(facts, session, skip_top):
    split = session.data.corpus.train
    encoding = Encoding(max_features=9, maxlen=10_000, skip_top=skip_top)
    ids = np.concatenate([split.ids(i, encoding)[1:] for i in range(4)])
    known = percent(np.mean(ids >= 4))
    assert coverage_words(facts, encoding).endswith(f"are known: {known} of the text.")
