"""The recipe: edits reach the session, a run locks it, obstacles are said beside Start."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox

from explorer.stack.presets import PRESETS
from explorer.ui.train.page import TrainPage
from explorer.ui.train.recipe.recipe_fields import Choice, RateBox


def type_into(qtbot, field, text: str, *, confirm: bool = True) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    if confirm:
        qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "case",
    [
        ("limit", "1200", 1200),
        ("validation_split", "0.3", 0.3),
        ("learning_rate", "0.02", 0.02),
        ("epochs", "7", 7),
        ("batch_size", "64", 64),
        ("seed", "42", 42),
        ("probe_every", "3", 3),
    ],
)
def test_what_is_typed_becomes_a_setting(page, ready, qtbot, case):
    setting, text, value = case
    with qtbot.waitSignal(ready.training.settingsChanged):
        type_into(qtbot, page.recipe.field(setting), text)
    assert getattr(ready.training.settings, setting) == value


def test_the_encoding_and_the_method(page, ready, qtbot):
    type_into(qtbot, page.recipe.field("max_features"), "5000")
    type_into(qtbot, page.recipe.field("maxlen"), "80")
    assert (ready.data.encoding.max_features, ready.data.encoding.maxlen) == (5000, 80)
    page.recipe.field("optimiser").setFocus()
    qtbot.keyClick(page.recipe.field("optimiser"), Qt.Key.Key_Down)
    assert ready.training.settings.optimiser == "adam"


def test_a_half_typed_number_counts_when_the_run_starts(page, ready, qtbot, click, wait_for):
    type_into(qtbot, page.recipe.field("epochs"), "1", confirm=False)
    page.start()
    wait_for("finished")
    assert [record.epoch for record in ready.training.history] == [1]


def test_the_panel_follows_the_session(page, ready):
    ready.training.set(epochs=33, optimiser="sgd", threads=0)
    ready.data.set_encoding(maxlen=77)
    recipe = page.recipe
    assert (recipe.field("epochs").value(), recipe.field("maxlen").value()) == (33, 77)
    assert (recipe.field("optimiser").currentText(), recipe.field("threads").text()) == (
        "SGD",
        "auto",
    )
    assert recipe.source.text() == ready.data.corpus.title


def test_a_run_locks_the_recipe_and_says_why(page, ready, qtbot, click, wait_for):
    ready.training.set(epochs=500)
    recipe = page.recipe
    fields = [*recipe.findChildren(QAbstractSpinBox), *recipe.findChildren(Choice)]
    assert len(fields) > 15
    assert not recipe.lock_tag.isVisible()
    click(page.run_bar.buttons.start)
    with qtbot.waitSignal(ready.training.epochDone, timeout=30_000):
        pass
    assert recipe.lock_tag.isVisible()
    for field in fields:
        assert not field.isEnabled()
        assert "Locked while a run is under way" in field.parentWidget().toolTip()
    click(page.run_bar.buttons.stop)
    wait_for("stopped")
    assert not recipe.lock_tag.isVisible()
    assert all(field.isEnabled() for field in fields)
    assert not any("Locked" in field.parentWidget().toolTip() for field in fields)


def test_without_reviews_the_way_leads_to_data(session, qtbot, click):
    page = TrainPage(session)
    qtbot.addWidget(page)
    page.show()
    assert not page.run_bar.buttons.start.isEnabled()
    assert page.run_bar.message.text() == session.training.obstacle
    assert page.recipe.source.text() == "none yet"
    click(page.run_bar.way_out)
    assert session.page == "data"


def test_a_broken_stack_leads_to_build(page, ready, click):
    assert not page.run_bar.way_out.isVisible()
    assert "2 epochs of 5 batches over 160 reviews" in page.run_bar.message.text()
    last = len(ready.edits.stack.layers) - 1
    ready.edits.remove(last)
    assert page.run_bar.message.isVisible()
    assert page.run_bar.message.text() == ready.training.obstacle
    assert not page.run_bar.buttons.start.isEnabled()
    assert ready.training.obstacle in page.run_bar.buttons.start.toolTip()
    click(page.run_bar.way_out)
    assert ready.page == "build"
    ready.history.undo()
    assert page.run_bar.buttons.start.isEnabled()


def test_the_cost_of_recurrent_dropout_is_said_before_the_start(page, ready):
    assert "recurrent_dropout" not in page.run_bar.message.text()
    ready.presets.apply(PRESETS["dropout"])
    plan, cost = page.run_bar.message.text().splitlines()
    assert plan.startswith("Ready: ")
    assert cost == "recurrent_dropout: 2 layers take about 2× as long to train."


def test_change_leads_to_data(page, ready, click):
    click(page.recipe.change_source)
    assert ready.page == "data"


def test_a_wheel_over_a_field_does_not_change_it(page, ready, qtbot):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    for field in (page.recipe.field("epochs"), page.recipe.field("optimiser")):
        at = QPointF(field.rect().center())
        event = QWheelEvent(
            at, QPointF(field.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)
    assert ready.training.settings.epochs == 2
    assert page.recipe.field("optimiser").currentText() == "RMSprop"


def test_the_arrows_of_the_learning_rate_walk_round_values(qtbot):
    box = RateBox(1e-7, 10.0, 0.001)
    qtbot.addWidget(box)
    walked = []
    for _ in range(4):
        box.stepUp()
        walked.append(box.value())
    for _ in range(6):
        box.stepDown()
        walked.append(box.value())
    assert walked == pytest.approx(
        [0.002, 0.005, 0.01, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002]
    )
    box.setValue(0.0013)
    box.stepDown()
    assert box.value() == pytest.approx(0.001)


def test_a_value_that_a_field_cannot_hold_is_not_answered_with_another(page, ready, qtbot):
    ready.training.set(epochs=5000)
    ready.data.set_encoding(max_features=900_000)
    assert ready.training.settings.epochs == 5000
    type_into(qtbot, page.recipe.field("seed"), "3")
    type_into(qtbot, page.recipe.field("maxlen"), "50")
    assert (ready.training.settings.epochs, ready.training.settings.seed) == (5000, 3)
    assert (ready.data.encoding.max_features, ready.data.encoding.maxlen) == (900_000, 50)


@pytest.mark.parametrize(
    "case",
    [
        (
            "learning_rate",
            "100",
            10.0,
            "“Learning rate” takes numbers from 0.0000001 to 10.0: 100 became",
        ),
        ("learning_rate", "-3", 1e-7, "-3 became 0.0000001."),
        ("learning_rate", "2e-4", 2e-4, ""),
        ("validation_split", "1.5", 0.9, "1.5 became 0.90."),
        ("epochs", "2.5", 2, "“Epochs” takes whole numbers from 1 to 1,000: 2.5 became 2."),
        ("epochs", "0", 1, "0 became 1."),
        ("probe_every", "5,000", 1000, "5,000 became 1,000."),
        ("epochs", "many", 2, ""),
        ("epochs", "", 2, ""),
    ],
)
def test_a_number_out_of_range_becomes_the_nearest_and_that_is_said(page, ready, qtbot, case):
    name, typed, value, said = case
    heard: list[str] = []
    ready.notice.connect(heard.append)
    field = page.recipe.field(name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    type_into(qtbot, field, typed)
    assert getattr(ready.training.settings, name) == pytest.approx(value)
    assert field.value() == pytest.approx(value)
    qtbot.waitUntil(lambda: len(heard) == bool(said))
    assert all(said in sentence for sentence in heard)
