"""The look in force, and a view to try."""

import pytest

from explorer.ui.signals.view import SignalsView
from tests.ui.signals.readings import WIDE, made_up


@pytest.fixture(autouse=True)
def _dressed(dark):
    pass


@pytest.fixture
def view(qtbot) -> SignalsView:
    """A view of 40 words and 8 units, at the size it was drawn for, with the cursor at 10."""
    made = SignalsView()
    qtbot.addWidget(made)
    made.resize(WIDE)
    made.set_trace(*made_up())
    made.set_cursor(10)
    made.set_unit(3)
    made.show()
    return made
