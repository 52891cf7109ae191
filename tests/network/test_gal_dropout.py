"""Gal's masks: one a review and layer, the same at every timestep, scaled, off at evaluation."""

import pytest
import torch

from explorer.network.sequences import Laid
from explorer.stack.kinds import (
    CarryLSTMSpec,
    DropoutSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
    SpatialDropout1DSpec,
)
from tests.network.keras_twin import our_layer
from tests.network.stacks import padded_ids, small_network

CELLS = [SimpleRNNSpec, LSTMSpec, GRUSpec, CarryLSTMSpec]
cells = pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)


@cells
def test_masks_are_drawn_per_review_and_scaled(cell):
    layer = our_layer(cell(units=50, dropout=0.2, recurrent_dropout=0.6), (4, 30), "float32", 0)
    torch.manual_seed(0)
    masks = layer.draw_masks(400)
    for mask, rate, width in ((masks.x, 0.2, 30), (masks.h, 0.6, 50)):
        assert mask.shape == (400, width)
        kept = 1 / (1 - rate)
        assert mask.unique().tolist() == [0.0, pytest.approx(kept)]
        assert float((mask == 0).float().mean()) == pytest.approx(rate, abs=0.02)
        assert len(mask.unique(dim=0)) == 400


@cells
@pytest.mark.parametrize("option", ["dropout", "recurrent_dropout"])
def test_equals_a_run_with_its_masks_applied_by_hand(cell, option):
    """Stretches, the order of rows and the layer's own loop leave the masks what they are."""
    spec = cell(units=6, return_sequences=True, **{option: 0.5})
    layer = our_layer(spec, (130, 5), "float64", 0)
    x = torch.randn(130, 60, 5, dtype=torch.float64)
    torch.manual_seed(4)
    output = layer(Laid.dense(x), True).padded()
    torch.manual_seed(4)
    masks = layer.draw_masks(60)
    read = x if masks.x is None else x * masks.x
    expected, _ = layer.stepped(read, layer.start(60), masks.h)
    torch.testing.assert_close(output, expected, rtol=1e-12, atol=1e-12)


@cells
def test_off_at_evaluation(cell):
    noisy = small_network(cell(units=4, dropout=0.5, recurrent_dropout=0.5))
    plain = small_network(cell(units=4))
    ids = padded_ids(5)
    state = torch.get_rng_state()
    assert torch.equal(noisy.eval()(ids), plain.eval()(ids))
    assert torch.equal(state, torch.get_rng_state())
    noisy.train()
    assert not torch.equal(noisy(ids), noisy(ids))


@cells
def test_masks_stay_with_their_reviews_under_mask_zero(cell):
    """A review's training output is the same whether pads stand before it or behind it."""
    network = small_network(
        cell(units=4, dropout=0.3, recurrent_dropout=0.3), mask_zero=True
    ).train()
    front, back = padded_ids(6), padded_ids(6)
    for row in range(6):
        words = front[row][front[row] != 0]
        back[row] = 0
        back[row, : len(words)] = words
    torch.manual_seed(0)
    first = network(front)
    torch.manual_seed(0)
    torch.testing.assert_close(network(back), first, rtol=1e-12, atol=1e-12)


def test_spatial_dropout_drops_a_feature_in_all_timesteps():
    layer = our_layer(SpatialDropout1DSpec(rate=0.5), (70, 8), "float64", 0)
    x = torch.ones(70, 100, 8, dtype=torch.float64)
    output = layer(Laid.dense(x), True).padded()
    assert set(output.unique().tolist()) == {0.0, 2.0}
    assert torch.equal(output, output[:1].expand_as(output))
    assert len(output[0].unique(dim=0)) > 50


def test_dropout_drops_every_element_by_itself():
    layer = our_layer(DropoutSpec(rate=0.25), (70, 8), "float64", 0)
    output = layer(Laid.dense(torch.ones(70, 100, 8, dtype=torch.float64)), True).padded()
    assert float((output == 0).double().mean()) == pytest.approx(0.25, abs=0.02)
    assert float(output.mean()) == pytest.approx(1.0, abs=0.02)
    assert not torch.equal(output[0], output[1])
