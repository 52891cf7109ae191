"""Traces: signals, verdicts after every token, clamps, and what a trace must leave alone."""

import threading

import numpy as np
import pytest
import torch

from explorer.analysis.signals import recurrent_layers
from explorer.analysis.trace import trace
from explorer.network import numpy_reference
from explorer.network.clamp import Clamp
from explorer.problem import UserProblem
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from tests.network.stacks import LENGTH, WORDS, small_network

CELLS = {
    "simple_rnn": SimpleRNNSpec,
    "lstm": LSTMSpec,
    "carry_lstm": CarryLSTMSpec,
    "gru": GRUSpec,
}
IDS = np.random.default_rng(0).integers(1, WORDS, 25)
STACKS = {
    "one": [LSTMSpec(units=4)],
    "stacked": [
        SimpleRNNSpec(units=5, return_sequences=True),
        CarryLSTMSpec(units=4, return_sequences=True),
        DropoutSpec(rate=0.5),
        GRUSpec(units=3, recurrent_dropout=0.5),
    ],
    "dense above": [LSTMSpec(units=4), DropoutSpec(rate=0.5), DenseSpec(units=3)],
    "backwards": [GRUSpec(units=4, go_backwards=True)],
    "backwards below": [
        GRUSpec(units=4, return_sequences=True, go_backwards=True),
        LSTMSpec(units=3),
    ],
    "both ways": [BidirectionalSpec(layer=LSTMSpec(units=4))],
    "both ways, peak": [
        BidirectionalSpec(layer=LSTMSpec(units=3, return_sequences=True), merge_mode="ave"),
        DenseSpec(units=3, activation="tanh"),
        GlobalMaxPooling1DSpec(),
    ],
    "both ways, mean": [
        BidirectionalSpec(layer=GRUSpec(units=3, return_sequences=True), merge_mode="mul"),
        GlobalAveragePooling1DSpec(),
    ],
    "peak": [LSTMSpec(units=4, return_sequences=True), GlobalMaxPooling1DSpec()],
    "mean": [LSTMSpec(units=4, return_sequences=True), GlobalAveragePooling1DSpec()],
    "no recurrent layer": [GlobalAveragePooling1DSpec(), DenseSpec(units=3, activation="relu")],
}
stacks = pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS.keys())
masks = pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])


def logits_of(network, ids):
    with torch.no_grad():
        return float(network(torch.as_tensor(ids)[None]))


@stacks
@masks
@pytest.mark.parametrize("pads", [0, 4])
def test_verdicts_are_those_of_every_beginning(layers, mask_zero, pads):
    """logits[t] is what the network says of the tokens up to t alone."""
    network = small_network(*layers, mask_zero=mask_zero).eval()
    found = trace(network, IDS, pads=pads)
    read = np.concatenate([np.zeros(pads, int), IDS])
    np.testing.assert_array_equal(found.ids, read)
    expected = [logits_of(network, read[:end]) for end in range(1, len(read) + 1)]
    np.testing.assert_allclose(found.logits, expected, atol=1e-6, rtol=0)
    np.testing.assert_allclose(found.probability, 1 / (1 + np.exp(-found.logits)), atol=1e-6)


WINDOWED = {
    "valid": [Conv1DSpec(filters=4, kernel_size=3), MaxPooling1DSpec(pool_size=3)],
    "same": [Conv1DSpec(filters=4, kernel_size=5, padding="same", activation="tanh")],
    "causal": [Conv1DSpec(filters=4, kernel_size=3, padding="causal", strides=2)],
    "stride alone": [Conv1DSpec(filters=4, kernel_size=1, strides=2)],
    "pooled": [AveragePooling1DSpec(pool_size=4, padding="same"), MaxPooling1DSpec(pool_size=2)],
}


@pytest.mark.parametrize("windows", WINDOWED.values(), ids=WINDOWED.keys())
@pytest.mark.parametrize(
    "above",
    [
        [LSTMSpec(units=3)],
        [LSTMSpec(units=3, return_sequences=True), GlobalMaxPooling1DSpec()],
        [BidirectionalSpec(layer=GRUSpec(units=3))],
        [GlobalAveragePooling1DSpec()],
    ],
    ids=["last", "peak", "both ways", "mean"],
)
def test_windows_count_once_they_are_read(windows, above):
    """Between two complete windows the verdict stands still; the last is the network's own."""
    network = small_network(*windows, *above).eval()
    found = trace(network, IDS)
    assert found.logits.shape == (25,)
    assert found.logits[-1] == pytest.approx(logits_of(network, IDS), abs=1e-6)
    layer = found.layers[0] if found.layers else None
    if layer is None:
        return
    ends = set(layer.reads[:, 1].tolist())
    moves = np.flatnonzero(np.abs(np.diff(found.logits)) > 0) + 1
    assert {int(t) for t in moves} <= ends
    assert len(layer.reads) == len(layer.signals["h"])
    assert layer.reads[0, 0] == 0 and (np.diff(layer.reads[:, 1]) >= 0).all()


