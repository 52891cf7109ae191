"""What the figures say, in words, with what to look at; and ghosts by the menu."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from explorer.resources import BUNDLED_MODELS
from explorer.session.worker import Failure
from explorer.training.events import EpochDone, EpochRecord, TrainingStarted
from explorer.ui.train.page import TrainPage

OVERFITTING = [(0.5, 0.36), (0.3, 0.31), (0.24, 0.29), (0.2, 0.33), (0.15, 0.4)]
STUCK = [(0.6931, 0.6932)] * 3


@pytest.fixture
def page(session, qtbot):
    made = TrainPage(session)
    qtbot.addWidget(made)
    made.resize(1368, 828)
    made.show()
    qtbot.waitExposed(made)
    return made


def tell(session, losses, accuracy: float, gradient: float = 0.5) -> None:
    """Hand the desk the epochs of a run."""
    training = session.training
    training._on_event(TrainingStarted(Path("run-7"), 10, 20, 20000, 5000, 328353))
    for epoch, (loss, val_loss) in enumerate(losses, start=1):
        record = EpochRecord(
            epoch, loss, accuracy, val_loss, accuracy, 20.0, 1000.0, gradient, 2 * gradient, 0.001
        )
        training._on_event(EpochDone(record))


def test_overfitting_is_said_once_and_gone_on_a_click(page, session, qtbot):
    tell(session, OVERFITTING, 0.9)
    advice = page.advice
    assert advice.isVisible()
    assert advice.title.text() == "Overfitting"
    assert "since epoch 3" in advice.label.text()
    assert advice.button.text() == "Show epoch 3"
    qtbot.mouseClick(advice.close_button, Qt.MouseButton.LeftButton)
    assert not advice.isVisible()
    record = EpochRecord(6, 0.1, 0.95, 0.5, 0.85, 20.0, 1000.0)
    session.training._on_event(EpochDone(record))
    assert not advice.isVisible()


def places(page) -> list[QRect]:
    """Where everything is that somebody may be looking at or pointing to."""
    looked_at = (page.run_bar, *page.curves.cards, page.probe, page.recipe.field("epochs"))
    return [QRect(part.mapTo(page, QPoint()), part.size()) for part in looked_at]


def test_nothing_moves_when_advice_a_failure_or_a_question_comes(page, session, qtbot):
    training = session.training
    before = places(page)
    tell(session, STUCK, 0.5)
    assert page.advice.isVisible()
    training._on_failure(Failure("The loss stopped being a number in epoch 4, batch 1."))
    assert page.failure.isVisible()
    page.run_bar.ask("Really?", "Yes")
    assert page.run_bar.question.isVisible()
    qtbot.wait(0)
    assert places(page) == before
    words = page.advice.label
    assert words.height() >= words.heightForWidth(words.width())  # none of it is cut


def test_advice_is_reached_by_the_keyboard(page, session, qtbot):
    tell(session, OVERFITTING, 0.9)
    page.activateWindow()
    qtbot.waitActive(page)
    page.recipe.ghosts.setFocus()
    reached = []
    for _ in range(4):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget())
    assert page.advice.button in reached and page.advice.close_button in reached
    page.advice.close_button.setFocus()
    qtbot.keyClick(page.advice.close_button, Qt.Key.Key_Space)
    assert not page.advice.isVisible()


def test_a_run_that_is_stuck_leads_to_the_gradient_norm(page, session, qtbot):
    tell(session, STUCK, 0.5, gradient=1e-4)
    assert "Nothing is learnt" in page.advice.label.text()
    qtbot.mouseClick(page.advice.button, Qt.MouseButton.LeftButton)
    card = page.curves.right
    assert card.title.text() == "Gradient norm"
    np.testing.assert_allclose(card.plot.items_drawn.train.getData()[1], [1e-4] * 3)
    assert [key.name for key in card.legend.keys] == ["train"]


def test_a_run_from_the_shelf_is_past_advice(page, session, qtbot):
    session.inspection.open_run(BUNDLED_MODELS / "gru")
    qtbot.waitUntil(lambda: bool(session.run_in_view.story.history), timeout=20_000)
    assert not page.advice.isVisible()


def test_another_figure_is_chosen_by_the_title(page, session, qtbot):
    tell(session, OVERFITTING, 0.9)
    title = page.curves.left.title
    rate = next(action for action in title.menu().actions() if action.text() == "Learning rate")
    rate.trigger()
    assert title.text() == "Learning rate"
    axis = page.curves.left.plot.axis
    assert axis.low <= 0.001 <= axis.high
    assert axis.high < 0.01


def test_ghosts_are_ticked_in_the_menu_drawn_dashed_and_named(page, session, qtbot):
    tell(session, OVERFITTING, 0.9)
    choice = page.recipe.ghosts
    menu = choice.menu()
    menu.popup(choice.mapToGlobal(choice.rect().bottomLeft()))
    for title in ("Bundled LSTM", "Bundled GRU"):
        action = next(action for action in menu.actions() if action.text() == title)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        assert menu.isVisible()  # several can be ticked
    for _ in range(2):  # let go and ticked again, by the keyboard
        qtbot.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
    menu.close()
    qtbot.waitUntil(lambda: len(session.ghosts.stories) == 2, timeout=20_000)
    assert choice.text() == "2 runs"
    card = page.curves.right
    page.curves.redraw()
    lstm = session.ghosts.stories[0]
    _, ys = card.plot.items_drawn.ghosts[0].getData()
    np.testing.assert_allclose(ys, [record.val_loss for record in lstm.history])
    assert card.plot.items_drawn.ghosts[0].opts["pen"].dashPattern()
    assert card.ghost_labels.names() == ("1 Bundled LSTM", "2 Bundled GRU")
    values = {key.name: key.value for key in card.legend.keys}
    assert values["ghost 1"] == f"{lstm.history[-1].val_loss:.3f}"
