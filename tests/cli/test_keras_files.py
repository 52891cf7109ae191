"""Files that Keras wrote, and files that Keras opens, through the commands."""

import json
import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import numpy as np
import pytest

from explorer.cli.main import main
from explorer.resources import BUNDLED_MODELS

IDS = "1,14,22,16,43,530,973,1622,1385,65"


@pytest.fixture(scope="module")
def keras_file(tmp_path_factory):
    import keras

    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [
            keras.layers.Input((60,)),
            keras.layers.Embedding(2_000, 8),
            keras.layers.LSTM(6, name="lstm"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    path = tmp_path_factory.mktemp("keras") / "model.keras"
    model.save(path)
    return path, model


def test_a_file_that_keras_wrote_is_traced(keras_file, tmp_path):
    path, model = keras_file
    out = tmp_path / "trace.npz"
    assert main(["trace", str(path), "--ids", IDS, "--pad", "--out", str(out)]) == 0
    ids = np.array([int(part) for part in IDS.split(",")])
    padded = np.concatenate([np.zeros(60 - len(ids), int), ids])
    with np.load(out) as arrays:
        np.testing.assert_array_equal(arrays["ids"], padded)
        assert arrays["lstm/c"].shape == (60, 6)
        expected = float(np.asarray(model.predict(padded[None], verbose=0)).item())
        assert arrays["probability"][-1] == pytest.approx(expected, abs=1e-5)


def test_a_file_that_keras_wrote_is_evaluated(keras_file, capsys):
    from explorer.reviews.corpus import load_corpus
    from explorer.reviews.encoding import Encoding

    path, model = keras_file
    assert main(["evaluate", str(path), "--data", "builtin"]) == 0
    ours = json.loads(capsys.readouterr().out)
    *_, ready = load_corpus("builtin")
    test = ready.corpus.test
    ids = test.batch(np.arange(len(test)), Encoding(max_features=2_000, maxlen=60))
    p = np.asarray(model.predict(ids, verbose=0)).reshape(-1).astype(np.float64)
    labels = np.asarray(test.labels)
    loss = -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
    assert ours["accuracy"] == pytest.approx(np.mean((p > 0.5) == (labels == 1)))
    assert ours["loss"] == pytest.approx(loss, abs=1e-5)


def test_a_run_opens_in_keras_with_equal_predictions(tmp_path, capsys):
    import keras

    from explorer.training.runs.run_folder import RunFolder

    out = tmp_path / "model.keras"
    run = BUNDLED_MODELS / "lstm"
    assert main(["export", str(run), "--to", "keras", "--out", str(out)]) == 0
    theirs = keras.models.load_model(out)
    ids = np.random.default_rng(0).integers(1, 10_000, size=(3, 500))
    ids[0, :400] = 0
    import torch

    with torch.inference_mode():
        ours = torch.sigmoid(RunFolder(run).read().network()(torch.from_numpy(ids)))
    np.testing.assert_allclose(
        ours.numpy(), np.asarray(theirs.predict(ids, verbose=0)).reshape(-1), atol=1e-5
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"PK\x03\x04 broken"), "no Keras 3 file"),
        (lambda path: path.write_text("hello"), "no Keras 3 file"),
        (lambda path: path.mkdir(), "not a run folder"),
        (lambda path: None, "no .keras file at"),
    ],
)
def test_what_is_no_model_is_a_sentence(make, words, tmp_path, capsys):
    path = tmp_path / "model.keras"
    make(path)
    code = main(["trace", str(path), "--ids", "1,2", "--out", str(tmp_path / "out.npz")])
    assert code == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "out.npz").exists()