def test_valid_windows_say_what_the_beginning_alone_would():
    network = small_network(
        Conv1DSpec(filters=4, kernel_size=3, activation="relu"),
        MaxPooling1DSpec(pool_size=2),
        LSTMSpec(units=3),
    ).eval()
    found = trace(network, IDS)
    for end in range(4, 26):
        assert found.logits[end - 1] == pytest.approx(logits_of(network, IDS[:end]), abs=1e-6)
    np.testing.assert_array_equal(found.layers[0].reads[:3], [[0, 3], [2, 5], [4, 7]])


def test_windows_above_both_ways_are_read_anew():
    network = small_network(
        BidirectionalSpec(layer=GRUSpec(units=3, return_sequences=True)),
        MaxPooling1DSpec(pool_size=3),
        LSTMSpec(units=3),
    ).eval()
    found = trace(network, IDS)
    for end in range(3, 26):
        assert found.logits[end - 1] == pytest.approx(logits_of(network, IDS[:end]), abs=1e-6)


def test_clamps_among_windows_hold_the_layers_own_timesteps():
    """Of a beginning with fewer timesteps, what they cover of it."""
    network = small_network(
        BidirectionalSpec(layer=GRUSpec(units=3, return_sequences=True)),
        MaxPooling1DSpec(pool_size=3),
        LSTMSpec(units=3),
    ).eval()
    clamps = [Clamp("lstm", "f", 0.9, start=2, stop=6)]
    found = trace(network, IDS, clamps=clamps)
    plain = trace(network, IDS)
    np.testing.assert_allclose(found.logits[:8], plain.logits[:8], atol=1e-6)
    assert np.abs(found.logits[12:] - plain.logits[12:]).min() > 1e-4
    for end, steps in ((12, 4), (17, 5), (25, 8)):
        held = [clamp for clamp in (one.until(steps) for one in clamps) if clamp is not None]
        alone = trace(network, IDS[:end], clamps=held)
        assert found.logits[end - 1] == pytest.approx(alone.logits[-1], abs=1e-6)


def test_flatten_stands_behind_pads_as_in_training():
    network = small_network(SimpleRNNSpec(units=3, return_sequences=True), FlattenSpec()).eval()
    found = trace(network, IDS)
    for end in (1, 7, 25):
        filled = np.concatenate([np.zeros(LENGTH - end, int), IDS[:end]])
        assert found.logits[end - 1] == pytest.approx(logits_of(network, filled), abs=1e-6)


def test_flatten_with_clamps():
    network = small_network(LSTMSpec(units=3, return_sequences=True), FlattenSpec()).eval()
    plain = trace(network, IDS)
    shut = trace(network, IDS, clamps=[Clamp("lstm", "h", 0.0, start=9)])
    np.testing.assert_allclose(shut.logits[:9], plain.logits[:9], atol=1e-6)
    kernel = network.head.kernel[:, 0].detach().numpy().reshape(LENGTH, 3)
    filled = np.concatenate([np.zeros(LENGTH - 25, int), IDS[:9]])
    h = trace(network, filled).layers[0].signals["h"]
    expected = (h * kernel[: len(h)]).sum() + network.head.bias.item()
    assert shut.logits[24] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("where", ["alone", "second", "both ways"])
def test_every_signal_equals_the_numpy_twin(name, where):
    spec = CELLS[name](units=4, return_sequences=where == "second")
    stack = {
        "alone": [spec],
        "second": [SimpleRNNSpec(units=3, return_sequences=True), spec, GRUSpec(units=2)],
        "both ways": [BidirectionalSpec(layer=spec)],
    }[where]
    network = small_network(*stack).eval()
    found = trace(network, IDS).layers
    x = network.layers[0].embeddings.detach().numpy()[IDS]
    if where == "second":
        x, found = found[0].signals["h"], found[1:2]
    modules = {layer.name: layer for layer in recurrent_layers(network)}
    for layer in found:
        weights = [weight.detach().numpy() for weight in modules[layer.name].weights]
        rows = x[::-1] if layer.backwards else x
        twin = getattr(numpy_reference, name)(rows, *weights)
        assert tuple(layer.signals) == tuple(twin) == spec.signals
        for signal, values in twin.items():
            expected = values[::-1] if layer.backwards else values
            np.testing.assert_allclose(layer.signals[signal], expected, atol=1e-6, rtol=0)


