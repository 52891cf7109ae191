"""The Ledger tab: what it shows adds up, and every part of it moves the shared cursor."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.ui.inspect.ledger.row_model import ROW
from explorer.ui.inspect.ledger.survival import half_words
from explorer.ui.inspect.word_rows.paint import HEIGHT
from tests.ui.inspect.conftest import small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(open_tab, qtbot, session):
    """Open a run with the Ledger tab in front, and wait for the ledger of what is in view."""

    def show_(path):
        page = open_tab(path, "Ledger")
        settle(qtbot, page, session)
        return page

    return show_


def settle(qtbot, page, session) -> None:
    """Wait until the tab shows the review and the layer in view."""
    qtbot.waitUntil(
        lambda: (
            not session.ledger.waiting
            and (page.ledger.ledger is None or page.ledger.ledger.view is page.display.view)
        ),
        timeout=20_000,
    )


def shown_rows(page):
    """The rows of the table, top to bottom."""
    model = page.ledger.table.model
    return [model.index(row).data(ROW) for row in range(model.rowCount())]


def word_shares(page) -> np.ndarray:
    """Every word's share, from the unfolded table, by timestep."""
    page.ledger.table.model.unfold(True)
    rows = [row for row in shown_rows(page) if row.kind == "word"]
    page.ledger.table.model.unfold(False)
    return np.array([row.share for row in sorted(rows, key=lambda row: row.t)])


def independent_shares(session) -> tuple[np.ndarray, float]:
    """Each timestep's share of the logit, pads included (T,), from the LSTM's trace by a loop."""
    trace = session.inspection.result.trace
    layer = trace.layers[-1]
    i, f, k, o = (layer.signals[letter].astype(np.float64) for letter in "ifko")
    total, before = np.zeros(i.shape[1]), np.zeros(i.shape[1])
    shares = []
    for t in range(len(i)):
        left = np.ones(i.shape[1])
        for later in range(t + 1, len(f)):
            left *= f[later]
        total = before + i[t] * k[t] * left
        shares.append(layer.output_weight @ (o[-1] * (np.tanh(total) - np.tanh(before))))
        before = total
    return np.array(shares), float(trace.logits[-1])


def test_shown_shares_equal_a_loop_over_the_trace_and_sum_to_the_logit(show, session, runs):
    page = show(runs["lstm"])
    expected, logit = independent_shares(session)
    pads = session.inspection.result.trace.pads
    shown = word_shares(page)
    np.testing.assert_allclose(shown, expected[pads:], atol=2e-5)
    rest = {row.kind: row.share for row in shown_rows(page)}
    assert rest.get("pads", 0.0) == pytest.approx(expected[:pads].sum(), abs=2e-5)
    total = shown.sum() + rest.get("pads", 0.0) + rest["bias"]
    assert total == pytest.approx(logit, abs=2e-5)
    assert page.ledger.logit.text() == f"{logit:+.2f}".replace("-", "−")
    assert page.ledger.chance.text() == f"{1 / (1 + np.exp(-logit)):.2f}"
    assert session.fact.startswith("ledger balances to within ")


@pytest.mark.parametrize("name", ["gru", "simple_rnn", "carry_lstm"])
def test_every_cell_balances(show, session, runs, name):
    page = show(runs[name])
    logit = float(session.inspection.result.trace.logits[-1])
    shares = word_shares(page)
    rest = sum(row.share for row in shown_rows(page) if row.kind in ("pads", "start", "bias"))
    assert shares.sum() + rest == pytest.approx(logit, abs=1e-4)
    survives = name != "simple_rnn"
    assert (page.ledger.ledger.left is not None) == survives
    assert page.ledger.below.isVisible() == survives
    assert page.ledger_view.chart.grab().toImage().width() > 0


def test_one_direction_of_two_says_what_the_other_adds(show, session, qtbot, make_run):
    page = show(make_run(small("bidirectional")))
    logit = float(session.inspection.result.trace.logits[-1])
    for name in page.display.layer_names():
        session.selection.select(layer=name)
        settle(qtbot, page, session)
        if page.ledger.ledger is None or page.ledger.ledger.shares is None:
            assert "cannot be split" in session.ledger.reading.grounds.note
            continue
        rows = shown_rows(page)
        assert sum(row.share for row in rows) == pytest.approx(logit, abs=1e-4)
        assert any(row.kind == "other" for row in rows)


