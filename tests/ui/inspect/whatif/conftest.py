"""The page with the What-if tab in front, and the verdict worked out by a plain loop."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.network.numpy_reference import sigmoid

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(open_tab, qtbot):
    """Open a run with the What-if tab in front, and wait for its first answer."""

    def show_(path):
        page = open_tab(path, "What-if")
        settle(qtbot, page)
        return page

    return show_


def settle(qtbot, page) -> None:
    """Wait until what is shown is the answer to what is applied now."""
    desk = page.session.whatif

    def answered() -> bool:
        shown = page.whatif.shown
        return (
            shown is not None
            and shown.answer.result is page.session.inspection.result
            and shown.answer.applied == desk.applied()
            and shown.before is page.display.view
        )

    qtbot.waitUntil(answered, timeout=20_000)


def lstm_verdict(session, ids=None, hold=None) -> float:
    """P(positive) of the review in view by a loop over an LSTM's equations, pads first.

    ids: other token ids than the review's. hold: (signal, value, units, start, stop) over words.
    """
    model, result = session.inspection.model, session.inspection.result
    weights = {name: w.astype(np.float64) for name, w in model.network.weights().items()}
    layer = result.trace.layers[-1].name
    kernel, recurrent, bias = (
        weights[f"{layer}/{part}"] for part in ("kernel", "recurrent_kernel", "bias")
    )
    table = next(w for name, w in weights.items() if name.endswith("/embeddings"))
    head = next(name.split("/")[0] for name in weights if name.startswith("dense"))
    words = result.encoded.ids if ids is None else np.asarray(ids)
    pads = model.run.encoding.maxlen - len(words)
    h = c = np.zeros(recurrent.shape[0])
    for place, number in enumerate([0] * pads + list(words)):
        z = np.split(table[number] @ kernel + h @ recurrent + bias, 4)
        now = {"i": sigmoid(z[0]), "f": sigmoid(z[1]), "k": np.tanh(z[2]), "o": sigmoid(z[3])}
        if hold is not None and hold[3] <= place - pads < hold[4]:
            now[hold[0]][list(hold[2])] = hold[1]
        c = now["f"] * c + now["i"] * now["k"]
        h = now["o"] * np.tanh(c)
    logit = float((h @ weights[f"{head}/kernel"])[0] + weights[f"{head}/bias"][0])
    return 1.0 / (1.0 + np.exp(-logit))
