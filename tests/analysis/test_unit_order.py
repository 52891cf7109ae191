"""Orders of units, and clustering against the definition of average linkage."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.clustering import average_linkage, correlation_distance, leaf_order
from explorer.analysis.trace import LayerTrace
from explorer.analysis.unit_order import by_correlation, by_mean, by_similarity, correlations


def layer(h):
    h = np.asarray(h, np.float32)
    return LayerTrace("lstm", "LSTM", {"h": h}, None, np.zeros((len(h), 2), np.int32), False)


def clusters_by_definition(distance):
    """Every merge, the closest pair of clusters by mean distance of members first: N³."""
    clusters = [frozenset([unit]) for unit in range(len(distance))]
    found = {}
    while len(clusters) > 1:
        one, other = min(
            combinations(clusters, 2),
            key=lambda pair: distance[np.ix_(list(pair[0]), list(pair[1]))].mean(),
        )
        found[one | other] = distance[np.ix_(list(one), list(other))].mean()
        clusters = [rest for rest in clusters if rest not in (one, other)] + [one | other]
    return found


@given(st.integers(2, 14), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_clusters_are_those_of_the_definition(units, seed):
    rows = np.random.default_rng(seed).normal(size=(units, 9)).cumsum(1)
    distance = correlation_distance(rows)
    found = {frozenset(merge.leaves): merge.distance for merge in average_linkage(distance)}
    expected = clusters_by_definition(distance)
    assert found.keys() == expected.keys()
    for cluster, height in expected.items():
        assert found[cluster] == pytest.approx(height, abs=1e-12)
    assert sorted(leaf_order(distance)) == list(range(units))


def test_correlation_distance_is_one_less_numpys_correlation():
    rows = np.random.default_rng(0).normal(size=(6, 20))
    np.testing.assert_allclose(correlation_distance(rows), 1 - np.corrcoef(rows), atol=1e-12)
    rows[2] = 0.3
    assert correlation_distance(rows)[2, 3] == 1.0
    assert list(leaf_order(correlation_distance(rows[:1]))) == [0]


def test_units_that_move_alike_stand_together():
    t = np.linspace(0, 6, 50)
    rng = np.random.default_rng(3)
    families = [np.sin(t), t, np.cos(3 * t)]
    units = [family + 0.05 * rng.normal(size=50) for family in families for _ in range(4)]
    shuffled = rng.permutation(12)
    order = by_similarity(layer(np.array(units)[shuffled].T))
    family = (shuffled[order]) // 4
    assert (np.diff(family) != 0).sum() == 2
    means = np.array(units)[shuffled[order]].mean(1)
    assert means[:6].sum() >= means[6:].sum()


def test_by_correlation_with_the_logit():
    logits = np.array([0.0, 1.0, -1.0, 2.0], np.float32)
    h = np.stack([-logits, np.full(4, 0.5), logits + np.eye(4)[0] / 2, 3 * logits], axis=1)
    found = correlations(layer(h), logits)
    np.testing.assert_allclose(found, [-1, 0, np.corrcoef(h[:, 2], logits)[0, 1], 1], atol=1e-6)
    np.testing.assert_array_equal(by_correlation(layer(h), logits), [3, 2, 1, 0])
    assert not correlations(layer(h), np.ones(4)).any()


def test_by_mean():
    np.testing.assert_array_equal(by_mean(layer([[0.1, 0.9, 0.4], [0.1, 0.7, 0.4]])), [1, 2, 0])
