"""Interventions: what they must equal, in the words of the review before any edit."""

import numpy as np
import pytest
import torch

from explorer.analysis.trace import trace
from explorer.analysis.whatif import (
    Delete,
    Hold,
    Insert,
    Move,
    Replace,
    Transplant,
    leave_out,
    rerun,
)
from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    FlattenSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from tests.analysis.naive_loops import naive_signals
from tests.network.stacks import LENGTH, WORDS, small_network

RNG = np.random.default_rng(0)
IDS, DONOR = RNG.integers(1, WORDS, 20), RNG.integers(1, WORDS, 17)
CELLS = [LSTMSpec, CarryLSTMSpec, GRUSpec, SimpleRNNSpec]
ONE_WAY = {
    **{cell.kind: [cell(units=4)] for cell in CELLS},
    "stacked": [
        CarryLSTMSpec(units=3, return_sequences=True),
        SimpleRNNSpec(units=4, return_sequences=True),
        GRUSpec(units=3, return_sequences=True),
        LSTMSpec(units=2),
    ],
}
one_way = pytest.mark.parametrize("layers", ONE_WAY.values(), ids=ONE_WAY.keys())


@one_way
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
@pytest.mark.parametrize("pads", [0, 5])
def test_a_full_transplant_goes_on_as_the_donor(layers, mask_zero, pads):
    """The donor's state after its word 6 into word 9, then the donor's words from 7 on."""
    network = small_network(*layers, mask_zero=mask_zero).eval()
    donor = trace(network, DONOR, pads=3)
    states = Transplant(DONOR, donor_at=6, at=9, donor_pads=3)
    rest = [Delete(10, 20), Insert(20, tuple(DONOR[7:].tolist()))]
    found = rerun(network, IDS, [states, *rest], pads=pads)
    after = found.after
    np.testing.assert_allclose(after.logits[-10:], donor.logits[-10:], atol=1e-6)
    for own, given in zip(after.layers, donor.layers, strict=True):
        for signal, values in given.signals.items():
            np.testing.assert_allclose(own.signals[signal][-10:], values[-10:], atol=1e-6)
    np.testing.assert_allclose(after.logits[-20:-11], found.before.logits[-20:-11], atol=1e-6)


def test_a_transplant_of_one_layer_leaves_the_others_their_own():
    network = small_network(*ONE_WAY["stacked"]).eval()
    found = rerun(network, IDS, [Transplant(DONOR, 6, 9, layers=("gru",))])
    donor = trace(network, DONOR)
    before, after = found.before.layers, found.after.layers
    for signal in "ifkch":
        np.testing.assert_allclose(after[0].signals[signal], before[0].signals[signal], atol=1e-7)
    np.testing.assert_allclose(after[2].signals["h"][9], donor.layers[2].signals["h"][6])
    assert np.abs(after[3].signals["c"][9:] - before[3].signals["c"][9:]).max() > 1e-3


@one_way
def test_holding_what_was_recorded_changes_nothing_even_among_other_words(layers):
    network = small_network(*layers).eval()
    plain = trace(network, IDS, pads=4)
    holds = [
        Hold(layer.name, signal, values[4 + 6 : 4 + 15, [0, 1]], (0, 1), 6, 15)
        for layer in plain.layers
        for signal, values in layer.signals.items()
    ]
    found = rerun(network, IDS, holds, pads=4, before=plain)
    assert found.before is plain
    np.testing.assert_allclose(found.after.logits, plain.logits, atol=1e-6)
    assert not found.flips


@pytest.mark.parametrize("start", [0, 7])
@pytest.mark.parametrize("signal", "ifko")
def test_holds_equal_a_loop_that_overwrites_the_gate(signal, start):
    network = small_network(LSTMSpec(units=4)).eval()
    network.float()
    found = rerun(network, IDS, [Hold("lstm", signal, 0.3, (1, 3), start, 12)]).after
    held = {signal: (slice(start, 12), [1, 3], 0.3)}
    signals, logits = naive_signals(network, IDS, held)
    for name, values in signals.items():
        np.testing.assert_allclose(found.layers[0].signals[name], values, atol=1e-6)
    np.testing.assert_allclose(found.logits, logits, atol=1e-6)


