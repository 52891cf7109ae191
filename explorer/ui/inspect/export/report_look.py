"""The report in the colours of the window."""

from explorer.analysis.export import ReportLook
from explorer.ui.signals.signal_kinds import ROW_ORDER
from explorer.ui.theme.colormaps import lut
from explorer.ui.theme.palette import Palette


def report_look(palette: Palette, colours: str) -> ReportLook:
    """Colours and tables of a theme; `colours` is the map that the heatmaps have."""
    return ReportLook(
        page=palette.bg,
        surface=palette.surface,
        border=palette.border,
        text=palette.t1,
        text2=palette.t2,
        positive=palette.pos_fill,
        negative=palette.neg_fill,
        signals={letter: palette.signal(letter) for letter in ROW_ORDER},
        tables={letter: lut(letter, palette, colours) for letter in ROW_ORDER},
    )
