"""The staircase gives the padded run's values and gradients, and is used only where it may."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network import staircase
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid, Lookups
from explorer.network.staircase import masked_plan, padded_plan, staircase_plan
from explorer.stack.kinds import (
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
    SpatialDropout1DSpec,
)
from tests.network.stacks import LENGTH, padded_ids, small_network

CELLS = [SimpleRNNSpec, LSTMSpec, GRUSpec, CarryLSTMSpec]


@pytest.fixture(autouse=True)
def _short_stretches(monkeypatch):
    """Many stretches in a short review."""
    monkeypatch.setattr(staircase, "STRETCH_STEPS", 4)
    monkeypatch.setattr(staircase, "STRETCH_CELLS", 1)


def _result(network, ids):
    network.zero_grad()
    logits = network(ids)
    (logits * torch.linspace(-1, 1, len(logits), dtype=logits.dtype)).sum().backward()
    return logits.detach(), [parameter.grad.clone() for parameter in network.parameters()]


def _plain(network, ids):
    """Every review reads every timestep."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "explorer.network.sequences.staircase_plan",
            lambda shared, length: padded_plan(len(shared), length),
        )
        return _result(network, ids)


STACKS = {
    "one": lambda cell: [cell(units=4)],
    "stacked": lambda cell: [cell(units=4, return_sequences=True), cell(units=3)],
    "dense between": lambda cell: [
        cell(units=4, return_sequences=True),
        DenseSpec(units=3, activation="tanh"),
        cell(units=3),
    ],
    "peak": lambda cell: [cell(units=4, return_sequences=True), GlobalMaxPooling1DSpec()],
    "above a convolution": lambda cell: [
        Conv1DSpec(filters=4, kernel_size=3, activation="tanh"),
        MaxPooling1DSpec(pool_size=2),
        cell(units=3),
    ],
    "above same and causal windows": lambda cell: [
        Conv1DSpec(filters=4, kernel_size=4, padding="same", strides=2),
        Conv1DSpec(filters=3, kernel_size=3, padding="causal", dilation_rate=2),
        cell(units=3),
    ],
    "backwards above": lambda cell: [
        cell(units=4, return_sequences=True),
        cell(units=3, go_backwards=True),
    ],
}


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS.keys())
@pytest.mark.parametrize("post", [False, True], ids=["pre", "post"])
def test_equals_the_padded_run(cell, stack, post):
    network = small_network(*stack(cell))
    ids = padded_ids(9, post=post)
    logits, gradients = _result(network, ids)
    plain_logits, plain_gradients = _plain(network, ids)
    torch.testing.assert_close(logits, plain_logits, rtol=1e-12, atol=1e-12)
    for gradient, plain in zip(gradients, plain_gradients, strict=True):
        torch.testing.assert_close(gradient, plain, rtol=1e-10, atol=1e-10)


POOLED = {
    "mean": [Conv1DSpec(filters=4, kernel_size=3, activation="tanh"), GlobalAveragePooling1DSpec()],
    "peak of same": [
        Conv1DSpec(filters=4, kernel_size=4, padding="same", activation="relu"),
        GlobalMaxPooling1DSpec(),
    ],
    "mean of causal": [
        Conv1DSpec(filters=4, kernel_size=3, padding="causal", dilation_rate=3),
        Conv1DSpec(filters=3, kernel_size=2, activation="tanh"),
        GlobalAveragePooling1DSpec(),
    ],
    "longer than a stretch": [
        Conv1DSpec(filters=4, kernel_size=11, activation="tanh"),
        GlobalAveragePooling1DSpec(),
    ],
    "as long as the review": [
        Conv1DSpec(filters=4, kernel_size=LENGTH),
        GlobalMaxPooling1DSpec(),
    ],
    "mean of nothing else": [GlobalAveragePooling1DSpec()],
}


@pytest.mark.parametrize("layers", POOLED.values(), ids=POOLED.keys())
@pytest.mark.parametrize("mask_zero", [False, True])
@pytest.mark.parametrize("post", [False, True], ids=["pre", "post"])
def test_convolution_and_pool_equal_the_padded_run(layers, mask_zero, post):
    network = small_network(*layers, mask_zero=mask_zero)
    ids = padded_ids(9, post=post)
    logits, gradients = _result(network, ids)
    plain_logits, plain_gradients = _plain(network, ids)
    torch.testing.assert_close(logits, plain_logits, rtol=1e-12, atol=1e-12)
    for gradient, plain in zip(gradients, plain_gradients, strict=True):
        torch.testing.assert_close(gradient, plain, rtol=1e-10, atol=1e-10)


def test_a_convolution_filters_shared_pads_once():
    network = small_network(Conv1DSpec(filters=2, kernel_size=3), GlobalAveragePooling1DSpec())
    ids = padded_ids(6)
    ids[:, :20], ids[:, 20:] = 0, 1
    filtered = network.layers[1](network.layers[0](ids, True), True)
    # Windows 18 and 19 look ahead to the first words, at timestep 20.
    assert [len(part[0]) for part in filtered.values] == [1, 1, 1, 1, 6, 6, 6]
    assert filtered.size == (6, LENGTH - 2)


