"""Traces as arrays and tables."""

import csv
import io

import numpy as np
import pytest

from explorer.analysis.export.tables import trace_csv, write_csv, write_npz
from explorer.analysis.ledger import logit_shares
from explorer.analysis.trace import trace
from explorer.problem import UserProblem
from explorer.stack.kinds import Conv1DSpec, GRUSpec, LSTMSpec
from explorer.whole_file import whole_file
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 8)
WORDS_READ = ("a", "“quoted”, with commas", 'and "marks"', "b", "c", "d", "e", "f")


def test_a_line_a_token_and_a_column_a_unit():
    network = small_network(LSTMSpec(units=2, return_sequences=True), GRUSpec(units=3))
    traced, shares = trace(network, IDS, pads=2), logit_shares(network, IDS, pads=2)
    rows = list(csv.DictReader(io.StringIO(trace_csv(traced, WORDS_READ, shares))))
    assert [row["t"] for row in rows] == [str(t) for t in range(-2, 8)]
    assert [row["word"] for row in rows] == ["<pad>", "<pad>", *WORDS_READ]
    assert len(rows[0]) == 6 + 6 * 2 + 4 * 3
    for t, row in enumerate(rows):
        assert int(row["id"]) == traced.ids[t]
        assert float(row["logit"]) == pytest.approx(traced.logits[t], rel=1e-6)
        assert float(row["p_positive"]) == pytest.approx(traced.probability[t], rel=1e-6)
        assert float(row["lstm/c_1"]) == pytest.approx(
            traced.layers[0].signals["c"][t, 1], rel=1e-6
        )
        assert float(row["gru/z_2"]) == pytest.approx(traced.layers[1].signals["z"][t, 2], rel=1e-6)
    total = sum(float(row["logit_share"]) for row in rows) + shares.pad_share
    assert total == pytest.approx(shares.logit - shares.bias, abs=1e-5)


def test_windows_stand_at_the_word_that_completes_them():
    network = small_network(Conv1DSpec(filters=3, kernel_size=3, strides=2), LSTMSpec(units=2))
    traced = trace(network, IDS)
    rows = list(csv.DictReader(io.StringIO(trace_csv(traced, WORDS_READ))))
    assert "logit_share" not in rows[0]
    filled = [t for t, row in enumerate(rows) if row["lstm/h_0"]]
    assert filled == traced.layers[0].reads[:, 1].tolist() == [2, 4, 6]
    assert float(rows[4]["lstm/h_0"]) == pytest.approx(
        traced.layers[0].signals["h"][1, 0], rel=1e-6
    )


def test_files(tmp_path):
    network = small_network(GRUSpec(units=2))
    traced = trace(network, IDS, pads=1)
    write_csv(tmp_path / "a.csv", traced, WORDS_READ)
    assert (tmp_path / "a.csv").read_text("utf-8") == trace_csv(traced, WORDS_READ)
    write_npz(tmp_path / "a.npz", traced, WORDS_READ, {"more": np.arange(3)})
    arrays = np.load(tmp_path / "a.npz", allow_pickle=False)
    np.testing.assert_array_equal(arrays["gru/z"], traced.layers[0].signals["z"])
    assert list(arrays["tokens"]) == ["<pad>", *WORDS_READ] and len(arrays["more"]) == 3
    with pytest.raises(UserProblem, match="cannot be written"):
        write_csv(tmp_path / "nowhere" / "a.csv", traced, WORDS_READ)


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "file"
    with pytest.raises(ValueError, match="half"), whole_file(path) as file:
        file.write(b"half")
        raise ValueError("half")
    assert list(tmp_path.iterdir()) == []
    with whole_file(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
