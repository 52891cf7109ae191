"""Which drawing and which equations belong to which cell."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.ui.inspect.cell import carry_lstm, gru, lstm, simple_rnn
from explorer.ui.inspect.cell.equation import Equation
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.sketch import Sketch


@dataclass(frozen=True)
class Drawing:
    """draw(sketch, moment) paints a cell, equations(moment) writes it out.

    belt(sketch, moved) paints what moves with time, under the rest; None where nothing does.
    """

    draw: Callable[[Sketch, Moment], None]
    equations: Callable[[Moment], tuple[Equation, ...]]
    belt: Callable[[Sketch, float], None] | None = None


DRAWINGS: dict[str, Drawing] = {
    "LSTM": Drawing(lstm.draw, lstm.equations, lstm.BELT.move),
    "GRU": Drawing(gru.draw, gru.equations, gru.belt),
    "SimpleRNN": Drawing(simple_rnn.draw, simple_rnn.equations),
    "CarryLSTM": Drawing(carry_lstm.draw, carry_lstm.equations, carry_lstm.BELT.move),
}