@settings(max_examples=40, deadline=None)
@given(
    lengths=st.lists(st.integers(0, LENGTH), min_size=1, max_size=12),
    cell=st.sampled_from(CELLS),
)
def test_any_batch_equals_the_padded_run(lengths, cell):
    network = small_network(cell(units=3))
    ids = padded_ids(len(lengths))
    ids[torch.arange(LENGTH)[None] < LENGTH - torch.tensor(lengths)[:, None]] = 0
    logits, gradients = _result(network, ids)
    plain_logits, plain_gradients = _plain(network, ids)
    torch.testing.assert_close(logits, plain_logits, rtol=1e-12, atol=1e-12)
    for gradient, plain in zip(gradients, plain_gradients, strict=True):
        torch.testing.assert_close(gradient, plain, rtol=1e-10, atol=1e-10)


def test_reads_shared_pads_once():
    """Reviews of 10 words in 30: one row reads the first stretches for all."""
    plan = staircase_plan(np.full(6, 20), LENGTH)
    assert [(part.start, part.rows) for part in plan.stretches[:6]] == [
        (0, 1),
        (4, 1),
        (8, 1),
        (12, 1),
        (16, 1),
        (20, 6),
    ]


def test_every_word_is_read_by_its_own_review():
    shared = np.array([3, 0, 30, 17, 29])
    plan = staircase_plan(shared, LENGTH)
    assert plan.order is not None
    for part in plan.stretches:
        readers = set(plan.order[: part.rows].tolist())
        begun = {review for review in range(5) if shared[review] < part.stop}
        assert begun <= readers


def test_masked_plan_reads_no_pad():
    mask = padded_ids(7) != 0
    plan = masked_plan(mask)
    ids = padded_ids(7).t()[:, :, None]
    read = [
        step
        for part, stretch in zip(plan.parts(ids), plan.stretches, strict=True)
        for row in range(stretch.rows)
        for step in part[: int(plan.ends[row]) - stretch.start, row, 0].tolist()
    ]
    assert 0 not in read
    assert sorted(read) == sorted(padded_ids(7)[mask].tolist())


@pytest.mark.parametrize(
    "noisy",
    [
        DropoutSpec(rate=0.5),
        SpatialDropout1DSpec(rate=0.5),
        LSTMSpec(units=5, dropout=0.5, return_sequences=True),
        LSTMSpec(units=5, recurrent_dropout=0.5, return_sequences=True),
    ],
    ids=["Dropout", "SpatialDropout1D", "dropout", "recurrent_dropout"],
)
def test_nothing_is_shared_above_dropout(noisy):
    """In training every review has its own noise on its pads, so none may read for another."""
    torch.manual_seed(0)  # one time in thirty two masks of five are the same
    network = small_network(noisy, LSTMSpec(units=4, return_sequences=True), LSTMSpec(units=3))
    ids = padded_ids(6)
    values, plans = ids, []
    for layer in network.layers[:-1]:
        values = layer(values, True)
        if isinstance(values, Laid):
            plans.append(values.plan(shares=True))
    assert plans and not any(plan.shares for plan in plans)
    noise = network.layers[1](network.layers[0](ids, True), True).padded()
    both_padded = (ids[4] == 0) & (ids[5] == 0)
    assert bool(both_padded.any())
    assert not torch.equal(noise[both_padded, 4], noise[both_padded, 5])


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
def test_shares_outside_training_and_under_dropout_layers(cell):
    network = small_network(DropoutSpec(rate=0.5), cell(units=4, dropout=0.3))
    values = network.layers[1](network.layers[0](padded_ids(6), False), False)
    assert isinstance(values, Lookups)
    assert values.plan(shares=True).shares
    assert isinstance(network.layers[2], Recurrent)


def test_a_batch_of_nothing_but_pads():
    network = small_network(LSTMSpec(units=4, return_sequences=True), LSTMSpec(units=3))
    logits = network(torch.zeros(3, LENGTH, dtype=torch.long))
    assert torch.unique(logits).numel() == 1


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
@pytest.mark.parametrize("sequences", [True, False])
def test_masked_pads_change_nothing(cell, sequences):
    """With mask_zero a review gives the same verdict whatever stands before it."""
    layers = [cell(units=4, return_sequences=True)] if sequences else []
    network = small_network(*layers, cell(units=3), mask_zero=True)
    bare = torch.randint(1, 40, (2, 11))
    padded = torch.cat([torch.zeros(2, 19, dtype=torch.long), bare], 1)
    behind = torch.cat([bare, torch.zeros(2, 19, dtype=torch.long)], 1)
    expected = network(bare)
    for ids in (padded, behind):
        torch.testing.assert_close(network(ids), expected, rtol=1e-12, atol=1e-12)
    everything = network(torch.zeros(2, LENGTH, dtype=torch.long))
    torch.testing.assert_close(everything, network.head.bias.expand(2), rtol=1e-12, atol=1e-12)


def test_a_convolution_above_half_precision_keeps_its_own():
    dense = DenseSpec(units=4, use_bias=False)  # what it gives is in half precision
    layers = [dense, Conv1DSpec(filters=3, kernel_size=3), GlobalAveragePooling1DSpec()]
    network, ids = small_network(*layers).float(), padded_ids(6)
    exact, gradients = _result(network, ids)
    with torch.autocast("cpu", torch.bfloat16):
        near, half = _result(network, ids)
    torch.testing.assert_close(near.float(), exact, rtol=0.05, atol=0.05)
    for found, expected in zip(half, gradients, strict=True):
        assert found.dtype == torch.float32
        torch.testing.assert_close(found, expected, rtol=0.2, atol=0.2)