@pytest.mark.parametrize("name", CELLS)
@masks
def test_clamping_to_what_was_recorded_changes_nothing(name, mask_zero):
    """Signal by signal, and all at once, over a stretch of some units."""
    network = small_network(
        CELLS[name](units=4, return_sequences=True),
        BidirectionalSpec(layer=CELLS[name](units=3)),
        mask_zero=mask_zero,
    ).eval()
    ids = IDS[:9]
    plain = trace(network, ids, pads=3)
    every = [
        Clamp(layer.name, signal, values[2:10, 1:3], units=(1, 2), start=2, stop=10)
        for layer in plain.layers
        for signal, values in layer.signals.items()
    ]
    for clamps in ([clamp] for clamp in every):
        again = trace(network, ids, pads=3, clamps=clamps)
        assert again.logits[-1] == pytest.approx(plain.logits[-1], abs=1e-6)
    again = trace(network, ids, pads=3, clamps=every)
    assert again.logits[-1] == pytest.approx(plain.logits[-1], abs=1e-6)
    for layer, before in zip(again.layers, plain.layers, strict=True):
        for signal, values in before.signals.items():
            np.testing.assert_allclose(layer.signals[signal], values, atol=1e-6, rtol=0)


def test_open_forget_and_shut_input_gates_freeze_the_carry():
    network = small_network(LSTMSpec(units=4)).eval()
    plain = trace(network, IDS)
    clamps = [Clamp("lstm", "f", 1.0, start=10), Clamp("lstm", "i", 0.0, start=10)]
    frozen = trace(network, IDS, clamps=clamps).layers[0].signals
    expected = np.repeat(plain.layers[0].signals["c"][9:10], 15, 0)
    np.testing.assert_allclose(frozen["c"][10:], expected, rtol=1e-6)
    assert (frozen["f"][10:] == 1).all() and (frozen["i"][10:] == 0).all()
    np.testing.assert_allclose(frozen["i"][:10], plain.layers[0].signals["i"][:10], atol=1e-6)


def test_a_clamp_moves_the_verdict_from_its_first_timestep_on():
    network = small_network(GRUSpec(units=4)).eval()
    plain, held = trace(network, IDS), trace(network, IDS, clamps=[Clamp("gru", "h", 1.0, start=8)])
    np.testing.assert_allclose(held.logits[:8], plain.logits[:8], atol=1e-6)
    logit = network.head.kernel.sum() + network.head.bias
    np.testing.assert_allclose(held.logits[8:], np.full(17, logit.item()), rtol=1e-6)


@stacks
@masks
def test_clamped_verdicts_are_those_of_every_beginning(layers, mask_zero):
    """Read many at once or one by one: the same clamps give the same verdicts."""
    network = small_network(*layers, mask_zero=mask_zero).eval()
    rng = np.random.default_rng(1)
    clamps = []
    for layer in trace(network, IDS[:12]).layers:
        clamps.append(Clamp(layer.name, "h", rng.normal(size=(5, 2)), (0, 2), start=3, stop=8))
        clamps.append(Clamp(layer.name, next(iter(layer.signals)), 0.7, units=(1,), start=6))
    found = trace(network, IDS[:12], clamps=clamps)
    for end in (1, 4, 6, 9, 12):
        kept = [clamp for clamp in (one.until(end) for one in clamps) if clamp is not None]
        alone = trace(network, IDS[:end], clamps=kept)
        assert found.logits[end - 1] == pytest.approx(alone.logits[-1], abs=1e-6)


@pytest.mark.parametrize(
    ("clamp", "said"),
    [
        (Clamp("gru", "f", 1.0), "“gru” has no signals to clamp: choose lstm"),
        (Clamp("lstm", "z", 1.0), "has no signal “z”: choose i, f, k, o, c, h"),
        (Clamp("lstm", "f", 1.0, units=(4,)), "units 0…3"),
        (Clamp("lstm", "f", 1.0, start=20, stop=26), "outside this review"),
        (Clamp("lstm", "f", np.zeros((3, 3))), "shape"),
    ],
)
def test_clamps_on_nothing_get_a_sentence(clamp, said):
    with pytest.raises(UserProblem, match=said):
        trace(small_network(LSTMSpec(units=4)), IDS, clamps=[clamp])


