"""Histograms against numpy's, gate by gate."""

import numpy as np
import pytest
import torch

from explorer.network.build import build_network
from explorer.stack.presets import preset
from explorer.training.histograms import BINS, LARGEST, Histograms

GATES = {"lstm": "ifko", "gru": "zrn", "carry_lstm": "ifko", "simple_rnn": ("",)}


def network_of(name: str):
    return build_network(preset(name).stack, maxlen=60, max_features=10_000, seed=3)


@pytest.mark.parametrize("name", GATES)
def test_counts_equal_numpys(name):
    network = network_of(name)
    weights, counted = network.weights(), 0
    for histogram in Histograms(network).count():
        array = weights[histogram.tensor]
        gates = GATES[name] if histogram.gate else ("",)
        place = gates.index(histogram.gate)
        width = array.shape[-1] // len(gates)
        block = array[..., place * width : (place + 1) * width]
        block = block[:: histogram.every] if array.ndim > 1 else block
        edges = np.linspace(-histogram.edge, histogram.edge, BINS + 1)
        expected, _ = np.histogram(block, edges)
        # Numbers on the border of two bins may fall to either side in float32.
        assert np.abs(np.cumsum(expected - histogram.counts)).max() <= 2
        assert histogram.counts.sum() == block.size <= LARGEST + array.shape[-1]
        figures = histogram.low, histogram.high, histogram.mean, histogram.spread
        expected = block.min(), block.max(), block.mean(), block.std()
        np.testing.assert_allclose(figures, expected, rtol=1e-4, atol=1e-6)
        counted += 1
    # The embedding, three tensors of gate blocks, the Carry LSTM's V, the head's two.
    assert counted == 1 + 3 * len(GATES[name]) + 2 + (name == "carry_lstm")


def test_every_direction_of_a_bidirectional_layer_has_its_gates():
    found = Histograms(network_of("bidirectional")).count()
    gates = {(one.tensor, one.gate) for one in found if one.tensor.endswith("recurrent_kernel")}
    assert len(gates) == 8
    assert {tensor.split("/")[1] for tensor, _ in gates} == {"forward", "backward"}


def test_bins_stay_while_weights_move_and_what_leaves_them_counts_at_the_end():
    network = network_of("lstm")
    histograms = Histograms(network)
    before = histograms.count()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.fill_(100.0)
    after = histograms.count()
    assert [one.edge for one in after] == [one.edge for one in before]
    assert all(one.counts[-1] == one.counts.sum() > 0 for one in after)
    assert all(one.high == 100.0 for one in after)


def test_the_middle_bin_is_around_zero():
    found = Histograms(network_of("lstm")).count()
    bias = next(one for one in found if (one.tensor, one.gate) == ("lstm/bias", "i"))
    assert bias.counts[BINS // 2] == 32
