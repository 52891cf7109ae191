"""The plots: pointer, remarks, zoom, and what can be taken out of them."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage

from explorer.training.events import BatchDone, EpochDone, EpochRecord, TrainingStarted
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.curves import Curves
from explorer.ui.train.curves.metric import ACCURACY, GRADIENT

VAL_LOSS = [0.36, 0.31, 0.29, 0.33, 0.39]
VAL_ACCURACY = [0.85, 0.876, 0.883, 0.88, 0.866]
LOSS = [0.53, 0.31, 0.24, 0.21, 0.19]
ACCURACIES = [0.738, 0.877, 0.912, 0.922, 0.933]


def tell(training, epochs: int, part: int = 0, batches: int = 20) -> None:
    """Hand the desk the events of a run that is `part` batches into the epoch after `epochs`."""
    training._on_event(TrainingStarted(Path("run-7"), 10, batches, 20000, 5000, 328353))
    for place in range(epochs + (part > 0)):
        for batch in range(1, (batches if place < epochs else part) + 1):
            loss, accuracy = LOSS[place] + 0.01, ACCURACIES[place] - 0.01
            training._on_event(BatchDone(place + 1, batch, batches, loss, accuracy, 1000.0, 51.0))
        if place < epochs:
            record = EpochRecord(
                place + 1, LOSS[place], ACCURACIES[place], VAL_LOSS[place], VAL_ACCURACY[place],
                20.0, 1000.0,
            )  # fmt: skip
            training._on_event(EpochDone(record))


@pytest.fixture
def curves(session, qtbot):
    made = Curves(session)
    qtbot.addWidget(made)
    made.resize(1072, 256)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(curves, session, epochs: int, part: int = 0) -> None:
    tell(session.training, epochs, part)
    curves.redraw()


def place(plot, epoch: float) -> QPoint:
    """Where an epoch lies on the plot's viewport, half way up."""
    axis = plot.axis
    return plot.pixel_of(epoch, (axis.low + axis.high) / 2).toPoint()


def test_axes_stand_before_there_is_a_run(curves):
    for card in (curves.left, curves.right):
        assert len(card.plot.axis.ticks) > 4
        assert [key.value for key in card.legend.keys] == ["", ""]
    assert (curves.left.plot.axis.low, curves.left.plot.axis.high) == (0.5, 1.0)


def test_the_pointer_reads_both_plots(curves, session, qtbot):
    show(curves, session, 3, 10)
    plot = curves.left.plot
    qtbot.mouseMove(plot.viewport(), place(plot, 1.9))
    for card in (curves.left, curves.right):
        assert card.plot.items_drawn.pointer.isVisible()
        assert card.plot.items_drawn.pointer.value() == 2.0
        assert card.legend.place == "epoch 2"
    assert [key.value for key in curves.left.legend.keys] == ["87.7%", "87.6%"]
    assert [key.value for key in curves.right.legend.keys] == ["0.310", "0.310"]
    qtbot.mouseMove(plot.viewport(), place(plot, 3.45))
    assert curves.right.legend.place == "epoch 4, 45%"
    assert [key.value for key in curves.right.legend.keys] == ["0.220", ""]
    qtbot.mouseMove(plot.viewport(), QPoint(2, 2))
    assert not curves.right.plot.items_drawn.pointer.isVisible()
    assert [key.value for key in curves.left.legend.keys] == ["91.2%", "88.3%"]


def test_a_long_name_of_a_run_gives_way_to_the_values(curves, session):
    show(curves, session, 3, 10)
    legend = curves.left.legend
    keys = pixels(legend.grab().toImage())
    legend.show_keys(legend.keys, "A run with a name that is a good deal too long for this")
    named = pixels(legend.grab().toImage())
    begin = round(legend.room_for_place() * legend.devicePixelRatioF())
    assert (keys[:, begin:] == named[:, begin:]).all()
    assert (keys[:, :begin] != named[:, :begin]).any()


def test_the_keys_walk_the_epochs(curves, session, qtbot):
    show(curves, session, 3)
    plot = curves.right.plot
    plot.setFocus()
    for key, said in (
        (Qt.Key.Key_Right, "epoch 1"),
        (Qt.Key.Key_Right, "epoch 2"),
        (Qt.Key.Key_Right, "epoch 3"),
        (Qt.Key.Key_Left, "epoch 2"),
        (Qt.Key.Key_Escape, ""),
    ):
        qtbot.keyClick(plot, key)
        assert curves.left.legend.place == said


def test_overfitting_is_marked_after_two_worse_epochs(curves, session):
    show(curves, session, 4)
    drawn = curves.left.plot.items_drawn
    assert drawn.best.value() == 3
    assert not drawn.band.isVisible()
    assert not curves.left.warning.isVisible()
    assert curves.right.note.text == "lowest validation loss 0.290"
    session.training.clear()
    show(curves, session, 5)
    assert drawn.band.isVisible()
    assert drawn.band.getRegion() == (3, 5)
    assert curves.left.warning.isVisible()
    assert "rises since epoch 3; best kept" in curves.left.warning.text


