"""What the model in view says of the reviews in use: filters by verdict and by length."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.analysis.predictions import predict_split
from explorer.resources import BUNDLED_MODELS
from explorer.ui.data.review_filter import ReviewFilter, chosen, in_order
from explorer.ui.data.review_model import COLUMNS, PROBABILITY


@pytest.fixture
def predicted(page, session, loaded, qtbot):
    """The built-in corpus, read by the bundled LSTM to its end."""
    session.inspection.open_run(BUNDLED_MODELS / "lstm", title="Bundled LSTM")
    session.data.open("builtin")
    loaded()
    qtbot.waitUntil(lambda: session.inspection.model is not None, timeout=30_000)
    wait_for_answers(session, qtbot)
    return page


def wait_for_answers(session, qtbot) -> None:
    qtbot.waitUntil(
        lambda: not session.predictions.running and not np.isnan(answers(session)).any(),
        timeout=60_000,
    )


def answers(session) -> np.ndarray:
    return session.predictions.probabilities


def wait_for_rows(page, qtbot, expected) -> None:
    qtbot.waitUntil(lambda: page.table.model.places.tolist() == expected.tolist(), timeout=10_000)


def test_the_answers_are_those_of_the_network(predicted, session):
    model, corpus = session.inspection.model, session.data.corpus
    read = corpus.under(model.run.vocabulary)
    numbers = np.arange(0, 400, 7)
    (batch,) = predict_split(model.network, read.test, numbers, model.run.encoding)
    expected = 1 / (1 + np.exp(-batch.logits.astype(float)))
    places = batch.indices + len(corpus.train)
    np.testing.assert_allclose(answers(session)[places], expected, atol=2e-5)


def test_correct_wrong_and_unsure_by_click(predicted, session, click, qtbot):
    p, labels = answers(session), session.data.corpus.labels
    right = (p >= 0.5) == (labels == 1)
    expected = {
        "correct": np.flatnonzero(right),
        "wrong": np.flatnonzero(~right),
        "unsure": np.flatnonzero((p >= 0.4) & (p <= 0.6)),
    }
    assert all(0 < len(places) < len(p) for places in expected.values())
    for verdict, places in expected.items():
        click(predicted.table.verdict.segment(verdict))
        wait_for_rows(predicted, qtbot, places)
    click(predicted.table.split.segment("test"))
    unsure = expected["unsure"]
    wait_for_rows(predicted, qtbot, unsure[unsure >= len(session.data.corpus.train)])
    click(predicted.table.verdict.segment(""))
    assert predicted.table.model.rowCount() == 400


def test_the_column_shows_the_answer_and_whose_it_is(predicted, session, qtbot):
    model = predicted.table.model
    index = model.index(3, COLUMNS.index("p"))
    assert index.data(PROBABILITY) == pytest.approx(float(answers(session)[3]))
    assert index.data() == f"{answers(session)[3]:.2f}"
    epoch = session.inspection.model.epoch
    told = predicted.table.filters.told
    qtbot.waitUntil(lambda: told.text() == f"by Bundled LSTM, epoch {epoch}", timeout=5_000)


def test_the_header_sorts_by_the_answer(predicted, session, qtbot):
    header = predicted.table.view.horizontalHeader()
    at = COLUMNS.index("p")
    middle = QPoint(header.sectionViewportPosition(at) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    wait_for_rows(predicted, qtbot, np.argsort(answers(session), kind="stable"))


def test_another_epoch_is_read_anew_and_the_first_is_remembered(predicted, session, qtbot):
    best = answers(session).copy()
    epoch = session.inspection.model.epoch
    other = next(e for e in session.inspection.model.run.epochs if e != epoch)
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=30_000):
        session.inspection.open_run(BUNDLED_MODELS / "lstm", other)
    wait_for_answers(session, qtbot)
    assert not np.allclose(answers(session), best)
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=30_000):
        session.inspection.open_run(BUNDLED_MODELS / "lstm", epoch)
    assert not session.predictions.running
    np.testing.assert_array_equal(answers(session), best)


def test_nothing_is_predicted_for_a_page_that_nobody_sees(page, session, loaded, qtbot):
    page.hide()
    session.inspection.open_run(BUNDLED_MODELS / "lstm")
    session.data.open("builtin")
    loaded()
    qtbot.waitUntil(lambda: session.inspection.model is not None, timeout=30_000)
    assert not session.predictions.running
    assert np.isnan(answers(session)).all()
    page.show()
    wait_for_answers(session, qtbot)


def test_without_a_model_there_is_no_verdict_to_ask_for(tiny):
    assert not tiny.table.verdict.isEnabled()
    assert "trained model" in tiny.table.verdict.toolTip()


def test_a_selected_row_stays_selected_while_answers_come_in(predicted, session, click, qtbot):
    click(predicted.table.verdict.segment("correct"))
    qtbot.waitUntil(lambda: 0 < predicted.table.model.rowCount() < 2000)
    predicted.table.view.selectRow(5)
    place = predicted.table.model.places[5]
    answers(session)[predicted.table.model.places[0]] = np.nan
    session.predictions.changed.emit()
    wait = predicted.table.model
    qtbot.waitUntil(lambda: wait.places[4] == place, timeout=5_000)
    assert predicted.table.view.currentIndex().row() == 4


def test_a_range_of_words_by_keys(tiny, session, qtbot):
    words = np.diff(session.data.corpus.offsets) - 1
    length = tiny.table.length
    for box, typed in ((length.shortest, "4"), (length.longest, "6")):
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, typed)
    wait_for_rows(tiny, qtbot, np.flatnonzero((words >= 4) & (words <= 6)))
    assert 0 < tiny.table.model.rowCount() < 6
    length.longest.setFocus()
    length.longest.selectAll()
    qtbot.keyClicks(length.longest, "0")
    qtbot.keyClick(length.longest, Qt.Key.Key_Return)
    assert length.longest.text() == "any"
    wait_for_rows(tiny, qtbot, np.flatnonzero(words >= 4))


def test_what_is_not_known_has_no_verdict_and_comes_last(tiny, session):
    corpus = session.data.corpus
    p = np.array([0.9, np.nan, 0.1, 0.5, np.nan, 0.7], np.float32)
    known = {
        verdict: set(chosen(corpus, ReviewFilter(verdict=verdict), p).tolist())
        for verdict in ("correct", "wrong", "unsure")
    }
    assert known["correct"] | known["wrong"] == {0, 2, 3, 5}
    assert known["unsure"] == {3}
    places = np.arange(6)
    assert in_order(corpus, places, "p", False, p).tolist() == [2, 3, 5, 0, 1, 4]
    assert in_order(corpus, places, "p", True, p).tolist() == [0, 5, 3, 2, 1, 4]
    assert chosen(corpus, ReviewFilter(verdict="wrong")).tolist() == []
