"""The values a view shows: push, order, shapes."""

import math

import numpy as np
import pytest

from explorer.ui.signals.reading import push_of, reading_of
from explorer.ui.signals.signal_kinds import in_row_order
from tests.ui.signals.readings import GRU, LSTM, made_up


def test_push_is_the_change_of_logit():
    probability = np.array([0.5, 0.8, 0.2, 1.0], np.float32)
    push = push_of(probability)
    assert push[0] == 0
    assert push[1] == pytest.approx(math.log(4), abs=1e-5)
    assert push[2] == pytest.approx(-2 * math.log(4), abs=1e-5)
    assert np.isfinite(push[3])  # a saturated probability has no finite logit


def test_rows_are_in_the_papers_order_whatever_comes_first():
    assert in_row_order("hcofki") == LSTM
    assert in_row_order("hnrz") == GRU
    with pytest.raises(ValueError, match="q"):
        in_row_order("hq")


def test_a_reading_that_does_not_fit_is_refused():
    words, probability, signals = made_up(10, 4)
    with pytest.raises(ValueError, match=r"probability.*\(10,\)"):
        reading_of(words, probability[:5], signals)
    with pytest.raises(ValueError, match=r"f has shape \(3, 4\)"):
        reading_of(words, probability, signals | {"f": signals["f"][:3]})
    with pytest.raises(ValueError, match="some of 4 units, each once"):
        reading_of(words, probability, signals, order=[0, 1, 1, 2])
    with pytest.raises(ValueError, match="at least one signal"):
        reading_of(words, probability, {})
