"""Holding a gate: the form and the handles are one value, and what is shown is what happens."""

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.ui.signals.ranges import full_range
from tests.ui.inspect.whatif.conftest import LEFT, lstm_verdict, settle

CTRL = Qt.KeyboardModifier.ControlModifier


def shown_after(page) -> str:
    return f"{page.whatif.card.numbers.after:.2f}"


def drag(qtbot, widget, start: QPoint, stop: QPoint) -> None:
    qtbot.mousePress(widget, LEFT, pos=start)
    for part in range(1, 6):
        at = start + (stop - start) * part / 5
        qtbot.mouseMove(widget, at)
    qtbot.mouseRelease(widget, LEFT, pos=stop)


def test_nothing_is_changed_at_first(show, session, runs):
    page = show(runs["lstm"])
    card = page.whatif.card
    assert card.numbers.before == card.numbers.after
    assert not card.numbers.flips
    assert card.sentence.text().startswith("Nothing is changed yet")


def test_a_clamp_by_the_form_equals_a_loop_over_the_equations(show, session, qtbot, runs):
    page = show(runs["lstm"])
    form = page.whatif.clamp
    qtbot.mouseClick(form.gates.segment("i"), LEFT)
    form.value.setFocus()
    form.value.selectAll()
    qtbot.keyClicks(form.value, "0.25")
    qtbot.keyClick(form.value, Qt.Key.Key_Return)
    qtbot.mouseClick(form.none, LEFT)
    first, last = form.units.box_of(0).center().toPoint(), form.units.box_of(3).center().toPoint()
    drag(qtbot, form.units, first, last)
    form.range.setFocus()
    for _ in range(12):
        qtbot.keyClick(form.range, Qt.Key.Key_Right)
    settle(qtbot, page)
    units = page.display.order[:4].tolist()
    last_word = page.display.view.timesteps
    expected = lstm_verdict(session, hold=("i", 0.25, units, 12, last_word))
    assert page.whatif.shown.chance_after == pytest.approx(expected, abs=1e-6)
    assert shown_after(page) == f"{expected:.2f}"
    assert page.whatif.shown.chance_before == pytest.approx(lstm_verdict(session), abs=1e-6)
    verb = "raises" if page.whatif.shown.change > 0 else "lowers"
    assert "Holding the input gate at 0.25 in 4 units" in page.whatif.card.sentence.text()
    assert verb in page.whatif.card.sentence.text() or "leaves" in page.whatif.card.sentence.text()


def test_the_pill_shows_only_when_the_verdict_crosses_one_half(show, session, qtbot, runs):
    page = show(runs["lstm"])
    form, seen = page.whatif.clamp, set()
    qtbot.mouseClick(form.all, LEFT)
    for letter, value in (("k", 1.0), ("k", -1.0), ("o", 0.0), ("o", 1.0)):
        qtbot.mouseClick(form.gates.segment(letter), LEFT)
        page._draft.set_value(value)
        settle(qtbot, page)
        start, stop = page._draft.first, page._draft.last + 1
        after = lstm_verdict(session, hold=(letter, value, range(8), start, stop))
        crossed = (after >= 0.5) != (lstm_verdict(session) >= 0.5)
        assert page.whatif.card.numbers.flips == crossed
        seen.add(crossed)
    assert seen == {True, False}


def test_handles_and_form_are_one_value(show, session, qtbot, runs):
    page = show(runs["lstm"])
    chart, form = page.whatif_view.chart, page.whatif.clamp
    page.display.set_window(0, page.display.view.timesteps)
    frame = chart.make_frame()
    y = round(frame.band.top() + 6)
    drag(qtbot, chart, QPoint(round(frame.x_of(0)), y), QPoint(round(frame.x_of(10)), y))
    assert form.range.values()[0] == page._draft.first == 10
    right = QPoint(round(frame.x_of(page._draft.last + 1)), y)
    drag(qtbot, chart, right, QPoint(round(frame.x_of(31)), y))
    assert form.range.values() == (10, 30)
    assert form.start.text() == f"10 {page.display.view.words[10]}"
    middle = QPoint(round(frame.x_of(20.5)), y)
    drag(qtbot, chart, middle, QPoint(round(frame.x_of(25.5)), y))
    assert form.range.values() == (15, 35)
    settle(qtbot, page)
    hold = session.whatif.draft
    assert (hold.start, hold.stop) == (15, 36)
    assert session.selection.t == page.display.t  # a handle leaves the cursor alone


def test_escape_gives_up_the_draft(show, session, qtbot, runs):
    page = show(runs["lstm"])
    form = page.whatif.clamp
    qtbot.mouseClick(form.all, LEFT)
    settle(qtbot, page)
    assert session.whatif.draft is not None
    assert form.discard.isVisible()
    form.range.setFocus()
    qtbot.keyClick(form.range, Qt.Key.Key_Escape)
    settle(qtbot, page)
    assert session.whatif.draft is None
    assert page.whatif.card.numbers.before == page.whatif.card.numbers.after


