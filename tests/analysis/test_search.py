"""Search over reviews equals tracing them one by one."""

import numpy as np
import pytest

from explorer.analysis.search import search_unit
from explorer.analysis.trace import trace
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding, pad
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from tests.network.stacks import LENGTH, WORDS, small_network

CASES = [
    *((LSTMSpec, signal) for signal in "ifkoch"),
    *((CarryLSTMSpec, signal) for signal in "ifkch"),
    *((GRUSpec, signal) for signal in "zrnh"),
    (SimpleRNNSpec, "h"),
]


class FewReviews:
    """Reviews of different lengths, as a corpus split gives them."""

    def __init__(self, count):
        rng = np.random.default_rng(5)
        self.rows = [rng.integers(1, WORDS, rng.integers(1, LENGTH + 1)) for _ in range(count)]
        self.lengths = np.array([len(row) - 1 for row in self.rows])

    def batch(self, indices, encoding):
        return pad([self.rows[index].tolist() for index in indices], encoding)


SPLIT = FewReviews(12)


def check(network, layer, signal, unit, padding="pre"):
    encoding = Encoding(maxlen=LENGTH, max_features=WORDS, padding=padding)
    chosen = np.array([7, 2, 11, 0, 5, 3])
    *_, found = search_unit(
        network, SPLIT, chosen, encoding, layer=layer, signal=signal, unit=unit, above=0.1
    )
    count, total = np.zeros(WORDS, int), np.zeros(WORDS)
    for place, index in enumerate(chosen):
        ids = SPLIT.rows[index]
        pads = LENGTH - len(ids) if padding == "pre" else 0
        layers = trace(network, ids, pads=pads).layers
        traced = next(one for one in layers if one.name == layer)
        ends = traced.reads[:, 1]
        words = ends >= pads
        values, at = traced.signals[signal][words, unit], ends[words] - pads
        if not len(values):
            assert np.isnan(found.peak[place])
            continue
        assert found.peak[place] == pytest.approx(values.max(), abs=1e-6)
        assert values[at == found.peak_at[place]][0] == pytest.approx(values.max(), abs=1e-6)
        assert found.low[place] == pytest.approx(values.min(), abs=1e-6)
        assert values[at == found.low_at[place]][0] == pytest.approx(values.min(), abs=1e-6)
        assert found.mean[place] == pytest.approx(values.mean(), abs=1e-6)
        last = values[0] if traced.backwards else values[-1]
        assert found.last[place] == pytest.approx(last, abs=1e-6)
        hits = at[values > np.float32(0.1)]
        assert found.hits[place] == len(hits)
        if len(hits):
            assert found.first_hit[place] == hits[-1 if traced.backwards else 0]
        else:
            assert found.first_hit[place] == -1
        np.add.at(count, ids[at], 1)
        np.add.at(total, ids[at], values)
    np.testing.assert_array_equal(found.word_count, count)
    np.testing.assert_allclose(found.word_sum, total, atol=1e-5)
    assert found.done == found.total == 6


@pytest.mark.parametrize(("cell", "signal"), CASES)
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
def test_every_signal_of_every_cell(cell, signal, mask_zero):
    network = small_network(cell(units=3), mask_zero=mask_zero)
    check(network, network.layers[1].name, signal, 1)


def test_layers_below_windows_both_ways_and_pads_behind():
    below = small_network(GRUSpec(units=3, return_sequences=True), LSTMSpec(units=3))
    check(below, "gru", "n", 2)
    check(below, "lstm", "c", 0, padding="post")
    check(small_network(Conv1DSpec(filters=3, kernel_size=2), LSTMSpec(units=3)), "lstm", "f", 0)
    both = small_network(BidirectionalSpec(layer=LSTMSpec(units=3)))
    check(both, "bidirectional/forward", "c", 2)
    check(both, "bidirectional/backward", "k", 2)


def test_rankings_and_progress():
    network = small_network(GRUSpec(units=3))
    split, encoding = FewReviews(300), Encoding(maxlen=LENGTH, max_features=WORDS)
    first, last = search_unit(
        network, split, np.arange(300), encoding, layer="gru", signal="z", unit=0
    )
    assert (first.done, last.done) == (256, 300)
    assert np.isnan(first.peak).sum() == 44 and not np.isnan(last.peak).any()
    assert first.word_count.sum() < last.word_count.sum() == sum(map(len, split.rows))
    np.testing.assert_array_equal(last.top(5), np.argsort(-last.peak, kind="stable")[:5])
    np.testing.assert_array_equal(last.top(5, "low"), np.argsort(last.low, kind="stable")[:5])
    np.testing.assert_array_equal(first.top(3, "mean"), np.argsort(-first.mean)[:3])
    assert not last.hits.any() and (last.first_hit == -1).all()
    words = last.top_words(4, met=50)
    means = last.word_sum[1:] / last.word_count[1:]
    assert [word for word, _, _ in words] == list(np.argsort(-means)[:4] + 1)
    assert words[0][1] == pytest.approx(means.max()) and words[0][2] >= 50
    assert last.top_words(1, lowest=True)[0][1] == pytest.approx(means.min())
    assert last.top_words(4, met=10_000) == []


def test_what_cannot_be_searched_gets_a_sentence():
    network, encoding = small_network(GRUSpec(units=3)), Encoding(maxlen=LENGTH, max_features=WORDS)
    for layer, signal, unit, indices, said in (
        ("lstm", "z", 0, [0], "no recurrent layer “lstm”: choose gru"),
        ("gru", "f", 0, [0], "no signal “f”: choose z, r, n, h"),
        ("gru", "z", 3, [0], "units 0…2"),
        ("gru", "z", 0, [], "no review"),
    ):
        with pytest.raises(UserProblem, match=said):
            next(
                search_unit(
                    network, SPLIT, indices, encoding, layer=layer, signal=signal, unit=unit
                )
            )
