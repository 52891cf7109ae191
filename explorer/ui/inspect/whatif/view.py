"""What the middle shows with the What-if tab: the words to edit, and the chart."""

from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.inspect.chart.text_over_chart import TextOverChart
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.chart import WhatIfChart
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.edit_text import EditText
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.inspect.whatif.legend import Legend


class WhatIfView(TextOverChart):
    """Shows an answer; the words are there while they can be edited."""

    def __init__(
        self,
        session: Session,
        display: Display,
        draft: ClampDraft,
        parent: QWidget | None = None,
    ) -> None:
        edits, chart = EditText(session, display), WhatIfChart(session, display, draft)
        super().__init__(session, display, edits, chart, parent)
        self.edits, self.chart = edits, chart
        self.legend = Legend()
        self.show_text(False)
        self.edits.laidOut.connect(self.area.fit)

    def show_answer(self, shown: WhatIfInView | None) -> None:
        """Show another answer."""
        self.chart.show_answer(shown)
        if shown is not None:
            self.legend.show_side(shown.chance_after >= 0.5)
