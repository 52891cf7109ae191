"""Every colour of the window, in dark and in light."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

# A GRU's signals take the hue of the LSTM signal that plays their part: the update gate z
# keeps like f, the reset gate r lets in like i, and n is the GRU's candidate, like k.
HUE_OF = {"z": "f", "r": "i", "n": "k"}


@lru_cache(maxsize=512)
def qcolor(value: str, alpha: float = 1.0) -> QColor:
    """The QColor of a "#rrggbb" string, with an opacity of 0 to 1."""
    colour = QColor(value)
    colour.setAlphaF(alpha)
    return colour


@dataclass(frozen=True)
class Palette:
    """The tokens of one theme, each a "#rrggbb" string."""

    name: str
    bg: str
    surface: str
    surface2: str
    surface3: str
    border: str
    border2: str
    grid: str
    zero: str
    dot: str
    t1: str
    t2: str
    t3: str
    cursor: str
    accent: str
    accent_ink: str
    accent_soft: str
    i: str
    f: str
    k: str
    o: str
    c: str
    h: str
    pos: str
    neg: str
    pos_fill: str
    neg_fill: str
    warn: str
    warn_soft: str
    err: str
    err_soft: str
    err_line: str
    heat_negative: str  # the amber end of a diverging colour map
    heat_end: str  # white or ink: what the strongest value moves towards
    shadow: str
    shadow_opacity: float  # 0 to 1

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"

    def signal(self, letter: str) -> str:
        """The hue of a signal: one of i f k o c h, or a GRU's z r n."""
        return getattr(self, HUE_OF.get(letter, letter))

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """The QColor of a token ("accent"), a signal letter or a "#rrggbb" string."""
        value = token if token.startswith("#") else getattr(self, HUE_OF.get(token, token))
        return qcolor(value, alpha)


DARK = Palette(
    name="dark",
    bg="#0E1116",
    surface="#161A21",
    surface2="#1D222B",
    surface3="#272E39",
    border="#2A313D",
    border2="#414B5B",
    grid="#232A34",
    zero="#12161C",
    dot="#222934",
    t1="#E9EDF3",
    t2="#B1BBC9",
    t3="#8A96A7",
    cursor="#FFFFFF",
    accent="#35B99C",
    accent_ink="#07140F",
    accent_soft="#17322D",
    i="#E6E06A",
    f="#F8607F",
    k="#C77BD2",
    o="#45CDF6",
    c="#35B99C",
    h="#C6CFDB",
    pos="#5B9DF5",
    neg="#E8953A",
    pos_fill="#3B8DF0",
    neg_fill="#E8953A",
    warn="#F2C14E",
    warn_soft="#33290F",
    err="#FF8A7A",
    err_soft="#38201F",
    err_line="#8F4A44",
    heat_negative="#E8953A",
    heat_end="#FFFFFF",
    shadow="#000000",
    shadow_opacity=0.5,
)

LIGHT = Palette(
    name="light",
    bg="#F1F3F6",
    surface="#FFFFFF",
    surface2="#F5F6F8",
    surface3="#E8EBF0",
    border="#DCE1E8",
    border2="#B9C2CE",
    grid="#E6E9EE",
    zero="#F1F3F6",
    dot="#DDE2E9",
    t1="#161B22",
    t2="#434E5E",
    t3="#5C6878",
    cursor="#161B22",
    accent="#006A5B",
    accent_ink="#FFFFFF",
    accent_soft="#DDF0EC",
    i="#636C0E",
    f="#BE1E62",
    k="#7A2A86",
    o="#066BA1",
    c="#006A5B",
    h="#2E3742",
    pos="#2450B8",
    neg="#A84A00",
    pos_fill="#3568D4",
    neg_fill="#D9741A",
    warn="#855B00",
    warn_soft="#FBF1D6",
    err="#B3261E",
    err_soft="#FCEBE9",
    err_line="#E0A29C",
    heat_negative="#C25E00",
    heat_end="#0E1116",
    shadow="#161B22",
    shadow_opacity=0.18,
)
