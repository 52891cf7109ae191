"""Fresh weights have Keras's distributions, from the seed alone."""

import keras
import numpy as np
import pytest
import torch

from explorer.network.build import build_network
from explorer.network.initialisers import glorot_uniform, orthogonal, uniform
from explorer.network.modules import build_layer
from explorer.stack.kinds import (
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from explorer.stack.presets import preset
from tests.network.keras_twin import keras_layer
from tests.network.stacks import small_network

SPECS = [
    (SimpleRNNSpec(units=64), (9, 48)),
    (LSTMSpec(units=64), (9, 48)),
    (LSTMSpec(units=64, unit_forget_bias=False), (9, 48)),
    (GRUSpec(units=64), (9, 48)),
    (Conv1DSpec(filters=64, kernel_size=5), (9, 48)),
    (DenseSpec(units=64), (48,)),
]


@pytest.mark.parametrize(("spec", "shape"), SPECS, ids=lambda value: getattr(value, "kind", ""))
def test_distributions_are_keras_s(spec, shape):
    """The same range and spread for kernels; the same singular values; the same biases."""
    ours = build_layer(spec, shape, torch.Generator().manual_seed(0))
    keras.utils.set_random_seed(0)
    twin = keras_layer(spec)
    twin.build((2, *shape))
    for (name, parameter), theirs in zip(ours.own_parameters(), twin.weights, strict=True):
        mine, other = parameter.detach().numpy(), keras.ops.convert_to_numpy(theirs)
        assert mine.shape == other.shape
        if name == "bias":
            np.testing.assert_array_equal(mine, other)
        elif name == "recurrent_kernel":
            singular = [np.linalg.svd(values, compute_uv=False) for values in (mine, other)]
            np.testing.assert_allclose(singular[0], singular[1], atol=1e-5)
        else:
            assert np.abs(mine).max() == pytest.approx(np.abs(other).max(), rel=0.01)
            assert mine.std() == pytest.approx(other.std(), rel=0.03)
            assert abs(mine.mean()) < 4 * mine.std() / np.sqrt(mine.size)


def test_embedding_is_uniform_within_a_twentieth():
    spec = EmbeddingSpec(input_dim=2000, output_dim=32)
    layer = build_layer(spec, (5,), torch.Generator().manual_seed(0))
    table = layer.embeddings.detach().numpy()
    assert table.min() == pytest.approx(-0.05, rel=0.001)
    assert table.max() == pytest.approx(0.05, rel=0.001)
    counts, _ = np.histogram(table, bins=10, range=(-0.05, 0.05))
    np.testing.assert_allclose(counts, table.size / 10, rtol=0.05)


@pytest.mark.parametrize("shape", [(6, 24), (24, 6), (5, 5)])
def test_orthogonal(shape):
    matrix = orthogonal(shape, torch.Generator().manual_seed(3))
    fewer = matrix if shape[0] <= shape[1] else matrix.t()
    torch.testing.assert_close(fewer @ fewer.t(), torch.eye(min(shape)), rtol=0, atol=1e-5)


def test_orthogonal_has_no_preferred_direction():
    """Without the sign of R's diagonal, the mean of many draws would not vanish."""
    generator = torch.Generator().manual_seed(0)
    mean = torch.stack([orthogonal((3, 3), generator) for _ in range(2000)]).mean(0)
    assert float(mean.abs().max()) < 0.06


def test_the_seed_says_everything():
    stack = preset("lstm").stack

    def weights(seed):
        torch.manual_seed(int(torch.randint(1000, (1,))))
        return build_network(stack, maxlen=50, max_features=10_000, seed=seed).weights()

    first, again, other = weights(1), weights(1), weights(2)
    for name, array in first.items():
        np.testing.assert_array_equal(array, again[name])
    assert not np.array_equal(first["lstm/kernel"], other["lstm/kernel"])


def test_building_leaves_torch_s_own_generator_alone():
    state = torch.get_rng_state()
    small_network(LSTMSpec(units=3))
    build_network(preset("bidirectional").stack, maxlen=50, max_features=10_000, seed=5)
    assert torch.equal(state, torch.get_rng_state())


def test_draws_follow_the_generator_given():
    first, second = (torch.Generator().manual_seed(7) for _ in range(2))
    assert torch.equal(glorot_uniform((4, 5), first), glorot_uniform((4, 5), second))
    assert torch.equal(uniform((4, 5), 0.1, first), uniform((4, 5), 0.1, second))