def test_the_gradient_norm_shows_its_peaks_and_names_what_its_dot_shows(curves, session):
    training = session.training
    curves.right.set_metric(GRADIENT)
    training._on_event(TrainingStarted(Path("run-7"), 2, 4, 800, 200, 1))
    norms = [1.0, 40.0, 2.0, 3.0]
    for batch, norm in enumerate(norms, start=1):
        training._on_event(BatchDone(1, batch, 4, 0.6, 0.5, 1.0, 1.0, norm, 0.001))
    curves.redraw()
    assert [key.value for key in curves.right.legend.keys] == ["3.000"]
    assert curves.right.plot.axis.high >= 40.0
    training._on_event(EpochDone(EpochRecord(1, 0.6, 0.5, 0.6, 0.5, 1.0, 1.0, 11.5, 40.0, 0.001)))
    curves.redraw()
    assert [key.value for key in curves.right.legend.keys] == ["11.500"]
    assert curves.right.plot.items_drawn.tip.getData()[1].tolist() == [11.5]


def test_a_best_epoch_that_moves_leaves_no_trace(curves, session, qtbot):
    """What is on the screen is what a fresh painting of the plots shows."""
    training = session.training
    training._on_event(TrainingStarted(Path("run-7"), 8, 7, 800, 200, 1))
    losses = [0.693, 0.692, 0.691, 0.689, 0.686, 0.68, 0.67, 0.644]
    for epoch, loss in enumerate(losses, start=1):
        for batch in range(1, 8):
            training._on_event(BatchDone(epoch, batch, 7, loss + 0.001 * batch, 0.5, 1.0, 1.0))
            curves.redraw()
            qtbot.wait(1)
        record = EpochRecord(epoch, loss, 0.5, loss + 0.008, 0.5, 1.0, 1.0)
        training._on_event(EpochDone(record))
        curves.redraw()
        qtbot.wait(1)
    fresh = pixels(curves.grab().toImage())
    shown = pixels(curves.screen().grabWindow(curves.winId()).toImage())
    assert (abs(fresh - shown).max(axis=-1) > 24).sum() == 0


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) of int."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    shape = (plain.height(), plain.width(), 4)
    return np.frombuffer(plain.constBits(), np.uint8).reshape(shape)[..., :3].astype(int)


def test_a_remark_stays_inside_the_plot(curves, session):
    show(curves, session, 5)
    plot, note = curves.right.plot, curves.right.note
    curves.resize(720, 256)
    for words in ("lowest validation loss 0.290", "a good deal more than usual of the same words"):
        for epoch in (0.1, 3, 5, 9.8):
            note.say(words, epoch)
            assert note.x() >= plot.pixel_of(0, 0).x() - 1
            assert note.geometry().right() <= plot.width()


@pytest.mark.parametrize(
    "losses", [[0.6, 9.1], [0.69, 0.6, 0.45, 0.35, 0.3, 0.31], [0.3, 0.31, 0.32]]
)
def test_a_remark_leaves_the_newest_figures_free(curves, session, losses):
    training = session.training
    training._on_event(TrainingStarted(Path("run-7"), len(losses), 2, 800, 200, 1))
    for epoch, loss in enumerate(losses, start=1):
        training._on_event(EpochDone(EpochRecord(epoch, loss, 0.5, loss + 0.02, 0.5, 1.0, 1.0)))
        curves.redraw()
    plot, note = curves.right.plot, curves.right.note
    assert note.isVisible()
    for record in training.history:
        for value in (record.loss, record.val_loss):
            assert not note.geometry().contains(plot.pixel_of(record.epoch, value).toPoint())


def test_a_remark_goes_between_curves_that_leave_no_room_at_the_ends(curves, session):
    """The validation loss falls steeply from the top at the end; the training loss lies below."""
    training = session.training
    training._on_event(TrainingStarted(Path("run-7"), 10, 2, 800, 200, 1))
    for epoch in range(1, 11):
        train = 0.69 - 0.004 * epoch if epoch < 7 else 0.69 - 0.2 * (epoch - 6) / 4
        validation = (0.69, 0.54)[epoch == 10]
        training._on_event(EpochDone(EpochRecord(epoch, train, 0.5, validation, 0.5, 1.0, 1.0)))
    curves.redraw()
    plot, note = curves.right.plot, curves.right.note
    box = note.geometry()
    for name in ("loss", "val_loss"):
        epochs = [record.epoch for record in training.history]
        values = [getattr(record, name) for record in training.history]
        for x in range(box.left(), box.right()):
            at = plot.value_at(QPointF(x, 0)).x()
            y = plot.pixel_of(at, float(np.interp(at, epochs, values))).y()
            assert not box.top() <= y <= box.bottom()