def test_the_list_keeps_switches_edits_and_deletes(show, session, qtbot, runs):
    page = show(runs["lstm"])
    form, desk = page.whatif.clamp, session.whatif
    qtbot.mouseClick(form.all, LEFT)
    qtbot.mouseClick(form.add, LEFT)
    qtbot.waitUntil(lambda: desk.chance_alone(desk.items[0]) is not None)
    number = desk.items[0].number
    card = page.whatif.list.cards[number]
    everywhere = range(8), 0, page.display.view.timesteps
    alone = lstm_verdict(session, hold=("f", 1.0, *everywhere))
    assert card.chances() == f"{lstm_verdict(session):.2f} → {alone:.2f}"
    assert desk.draft is None
    qtbot.mouseClick(card.switch, LEFT)
    settle(qtbot, page)
    assert page.whatif.shown.chance_after == pytest.approx(lstm_verdict(session), abs=1e-6)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert desk.editing == number
    assert form.add.text() == "Save"
    page._draft.set_value(0.5)
    qtbot.mouseClick(form.add, LEFT)
    settle(qtbot, page)
    assert [item.what.value for item in desk.items] == [0.5]
    qtbot.keyClick(page.whatif.list.cards[number], Qt.Key.Key_Delete)
    assert desk.items == ()
    qtbot.mouseClick(page.whatif.list.undo, LEFT)
    assert [item.what.value for item in desk.items] == [0.5]
    qtbot.mouseClick(page.whatif.list.clear, LEFT)
    settle(qtbot, page)
    assert desk.applied() == ()


def test_hover_previews_one_item_alone(show, session, qtbot, runs):
    page = show(runs["lstm"])
    form, desk = page.whatif.clamp, session.whatif
    qtbot.mouseClick(form.all, LEFT)
    qtbot.mouseClick(form.add, LEFT)
    qtbot.mouseClick(form.gates.segment("o"), LEFT)
    qtbot.mouseClick(form.add, LEFT)
    settle(qtbot, page)
    assert len(page.whatif.shown.answer.applied) == 2
    desk.switch(desk.items[0].number, False)
    card = page.whatif.list.cards[desk.items[0].number]
    card.entered.emit(card.number)
    settle(qtbot, page)
    assert page.whatif.shown.answer.applied == (desk.items[0].what,)
    card.left.emit(card.number)
    settle(qtbot, page)
    assert page.whatif.shown.answer.applied == (desk.items[1].what,)


def test_only_the_newest_question_waits(show, session, qtbot, runs):
    page = show(runs["lstm"])
    answers = []
    session.whatif.answered.connect(lambda: answers.append(session.whatif.answer.applied[0].value))
    for hundredths in range(100):
        page._draft.set_value(hundredths / 100)
    settle(qtbot, page)
    assert answers[-1] == 0.99
    assert len(answers) < 20  # a hundred questions in one turn of the window's loop


@pytest.mark.parametrize("name", ["gru", "simple_rnn", "carry_lstm"])
def test_every_cell_offers_its_own_signals(show, session, qtbot, runs, name):
    page = show(runs[name])
    view, form = page.display.view, page.whatif.clamp
    offered = {key for key in "ifkoczrnh" if form.gates.segment(key).isVisible()}
    assert offered == set(view.letters)
    for letter in view.letters:
        qtbot.mouseClick(form.gates.segment(letter), LEFT)
        settle(qtbot, page)
        assert not session.whatif.problem
        values = page.whatif.shown.after.layer.signals[letter]
        held = values[:, sorted(page._draft.units)]
        assert held == pytest.approx(page._draft.value)


def test_holding_what_was_recorded_changes_nothing(show, session, qtbot, runs):
    """The card's figures before and after must agree to the last digit."""
    page = show(runs["lstm"])
    from explorer.analysis.whatif import Hold

    view = page.display.view
    recorded = view.layer.signals["f"]
    session.whatif.add(Hold(view.layer.name, "f", recorded, None, 0, view.timesteps))
    settle(qtbot, page)
    assert page.whatif.shown.change == pytest.approx(0, abs=1e-5)
    assert "to within 0.005" in page.whatif.card.sentence.text()


def test_each_review_keeps_its_list_and_typed_text_takes_the_holds_along(
    show, session, qtbot, runs, read
):
    page = show(runs["lstm"])
    qtbot.mouseClick(page.whatif.clamp.add, LEFT)
    first = session.inspection.review
    read("another review altogether", "corpus")
    settle(qtbot, page)
    assert session.whatif.items == ()
    session.inspection.open_review(first)
    qtbot.waitUntil(lambda: len(session.whatif.items) == 1, timeout=20_000)
    read("a text that i write", "yours")
    settle(qtbot, page)
    qtbot.mouseClick(page.whatif.clamp.add, LEFT)
    read("a text that i write on", "yours")
    settle(qtbot, page)
    assert len(session.whatif.items) == 1


def test_another_value_shows_with_its_answer_and_another_stretch_at_once(
    show, session, qtbot, runs
):
    page = show(runs["lstm"])
    draft, chart = page._draft, page.whatif_view.chart
    draft.set_value(0.3)
    settle(qtbot, page)
    painted = chart._version
    draft.set_value(0.6)
    assert chart._version == painted  # the old answer is not painted once more
    settle(qtbot, page)
    assert chart._version > painted
    painted = chart._version
    draft.set_range(2, 5)
    assert chart._version > painted


def test_the_range_of_the_colours_reaches_the_heatmaps_at_once(show, runs):
    page = show(runs["lstm"])
    chart = page.whatif_view.chart
    assert chart._rows[0].span != full_range(chart._rows[0].letter)
    page.display.set_range_mode("full")
    assert all(row.span == full_range(row.letter) for row in chart._rows)
