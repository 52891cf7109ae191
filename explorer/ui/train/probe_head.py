"""The head of the probe card: what is shown, what one word did, which layer."""

from html import escape
from math import isnan

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.theme.theme import theme
from explorer.ui.train.probe_reading import Turn
from explorer.ui.train.recipe_fields import Choice

HEIGHT = 48


def turn_html(turn: Turn, lead: str) -> str:
    """A turn as rich text in the colours of the theme in force."""
    palette = theme().palette

    def number(value: float) -> str:
        hue = palette.pos if value >= 0.5 else palette.neg
        return f"<span style=\"font-family:'JetBrains Mono';color:{hue}\">{value:.2f}</span>"

    before = "" if isnan(turn.before) else number(turn.before)
    return (
        f'<span style="color:{palette.t3}">{lead}</span><b>{escape(turn.word)}</b> {before} '
        f'<span style="color:{palette.t3}">→</span> {number(turn.after)}'
    )


class ProbeHead(QWidget):
    """A row of texts, and a chooser where there is more than one recurrent layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        title = QLabel("Live probe")
        title.setProperty("role", "section")
        self.about = ElidedLabel()
        self.about.setProperty("role", "secondary")
        self.turn = QLabel()
        self.turn.setProperty("role", "secondary")
        self.when = QLabel()
        self.when.setProperty("role", "tag")
        self.layers = Choice([])
        self.layers.setAccessibleName("Recurrent layer")
        self.layers.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.layers.setToolTip("The recurrent layer whose signals are shown")
        set_role(self.layers, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.about, 1)
        for widget in (self.turn, self.layers, self.when):
            row.addWidget(widget)
        self._names: tuple[str, ...] = ()
        self.say("", "", None, "")

    def say(self, about: str, when: str, turn: Turn | None, lead: str) -> None:
        """Show what the view below shows."""
        html = "" if turn is None else turn_html(turn, lead)
        for label, text in ((self.about, about), (self.when, when), (self.turn, html)):
            if label.text() != text:
                label.setText(text)
        self.when.setVisible(bool(when))
        self.turn.setVisible(turn is not None)

    def offer_layers(self, names: tuple[str, ...], shown: str) -> None:
        """Which layers there are, and which one is shown."""
        if names != self._names:
            self._names = names
            self.layers.offer([(name, name) for name in names])
        self.layers.show_value(shown)
        self.layers.setVisible(len(names) > 1)
