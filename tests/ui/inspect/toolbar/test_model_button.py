"""Which model reads: its name, its epochs, other runs."""

import json
import shutil

from explorer.session.runs.known_runs import known_runs
from explorer.training.runs.run_folder import runs_home


def texts(button) -> list[str]:
    button.menu().aboutToShow.emit()
    return [action.text() for action in button.menu().actions() if action.text()]


def test_it_names_model_and_epoch(page):
    assert page.reviews.model_button.accessibleName() == "Model: A test model · epoch 3"


def test_another_epoch_is_opened_and_retraced(page, session, qtbot):
    button = page.reviews.model_button
    assert texts(button)[:3] == [
        "Epoch 1 · validation 51.0%",
        "Epoch 2 · validation 52.0%",
        "Epoch 3 · validation 53.0% · best",
    ]
    before = session.inspection.result.trace.logits
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        button.menu().actions()[0].trigger()
    assert session.inspection.model.epoch == 1
    assert session.inspection.model.title == "A test model"
    assert (session.inspection.result.trace.logits != before).any()
    assert button.accessibleName().endswith("epoch 1")


def test_a_run_with_one_epoch_offers_no_epochs(bare_page, open_run, runs):
    open_run(runs["gru"])
    assert not [text for text in texts(bare_page.reviews.model_button) if text.startswith("Epoch")]


def test_the_users_runs_are_offered(page, session, qtbot, runs):
    home = runs_home()
    home.mkdir(parents=True)
    shutil.copytree(runs["gru"], home / "2026-01-02-030405-gru")
    (home / "broken").mkdir()
    (home / "broken" / "run.json").write_text("{", "utf-8")
    card = json.loads((runs["gru"] / "run.json").read_text("utf-8"))
    title = next(text for text in texts(page.reviews.model_button) if text.startswith("GRU"))
    assert title.startswith(card["stack"]["title"])
    action = next(a for a in page.reviews.model_button.menu().actions() if a.text() == title)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        action.trigger()
    assert session.inspection.model.run.path == home / "2026-01-02-030405-gru"
    assert page.display.view.layer.kind == "GRU"
    assert "z" in page.cell.diagram.moment.now


def test_no_home_means_no_runs(page):
    assert all(run.title.startswith("Bundled") for run in known_runs())


def test_a_folder_can_be_chosen(page, session, qtbot, runs, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    chosen = str(runs["simple_rnn"])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    texts(page.reviews.model_button)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        page.reviews.model_button.menu().actions()[-1].trigger()
    assert page.display.view.layer.kind == "SimpleRNN"