def test_a_remark_beside_a_crowded_line_moves_over(curves, session):
    training = session.training
    training._on_event(TrainingStarted(Path("run-7"), 11, 2, 800, 200, 1))
    train = [0.693, 0.692, 0.691, 0.689, 0.685, 0.678, 0.65, 0.61, 0.548, 0.499, 0.413]
    validation = [0.693, 0.692, 0.691, 0.689, 0.687, 0.679, 0.67, 0.62, 0.677, 0.544, 0.521]
    for epoch, (loss, checked) in enumerate(zip(train, validation, strict=True), start=1):
        training._on_event(EpochDone(EpochRecord(epoch, loss, 0.5, checked, 0.5, 1.0, 1.0)))
    curves.redraw()
    plot, box = curves.right.plot, curves.right.note.geometry()
    low, high = (plot.value_at(QPointF(p)) for p in (box.bottomLeft(), box.topRight()))
    assert plot.items_drawn.crowding(low.x(), high.x(), low.y(), high.y()) == 0


def test_the_axis_is_calm(curves, session):
    show(curves, session, 0, 5)
    assert (curves.left.plot.axis.low, curves.left.plot.axis.high) == (0.5, 1.0)
    session.training.clear()
    show(curves, session, 3)
    axis = curves.left.plot.axis
    assert axis.low > 0.5
    session.training.clear()
    show(curves, session, 3, 10)
    assert curves.left.plot.axis == axis


def test_wheel_zooms_both_plots_and_a_double_click_shows_all_again(curves, session, qtbot):
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    show(curves, session, 5)
    plot, other = curves.left.plot, curves.right.plot
    whole = plot.getViewBox().viewRange()
    viewport = plot.viewport()
    at = QPointF(place(plot, 3))
    event = QWheelEvent(
        at, QPointF(viewport.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 480),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    zoomed = plot.getViewBox().viewRange()
    assert zoomed[0][1] - zoomed[0][0] < 0.8 * (whole[0][1] - whole[0][0])
    assert zoomed[1] == whole[1]
    qtbot.waitUntil(lambda: other.getViewBox().viewRange()[0] == pytest.approx(zoomed[0], abs=0.1))
    curves.redraw()
    assert plot.getViewBox().viewRange()[0] == pytest.approx(zoomed[0])
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place(plot, 3))
    assert plot.getViewBox().viewRange()[0] == pytest.approx(whole[0])


def test_the_menu_saves_figures_and_picture(curves, session, qtbot, tmp_path):
    show(curves, session, 2, 3)
    menu = curves.menus[0]
    asked: list[tuple[str, str]] = []

    def answer(parent, title, name, kinds):
        asked.append((title, name))
        return tmp_path / name

    menu.ask = answer
    actions = {action.text(): action for action in menu.menu.actions()}
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        actions["Save data as CSV…"].trigger()
        actions["Save picture…"].trigger()
    actions["Copy picture"].trigger()
    assert [title for title, _ in asked] == ["Save data", "Save picture"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / asked[0][1]).read_text("utf-8"))))
    assert len(rows) == 2 * 20 + 3 + 2
    ends = [row for row in rows if row["train"]]
    assert [float(row["train"]) for row in ends] == ACCURACIES[:2]
    assert [float(row["validation"]) for row in ends] == VAL_ACCURACY[:2]
    assert [float(row["epoch"]) for row in rows] == sorted(float(row["epoch"]) for row in rows)
    assert not QImage(str(tmp_path / asked[1][1])).isNull()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_place_that_cannot_be_written_is_said(curves, session, qtbot, tmp_path):
    show(curves, session, 2)
    said: list[str] = []
    session.saves.failed.connect(said.append)
    menu = curves.menus[1]
    menu.ask = lambda parent, title, name, kinds: tmp_path / "nowhere" / name
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        menu.save_csv()
        menu.save_picture()
    assert len(said) == 2
    assert all("Choose another folder" in sentence for sentence in said)


def test_a_right_click_or_the_menu_key_asks_for_the_menu(curves, session, qtbot):
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    plot, menu = curves.left.plot, curves.menus[0].menu
    at = plot.rect().center()
    for reason, receiver in (
        (QContextMenuEvent.Reason.Mouse, plot.viewport()),
        (QContextMenuEvent.Reason.Keyboard, plot),
    ):
        event = QContextMenuEvent(reason, at, plot.mapToGlobal(at))
        QApplication.sendEvent(receiver, event)
        qtbot.waitUntil(menu.isVisible)
        menu.close()


def test_another_theme_repaints_the_plots(curves, session):
    before = theme().mode
    try:
        for mode in ("light", "dark"):
            theme().set_mode(mode)
            pen = curves.right.plot.items_drawn.validation.opts["pen"]
            assert pen.color().name() == theme().palette.colour("accent").name()
    finally:
        theme().set_mode(before)


def test_a_run_without_validation_has_no_best_epoch_to_mark(curves, session):
    training = session.training
    training._on_event(TrainingStarted(Path("run-8"), 3, 2, 100, 0, 1))
    for epoch in (1, 2, 3):
        training._on_event(EpochDone(EpochRecord(epoch, 0.5, 0.7, None, None, 1.0, 100.0)))
    curves.redraw()
    assert not ACCURACY.validation(training.history[0])
    assert not curves.left.plot.items_drawn.best.isVisible()
    assert not curves.right.note.isVisible()
