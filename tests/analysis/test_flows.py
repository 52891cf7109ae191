"""What flows adds up to the states, and what the state sends is the matmul, one by one."""

import numpy as np
import pytest
import torch

from explorer.analysis.flows import flows, found_by, from_carry, from_state
from explorer.analysis.signals import recurrent_layers
from explorer.analysis.trace import trace
from explorer.network.build import build_network
from explorer.stack.presets import preset

IDS = np.array([1, 20, 7, 300, 45, 12, 9])


def traced(name: str):
    network = build_network(preset(name).stack, maxlen=20, max_features=500, seed=3)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, generator=torch.manual_seed(1)))
    return network, trace(network, IDS, pads=3).layers[-1]


@pytest.mark.parametrize(("name", "state"), [("lstm", "c"), ("carry_lstm", "c"), ("gru", "h")])
def test_kept_and_written_are_the_state(name, state):
    _, layer = traced(name)
    nothing = np.zeros(layer.signals["h"].shape[1], np.float32)
    before = {s: found_by(layer, s, nothing) for s in "ch" if s in layer.signals}
    split = flows(layer, before)
    assert split is not None
    assert np.allclose(split.kept + split.written, layer.signals[state], atol=1e-6)
    assert np.allclose(split.kept[0], 0)


def test_a_simple_rnn_keeps_nothing_as_it_was():
    _, layer = traced("simple_rnn")
    nothing = np.zeros(layer.signals["h"].shape[1], np.float32)
    assert flows(layer, {"h": found_by(layer, "h", nothing)}) is None


def test_what_the_state_sends_one_by_one():
    network, layer = traced("lstm")
    kernel = recurrent_layers(network)[-1].recurrent_kernel.detach().numpy()
    units = kernel.shape[0]
    h = layer.signals["h"][2:4]
    found = from_state(h, kernel)
    for row, unit in ((0, 0), (1, 5), (1, units - 1)):
        sent = [
            abs(sum(float(h[row, j]) * float(kernel[j, gate * units + unit]) for j in range(units)))
            for gate in range(4)
        ]
        assert found[row, unit] == pytest.approx(sum(sent) / 4, rel=1e-4)
    assert np.allclose(from_carry(h, kernel[:, :units]), abs(h @ kernel[:, :units]))


def test_reading_backwards_the_timestep_after_comes_first():
    _, layer = traced("lstm")
    from dataclasses import replace

    turned = replace(layer, backwards=True)
    opening = np.full(layer.signals["h"].shape[1], 9, np.float32)
    found = found_by(turned, "h", opening)
    assert np.array_equal(found[:-1], layer.signals["h"][1:])
    assert np.array_equal(found[-1], opening)