@pytest.mark.parametrize("name", CELLS)
def test_skipped_timesteps_hold_the_state(name):
    """Under mask_zero pads leave h and c alone, and the gates shown say so."""
    network = small_network(CELLS[name](units=4), mask_zero=True).eval()
    read = np.concatenate([IDS[:5], [0, 0], IDS[5:9]])
    signals = trace(network, read, pads=2).layers[0].signals
    bare = trace(network, IDS[:9]).layers[0].signals
    there = np.concatenate([[0, 0], read]) != 0
    for signal, values in signals.items():
        np.testing.assert_allclose(values[there], bare[signal], atol=1e-7)
    np.testing.assert_array_equal(signals["h"][:2], 0)
    np.testing.assert_array_equal(signals["h"][7:9], np.repeat(signals["h"][6:7], 2, 0))
    if name == "lstm":
        held = signals["f"] * np.roll(signals["c"], 1, 0) + signals["i"] * signals["k"]
        np.testing.assert_allclose(held[1:], signals["c"][1:], atol=1e-6)
        np.testing.assert_allclose(signals["o"] * np.tanh(signals["c"]), signals["h"], atol=1e-6)


def test_output_weights():
    def weights(*layers):
        network = small_network(*layers)
        kernel = network.head.kernel[:, 0].detach().numpy()
        return kernel, {layer.name: layer.output_weight for layer in trace(network, IDS).layers}

    kernel, found = weights(
        LSTMSpec(units=4, return_sequences=True), GRUSpec(units=3), DropoutSpec()
    )
    assert found["lstm"] is None
    np.testing.assert_allclose(found["gru"], kernel, rtol=1e-6)
    kernel, found = weights(BidirectionalSpec(layer=LSTMSpec(units=2)))
    np.testing.assert_allclose(found["bidirectional/forward"], kernel[:2], rtol=1e-6)
    np.testing.assert_allclose(found["bidirectional/backward"], kernel[2:], rtol=1e-6)
    kernel, found = weights(BidirectionalSpec(layer=LSTMSpec(units=2), merge_mode="ave"))
    np.testing.assert_allclose(found["bidirectional/forward"], kernel / 2, rtol=1e-6)
    for above in (DenseSpec(units=3), DenseSpec(units=3, activation="relu")):
        _, found = weights(LSTMSpec(units=4), above)
        assert found["lstm"] is None
    _, found = weights(LSTMSpec(units=4, return_sequences=True), GlobalMaxPooling1DSpec())
    assert found["lstm"] is None


def test_arrays_are_read_only_float32_copies():
    network = small_network(LSTMSpec(units=4))
    found = trace(network, IDS)
    arrays = [found.ids, found.probability, found.logits, found.layers[0].output_weight]
    arrays += [found.layers[0].reads, *found.layers[0].signals.values()]
    for array in arrays:
        assert not array.flags.writeable and array.flags.c_contiguous
    for array in found.layers[0].signals.values():
        assert array.dtype == np.float32 and array.shape == (25, 4)
    before = found.layers[0].output_weight.copy()
    with torch.no_grad():
        network.head.kernel.add_(1.0)
    np.testing.assert_array_equal(found.layers[0].output_weight, before)


@stacks
def test_leaves_mode_random_state_and_gradients_alone(layers):
    network = small_network(*layers)
    state = torch.get_rng_state()
    for mode in (True, False):
        network.train(mode)
        found = trace(network, IDS)
        assert network.training is mode
        assert all(parameter.grad is None for parameter in network.parameters())
    assert torch.equal(state, torch.get_rng_state())
    assert torch.is_grad_enabled()
    np.testing.assert_array_equal(found.logits, trace(network.eval(), IDS).logits)


def test_from_another_thread_between_batches():
    network = small_network(LSTMSpec(units=4, dropout=0.5))
    found = []
    thread = threading.Thread(target=lambda: found.append(trace(network, IDS)))
    thread.start()
    thread.join(10)
    np.testing.assert_array_equal(found[0].logits, trace(network, IDS).logits)


@pytest.mark.parametrize(
    ("ids", "pads", "said"),
    [
        ([], 0, "no token"),
        ([[1, 2]], 0, "no token"),
        ([1, WORDS], 0, f"Token id {WORDS}"),
        ([1, -3], 0, "Token id -3"),
        ([1], -1, "-1 pads"),
    ],
)
def test_nothing_to_trace_gets_a_sentence(ids, pads, said):
    with pytest.raises(UserProblem, match=said):
        trace(small_network(LSTMSpec(units=4)), ids, pads=pads)


@pytest.mark.parametrize(
    "window", [Conv1DSpec(filters=2, kernel_size=5), MaxPooling1DSpec(pool_size=5)]
)
def test_a_review_shorter_than_a_window_gets_a_sentence_that_names_the_layer(window):
    network = small_network(window, LSTMSpec(units=3))
    name = network.layers[1].name
    with pytest.raises(UserProblem, match=f"2 tokens is too short: “{name}” reads 5 timesteps"):
        trace(network, [3, 4])
    assert trace(network, [3, 4], pads=3).layers[0].signals["h"].shape == (1, 3)
