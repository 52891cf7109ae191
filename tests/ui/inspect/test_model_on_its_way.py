"""Another model is loaded, its trace still on its way: what is in view is the first one's."""

import numpy as np
import pytest

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.whatif import Hold, rerun
from tests.ui.inspect.conftest import small


@pytest.fixture
def between(page, session, qtbot, runs, monkeypatch):
    """Load a GRU whose trace never comes; the LSTM's trace stays in view."""
    first = session.inspection.model
    monkeypatch.setattr(session.inspection, "_retrace", lambda: None)
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        session.inspection.open_run(runs["gru"], None, "Another")
    assert session.inspection.model is not first
    return first


def test_the_first_model_answers_what_if(page, session, qtbot, between):
    result, desk = session.inspection.result, session.whatif
    page.tabs.setCurrentWidget(page.whatif)
    hold = Hold(result.trace.layers[-1].name, "f", 0.2)
    desk.add(hold)
    qtbot.waitUntil(lambda: not desk.waiting, timeout=20_000)
    ids, pads = result.trace.ids[result.trace.pads :], result.trace.pads
    wanted = rerun(between.network, ids, (hold,), pads=pads).after.probability[-1]
    assert page.whatif.shown.chance_after == pytest.approx(float(wanted), abs=1e-6)


def test_the_first_model_colours_the_words(page, session, qtbot, between):
    page.display.set_words_by("gradient")
    qtbot.waitUntil(lambda: bool(np.any(page.display.shade.values)), timeout=20_000)
    result = session.inspection.result
    ids, pads = result.trace.ids[result.trace.pads :], result.trace.pads
    flow = gradient_flow(between.network, ids, pads=pads)
    assert np.allclose(page.display.shade.values, flow.x_norm[pads:])


def test_its_layers_can_still_be_chosen(bare_page, session, qtbot, open_run, make_run):
    open_run(make_run(small("stacked")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session.inspection, "_retrace", lambda: None)
        with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
            session.inspection.open_run(make_run(small("gru")), None, "Another")
    lower = session.inspection.result.trace.layers[0].name
    session.selection.select(layer=lower)
    assert bare_page.display.view.layer.name == lower