def test_a_layer_without_a_ledger_says_why(show, session, qtbot, make_run):
    page = show(make_run(small("stacked")))
    session.selection.select(layer=page.display.layer_names()[0])
    settle(qtbot, page, session)
    if page.ledger.ledger is None:
        assert page.ledger.none.isVisible()
        assert page.ledger_view.none.isVisible()
        assert page.ledger.none.text.text() == session.ledger.reading.grounds.note
    else:
        assert page.ledger.ledger.shares is None
        assert not page.ledger.balance.isVisible()
        assert session.ledger.reading.grounds.note == page.ledger.caveat.text()


def test_clicks_on_word_bar_and_row_move_the_cursor(show, session, qtbot, runs):
    page = show(runs["lstm"])
    text, chart, table = page.ledger_view.text, page.ledger_view.chart, page.ledger.table
    page.display.set_window(0, session.selection.timesteps)
    t = session.selection.timesteps - 4
    page.ledger_view.review.area.follow(t)
    qtbot.mouseClick(text, LEFT, pos=text.box_of(t).center().toPoint())
    assert session.selection.t == t
    frame = chart.make_frame()
    at = QPoint(round(frame.x_of(7.5)), round(frame.bars.center().y()))
    qtbot.mouseClick(chart, LEFT, pos=at)
    assert session.selection.t == 7
    rows = shown_rows(page)
    qtbot.mouseClick(table.list.viewport(), LEFT, pos=QPoint(60, HEIGHT + HEIGHT // 2))
    assert session.selection.t == rows[1].t
    lost = page.ledger.lost
    if lost.rows:
        qtbot.mouseClick(lost, LEFT, pos=QPoint(60, HEIGHT // 2))
        assert session.selection.t == lost.rows[0].t


def test_keys_walk_the_rows_and_the_page_keeps_its_own(show, session, qtbot, runs):
    page = show(runs["lstm"])
    rows, table = shown_rows(page), page.ledger.table
    session.selection.select(t=rows[0].t)
    table.list.setFocus()
    qtbot.keyClick(table.list, Qt.Key.Key_Down)
    assert session.selection.t == rows[1].t
    qtbot.keyClick(table.list, Qt.Key.Key_Home)
    assert session.selection.t == 0
    chart = page.ledger_view.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert session.selection.t == 1
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert not page.display.window.is_whole
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert page.display.window.is_whole


def test_the_heads_sort_and_turn_round(show, qtbot, runs):
    page = show(runs["lstm"])
    table = page.ledger.table
    table.model.unfold(True)

    def column(name):
        return [getattr(row, name) for row in shown_rows(page) if row.kind == "word"]

    sizes = np.abs(column("share"))
    assert (np.diff(sizes) <= 0).all()
    qtbot.mouseClick(table.heads["share"], LEFT)
    assert (np.diff(np.abs(column("share"))) >= 0).all()
    qtbot.mouseClick(table.heads["t"], LEFT)
    assert column("t") == sorted(column("t"))
    qtbot.mouseClick(table.heads["word"], LEFT)
    assert column("name") == sorted(column("name"))
    qtbot.mouseClick(table.heads["survives"], LEFT)
    assert column("survives") == sorted(column("survives"), reverse=True)
    assert table.heads["survives"].text() == "↓ Survives"


def test_the_others_unfold_and_fold(show, qtbot, runs):
    page = show(runs["lstm"])
    table = page.ledger.table
    rows = shown_rows(page)
    place = next(n for n, row in enumerate(rows) if row.kind == "others")
    hidden = int(rows[place].name.split()[0])
    words = sum(row.kind == "word" for row in rows)
    assert words + hidden == page.display.view.timesteps
    qtbot.mouseClick(table.list.viewport(), LEFT, pos=QPoint(60, round(HEIGHT * (place + 0.5))))
    assert sum(row.kind == "word" for row in shown_rows(page)) == words + hidden
    total = sum(row.share for row in rows)
    assert sum(row.share or 0.0 for row in shown_rows(page)) == pytest.approx(total)


def test_the_remark_on_half_of_a_write_is_counted(show, session, runs):
    page = show(runs["lstm"])
    f = session.inspection.result.trace.layers[-1].signals["f"].astype(np.float64)
    left, age = np.ones(f.shape[1]), 0
    while left.mean() >= 0.5:
        left *= f[len(f) - 1 - age]
        age += 1
    noun = "timestep" if age == 1 else "timesteps"
    assert half_words(page.ledger.ledger) == f"half of a write is gone after {age} {noun}"


def test_half_lives_by_the_gates_and_measured(show, session, qtbot, runs):
    page = show(runs["lstm"])
    half = page.ledger.half_lives
    qtbot.mouseClick(page.ledger.below.segment("half"), LEFT)
    assert half.isVisible()
    f = page.display.view.layer.signals["f"].astype(np.float64)
    unit = session.selection.unit
    by_gates = np.log(0.5) / np.log(f[:, unit]).mean()
    qtbot.waitUntil(
        lambda: (
            session.ledger.decay is not None
            and len(session.ledger.decay.words) == session.ledger.decay.total
        ),
        timeout=30_000,
    )
    measured = session.ledger.decay.half_lives[unit]
    told = f"{measured:.1f}".removesuffix(".0") if np.isfinite(measured) else "∞"
    assert f"{by_gates:.1f}".removesuffix(".0") in half.caption()
    assert f"{told} measured (line, {session.ledger.decay.total} words)" in half.caption()
    every = np.log(0.5) / np.log(f).mean(axis=0)
    longer = int((session.ledger.decay.half_lives > every).sum())
    if longer:
        assert page.ledger.caveat.text().startswith(f"In {longer} of {len(every)} units")
    half.setFocus()
    order = page.display.order.tolist()
    session.selection.select(unit=order[2])
    qtbot.keyClick(half, Qt.Key.Key_Right)
    assert session.selection.unit == order[3]


def test_typed_text_gets_its_own_ledger(show, session, qtbot, runs, read):
    page = show(runs["lstm"])
    read("a dull start but the ending is wonderful", "yours")
    settle(qtbot, page, session)
    assert page.ledger.ledger.view.words[-1] == "wonderful"
    assert len(word_shares(page)) == page.display.view.timesteps


def test_hover_tells_written_survival_and_share(show, qtbot, session, runs):
    page = show(runs["lstm"])
    t = session.selection.timesteps - 2
    lines = {line.label: line.pieces[0][0] for line in page.ledger_view.chart.lines_at(t)}
    share = word_shares(page)[t]
    assert lines["share of the logit"] == f"{share:+.3f}".replace("-", "−")
    assert set(lines) == {"written, mean size", "left at the end", "share of the logit"}
    unit = page.ledger_view.chart.lines_at(t, 3)
    signals = page.display.view.layer.signals
    wrote = float(signals["i"][t, 3] * signals["k"][t, 3])
    assert unit[0].pieces[0][0] == f"{wrote:+.2f}".replace("-", "−")


def test_words_can_be_shaded_by_survival(show, qtbot, runs):
    page = show(runs["lstm"])
    before = page.ledger_view.text.grab().toImage()
    qtbot.mouseClick(page.ledger_view.words_by.segment("survival"), LEFT)
    assert page.ledger_view.text.grab().toImage() != before


def test_the_chart_is_saved_as_table_and_picture(show, session, qtbot, tmp_path, runs):
    page = show(runs["lstm"])
    chart = page.ledger_view.chart
    target = tmp_path / "ledger.csv"
    chart.menus.ask = lambda *_: target
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        chart.menus.save_data()
    lines = target.read_text().splitlines()
    assert len(lines) == 1 + page.display.view.timesteps
    saved = np.array([float(line.split(",")[2]) for line in lines[1:]])
    np.testing.assert_allclose(saved, word_shares(page), rtol=1e-6)
    for name in ("ledger.png", "ledger.svg"):
        chart.menus.ask = lambda *_, name=name: tmp_path / name
        with qtbot.waitSignal(session.saves.settled, timeout=20_000):
            chart.menus.save_picture()
        assert (tmp_path / name).stat().st_size > 2000
