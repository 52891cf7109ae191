"""The models that ship are what their cards say."""

import json
import re

import numpy as np
import pytest

from explorer.resources import BUNDLED_MODELS
from explorer.reviews.corpus import CorpusReady, load_corpus
from explorer.training.runs.run_folder import RunFolder
from explorer.training.steps.evaluation import Evaluation, evaluate

NAMES = ("lstm", "simple_rnn", "gru", "conv_lstm")
SLICE = 2_000


@pytest.fixture(scope="module")
def corpus(imdb_archive):
    for event in load_corpus(imdb_archive):
        if isinstance(event, CorpusReady):
            return event.corpus
    raise AssertionError("the archive did not load")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_model_opens_with_all_its_epochs(name):
    run = RunFolder(BUNDLED_MODELS / name).read()
    assert len(run.vocabulary.words) == run.encoding.max_features - 4
    for epoch in run.epochs:
        weights = run.network(epoch).weights()
        assert all(array.dtype == np.float32 for array in weights.values())


def test_all_of_them_fit_in_six_megabytes():
    size = sum(file.stat().st_size for file in BUNDLED_MODELS.rglob("*") if file.is_file())
    assert size <= 6_000_000
    assert sorted(path.name for path in BUNDLED_MODELS.iterdir() if path.is_dir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_cards_name_no_folder_of_the_machine_that_trained_them(name):
    card = json.loads((BUNDLED_MODELS / name / "run.json").read_text())
    words = [card["data"]["where"], *card["environment"]["command"]]
    assert not [word for word in words if word.startswith(("/", "~"))]


@pytest.mark.real
@pytest.mark.parametrize("name", NAMES)
def test_accuracy_on_a_slice_of_the_test_set_is_the_cards(name, corpus):
    card = (BUNDLED_MODELS / name / "CARD.md").read_text()
    match = re.search(r"test, 25,000 reviews.*accuracy (0\.\d+)", card)
    assert match
    run = RunFolder(BUNDLED_MODELS / name).read()
    reads = corpus.under(run.vocabulary).test
    *_, last = evaluate(run.network(), reads, np.arange(SLICE), run.encoding)
    assert isinstance(last, Evaluation)
    # Four standard errors of a share measured on SLICE reviews.
    assert last.accuracy == pytest.approx(float(match[1]), abs=4 * (0.12 / SLICE) ** 0.5)
