"""A review with one window: reading it must leave the weights as they are."""

import numpy as np
import torch

from explorer.stack.kinds import Conv1DSpec, LSTMSpec
from tests.network.stacks import small_network


def test_one_window_of_one_review_does_not_write_into_the_bias():
    network = small_network(Conv1DSpec(filters=3, kernel_size=4), LSTMSpec(units=3)).eval()
    before = network.weights()
    ids = torch.tensor([[5, 6, 7, 8]])
    with torch.no_grad():
        first, second = network(ids), network(ids)
        conv = network.layers[1](network.layers[0](ids, False), False).padded()[0, 0]
    assert torch.equal(first, second)
    for name, values in network.weights().items():
        np.testing.assert_array_equal(values, before[name])
    x = network.layers[0].embeddings.detach()[ids[0]]
    kernel, bias = network.layers[1].kernel.detach(), network.layers[1].bias.detach()
    np.testing.assert_allclose(conv, torch.einsum("ke,kef->f", x, kernel) + bias, atol=1e-12)
