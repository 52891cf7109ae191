"""A restored epoch gives the logits that were recorded when it was trained, bit for bit."""

import numpy as np
import pytest

from explorer.analysis.predictions import predict_batch
from explorer.training.loop import train
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import small_plan


@pytest.mark.parametrize("name", ["lstm", "dropout", "conv_lstm"])
def test_every_restored_epoch_agrees_with_its_own_witness_only(name, builtin_corpus, tmp_path):
    plan = small_plan(name, epochs=3)
    list(train(plan, builtin_corpus, tmp_path / "run"))
    run = RunFolder(tmp_path / "run").read()
    split = builtin_corpus.train
    for epoch in run.epochs:
        witness = run.line(epoch).witness
        assert witness is not None
        assert witness.reviews == tuple(range(160, 176))  # the first that validate
        agrees = [witness.agrees(run.network(other), split, run.encoding) for other in run.epochs]
        assert agrees == [other == epoch for other in run.epochs]
        ids = split.batch(np.array(witness.reviews), run.encoding)
        assert predict_batch(run.network(epoch), ids).tolist() == list(witness.logits)


def test_one_bit_of_one_weight_is_noticed(builtin_corpus, tmp_path):
    list(train(small_plan(epochs=1), builtin_corpus, tmp_path / "run"))
    run = RunFolder(tmp_path / "run").read()
    witness, network = run.line(1).witness, run.network(1)
    weights = network.weights()
    bits = weights["dense/bias"].view(np.uint32)
    bits ^= 1
    network.load_weights(weights)
    assert witness is not None
    assert not witness.agrees(network, builtin_corpus.train, run.encoding)


def test_runs_from_before_witnesses_have_none(builtin_corpus, tmp_path):
    list(train(small_plan(epochs=1), builtin_corpus, tmp_path / "run"))
    history = tmp_path / "run" / "history.jsonl"
    import json

    line = json.loads(history.read_text())
    for name in ("witness", "optimiser_sha256", "gradient_norm", "largest_gradient_norm"):
        del line[name]
    history.write_text(json.dumps(line) + "\n")
    old = RunFolder(tmp_path / "run").read()
    assert old.line(1).witness is None
    assert old.history[0].gradient_norm is None
    assert not old.can_continue_exactly(1)