def test_a_frozen_carry_keeps_what_it_held():
    network = small_network(LSTMSpec(units=4)).eval()
    found = rerun(
        network, IDS, [Hold("lstm", "f", 1.0, None, 8, 14), Hold("lstm", "i", 0.0, None, 8, 14)]
    )
    before, after = found.before.layers[0].signals["c"], found.after.layers[0].signals["c"]
    np.testing.assert_allclose(after[8:14], np.tile(before[7], (6, 1)), rtol=1e-6)
    np.testing.assert_allclose(after[:8], before[:8], atol=1e-7)
    assert not np.allclose(after[14:], before[14:], atol=1e-4)


EDITS = {
    "delete": ([Delete(3, 5)], [0, 1, 2, *range(5, 20)]),
    "delete twice": ([Delete(3, 5), Delete(10, 11)], [0, 1, 2, 5, 6, 7, 8, 9, *range(11, 20)]),
    "insert": ([Insert(2, (7, 8))], [0, 1, -7, -8, *range(2, 20)]),
    "insert at the end": ([Insert(20, (7,))], [*range(20), -7]),
    "insert where one was deleted": ([Delete(2, 3), Insert(2, (7,))], [0, 1, -7, *range(3, 20)]),
    "move on": ([Move(1, 3, 6)], [0, 3, 4, 5, 1, 2, *range(6, 20)]),
    "move back": ([Move(18, 20, 0)], [18, 19, *range(18)]),
    "move to the end": ([Move(0, 1, 20)], [*range(1, 20), 0]),
    "move before a deleted one": (
        [Delete(6, 7), Move(1, 2, 6)],
        [0, 2, 3, 4, 5, 1, *range(7, 20)],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("pads", [0, 4])
def test_edited_words_are_read_as_if_they_had_been_written_so(edits, expected, pads):
    network = small_network(GRUSpec(units=4)).eval()
    found = rerun(network, IDS, edits, pads=pads)
    ids = [IDS[word] if word >= 0 else -word for word in expected]
    left = max(0, pads + 20 - len(ids)) if pads else 0
    plain = trace(network, ids, pads=left)
    np.testing.assert_array_equal(found.after.ids, plain.ids)
    assert found.after.pads == left
    np.testing.assert_allclose(found.after.logits, plain.logits, atol=1e-7)
    np.testing.assert_array_equal(found.source, [max(word, -1) for word in expected])


def test_replace_and_holds_in_words_before_the_edit():
    """A hold on words 6…8 follows them, wherever they come to stand; inserted ones hold, too."""
    network = small_network(LSTMSpec(units=3)).eval()
    edits = [Replace(1, 9), Delete(0, 1), Insert(7, (11, 12))]
    value = np.array([[0.1], [0.2], [0.3]])
    found = rerun(network, IDS, [Hold("lstm", "i", value, (2,), 6, 9), *edits], pads=4)
    assert found.after.ids[found.after.pads] == 9
    i = found.after.layers[0].signals["i"][found.after.pads :, 2]
    np.testing.assert_allclose(i[5:10], [0.1, 0.1, 0.1, 0.2, 0.3], rtol=1e-6)
    free = rerun(network, IDS, edits, pads=4).after.layers[0].signals["i"][found.after.pads :, 2]
    np.testing.assert_allclose(i[:5], free[:5], atol=1e-7)
    assert np.abs(free[5:10] - i[5:10]).min() > 1e-3


def test_holds_from_the_pads_on_and_to_the_end():
    network = small_network(LSTMSpec(units=3)).eval()
    o = rerun(network, IDS, [Hold("lstm", "o", 0.0)], pads=3).after.layers[0].signals["o"]
    assert not o.any() and len(o) == 23
    o = rerun(network, IDS, [Hold("lstm", "o", 0.0, start=4)], pads=3).after.layers[0].signals["o"]
    assert not o[7:].any() and o[:7].all()
    only = [Delete(4, 6), Hold("lstm", "o", 0.0, start=4, stop=6)]
    assert rerun(network, IDS, only).after.layers[0].signals["o"].all()


def test_holds_above_windows_belong_to_the_last_word_of_each():
    layers = [Conv1DSpec(filters=4, kernel_size=3), MaxPooling1DSpec(pool_size=2), GRUSpec(units=3)]
    network = small_network(*layers).eval()
    found = rerun(network, IDS, [Hold("gru", "z", 0.5, start=5, stop=10)])
    layer = found.after.layers[0]
    held = (layer.signals["z"] == 0.5).all(1)
    np.testing.assert_array_equal(held, (layer.reads[:, 1] >= 5) & (layer.reads[:, 1] < 10))


WRONG = {
    "no layer": (Hold("gru", "z", 1.0), "“gru” has no signals to clamp: choose lstm"),
    "no signal": (Hold("lstm", "z", 1.0), "no signal “z”"),
    "no word": (Hold("lstm", "f", 1.0, start=18, stop=21), "Words 18…20 are outside"),
    "too few values": (Hold("lstm", "f", np.ones((2, 3)), start=3, stop=6), "none for word 5"),
    "empty range": (Delete(3, 3), "outside"),
    "nothing left": (Delete(0, 20), "Every word is deleted"),
    "into itself": (Move(3, 6, 4), "before one of themselves"),
    "no gap": (Insert(21, (1,)), "outside"),
    "unknown token": (Replace(3, WORDS), f"Token id {WORDS}"),
    "no donor word": (Transplant(DONOR, 17, 3), "no word 17"),
    "no such word": (Transplant(DONOR, 3, 20), "not read any more"),
}


@pytest.mark.parametrize(("intervention", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_done_gets_a_sentence(intervention, said):
    with pytest.raises(UserProblem, match=said):
        rerun(small_network(LSTMSpec(units=3)), IDS, [intervention])


LEFT_OUT = {
    "lstm": [LSTMSpec(units=4)],
    "both ways": [BidirectionalSpec(layer=GRUSpec(units=3))],
    "windows": [Conv1DSpec(filters=4, kernel_size=3), LSTMSpec(units=3)],
}


def logit_of(network, words, pads):
    """Behind as many pads as make up for the words that are gone."""
    before = pads + len(IDS) - len(words) if pads else 0
    with torch.no_grad():
        read = torch.from_numpy(np.concatenate([np.zeros(before, int), words]))
        return float(network.eval()(read[None]))


@pytest.mark.parametrize("layers", LEFT_OUT.values(), ids=LEFT_OUT.keys())
@pytest.mark.parametrize("width", [1, 3])
@pytest.mark.parametrize("pads", [0, 6])
@pytest.mark.parametrize("instead", [None, 2])
def test_without_each_word_equals_one_review_after_another(layers, width, pads, instead):
    network = small_network(*layers).eval()
    *_, found = leave_out(network, IDS, pads=pads, width=width, instead=instead)
    assert found.done == 20
    for t in range(20):
        words = range(t, min(t + width, 20))
        rest = np.delete(IDS, words) if instead is None else IDS.copy()
        if instead is not None:
            rest[list(words)] = instead
        assert found.without[t] == pytest.approx(logit_of(network, rest, pads), abs=1e-6)
    assert found.logit == pytest.approx(logit_of(network, IDS, pads), abs=1e-6)
    np.testing.assert_allclose(found.effect, found.logit - found.without)


def test_leaving_out_fills_up_flatten_and_says_how_far_it_is():
    network = small_network(SimpleRNNSpec(units=2, return_sequences=True), FlattenSpec()).eval()
    *_, found = leave_out(network, IDS, pads=LENGTH - 20)
    alone = rerun(network, IDS, [Delete(4, 5)], pads=LENGTH - 20).after
    assert found.without[4] == pytest.approx(alone.logits[-1], abs=1e-6)
    long = np.tile(IDS, 10)
    first, second = leave_out(small_network(GRUSpec(units=2)), long)
    assert (first.done, second.done) == (128, 200)
    assert np.isnan(first.without[128:]).all() and not np.isnan(second.without).any()
    windows = small_network(Conv1DSpec(filters=2, kernel_size=5), GRUSpec(units=2))
    with pytest.raises(UserProblem, match="4 tokens is too short: “conv1d” reads 5"):
        next(leave_out(windows, IDS[:5]))
    for width in (0, 20):
        with pytest.raises(UserProblem, match="cannot be left out"):
            next(leave_out(network, IDS, width=width))


def test_nothing_is_left_changed():
    network = small_network(LSTMSpec(units=3, dropout=0.5))
    state = torch.get_rng_state()
    rerun(network, IDS, [Hold("lstm", "f", 1.0), Transplant(DONOR, 3, 4)])
    list(leave_out(network, IDS))
    assert network.training and torch.equal(state, torch.get_rng_state())
