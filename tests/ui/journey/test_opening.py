"""A window that is given something to open, and what one finds in it."""

from dataclasses import replace

import pytest

from explorer.network.keras_file import save_keras
from explorer.resources import BUNDLED_MODELS
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.project.first_project import first_project
from explorer.session.project.project_file import write_project
from explorer.session.project.project_state import ModelChoice, Place
from explorer.stack.presets import preset
from explorer.training.runs.run_folder import RunFolder
from explorer.ui.theme.theme import apply_theme
from explorer.ui.window import build_window
from tests.on_disk import disk_is_done

OWN = ReviewInView("Never boring, never loud, and the ending is wonderful.", None, "yours")


@pytest.fixture
def launch(qtbot, qapp, tmp_path, monkeypatch):
    """Open a window as `python main.py FILE` does."""
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    apply_theme(qapp)
    made = []

    def open_window(path):
        window = build_window(path)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield open_window
    for window in made:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=30_000)
        window.deleteLater()


def wait_for_model(qtbot, window, path) -> None:
    inspection = window.session.inspection
    qtbot.waitUntil(
        lambda: (
            inspection.model is not None
            and inspection.model.run.path == path
            and inspection.result is not None
        ),
        timeout=30_000,
    )


def test_a_project(launch, qtbot, tmp_path):
    path = tmp_path / "Movie moods.carrytrack"
    gru = BUNDLED_MODELS / "gru"
    state = replace(
        first_project(),
        stack=preset("gru").stack,
        own=OWN,
        review=OWN,
        model=ModelChoice(str(gru), title="Bundled GRU"),
        place=Place("inspect", None, "gru", 3, 5),
    )
    write_project(path, state)
    window = launch(path)
    disk_is_done(qtbot, window.session)
    wait_for_model(qtbot, window, gru)
    session, page = window.session, window.pages["inspect"]
    assert window.windowTitle() == "Movie moods · Carrytrack"
    assert session.edits.stack == state.stack
    assert page.reviews.own.field.toPlainText() == OWN.text
    assert page.reviews.catalogue.rows[0] == OWN
    qtbot.waitUntil(lambda: session.inspection.result.review == OWN, timeout=30_000)
    qtbot.waitUntil(lambda: (session.selection.t, session.selection.unit) == (5, 3))
    assert page.centre.signals.isVisible()
    assert not session.project.modified


def test_what_is_typed_belongs_to_the_project(launch, qtbot, tmp_path):
    window = launch(None)
    wait_for_model(qtbot, window, BUNDLED_MODELS / "lstm")
    field = window.pages["inspect"].reviews.own.field
    field.setFocus()
    qtbot.keyClicks(field, "dull, dull ")
    qtbot.waitUntil(lambda: window.session.project.modified, timeout=5_000)
    assert window.session.project.state().own.text == "dull, dull"
    assert field.toPlainText() == "dull, dull "  # nobody takes the blank away
    window.session.project.new()
    assert field.toPlainText() == ""


def test_a_damaged_project_is_a_notice_in_a_window_that_works(launch, qtbot, tmp_path):
    path = tmp_path / "bad.carrytrack"
    path.write_text('{"format": "carrytrack-project", "version": 12}')
    window = launch(path)
    disk_is_done(qtbot, window.session)
    wait_for_model(qtbot, window, BUNDLED_MODELS / "lstm")
    assert window.failure.notice.isVisible()
    assert "newer Carrytrack" in window.failure.notice.label.text()
    assert window.windowTitle() == "Untitled · Carrytrack"


def test_a_run_folder(launch, qtbot):
    window = launch(BUNDLED_MODELS / "gru")
    wait_for_model(qtbot, window, BUNDLED_MODELS / "gru")
    assert window.page is window.pages["inspect"]
    assert set(window.session.inspection.result.trace.layers[-1].signals) == set("zrnh")


def test_a_keras_file(launch, qtbot, tmp_path):
    path = tmp_path / "model.keras"
    run = RunFolder(BUNDLED_MODELS / "lstm").read()
    save_keras(path, run.network())
    window = launch(path)
    wait_for_model(qtbot, window, path)
    page, model = window.pages["inspect"], window.session.inspection.model
    assert (model.title, model.moment) == ("model", "Keras file")
    button = page.reviews.model_button
    assert button.accessibleName() == "Model: model · Keras file"
    assert "numbered as in keras.datasets.imdb" in button.toolTip()
    # The bundled model reads the same words with the same weights to the same verdict.
    shown = window.session.inspection.result.trace.probability[-1]
    window.session.inspection.open_run(BUNDLED_MODELS / "lstm")
    wait_for_model(qtbot, window, BUNDLED_MODELS / "lstm")
    assert window.session.inspection.result.trace.probability[-1] == pytest.approx(shown, abs=1e-5)


def test_a_project_remembers_a_keras_file(launch, qtbot, tmp_path):
    path, file = tmp_path / "model.keras", tmp_path / "a.carrytrack"
    save_keras(path, RunFolder(BUNDLED_MODELS / "lstm").read().network())
    first = launch(path)
    wait_for_model(qtbot, first, path)
    first.session.project.save_as(file)
    disk_is_done(qtbot, first.session)
    second = launch(file)
    wait_for_model(qtbot, second, path)
    assert second.session.inspection.model.title == "model"


def test_a_damaged_keras_file_is_a_sentence_on_the_page(launch, qtbot, tmp_path):
    path = tmp_path / "model.keras"
    path.write_bytes(b"PK\x03\x04 broken")
    centre = launch(path).pages["inspect"].centre
    qtbot.waitUntil(lambda: "no Keras 3 file" in centre.empty.text.text(), timeout=20_000)
    assert centre.empty.isVisible()
