"""Palette, theme, fonts, icons and style sheet."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QIcon, QRawFont
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from explorer.ui.theme import fonts, icons, stylesheet
from explorer.ui.theme.icon_paths import ICON_PATHS
from explorer.ui.theme.palette import DARK, LIGHT, Palette
from explorer.ui.theme.theme import apply_theme, theme

BOTH = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
SIGNALS = "ifkochzrn"


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication):
    apply_theme(qapp)
    yield
    theme().set_mode("dark")


# Palette --------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("ground", ["bg", "surface", "surface2"])
@pytest.mark.parametrize("ink", ["t1", "t2", "t3", "pos", "neg", "warn", "err", *"ifkoch"])
def test_text_is_readable_on_every_ground(palette: Palette, ground: str, ink: str):
    assert _contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("accent_ink", "accent"),
        ("t1", "surface3"),
        ("t2", "surface3"),
        ("t1", "err_soft"),
        ("err", "err_soft"),
        ("t1", "warn_soft"),
        ("t1", "accent_soft"),
    ],
)
def test_text_is_readable_on_coloured_grounds(palette: Palette, ink: str, ground: str):
    assert _contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@BOTH
def test_gru_signals_take_the_hue_of_their_lstm_counterpart(palette: Palette):
    assert (palette.signal("z"), palette.signal("r"), palette.signal("n")) == (
        palette.f,
        palette.i,
        palette.k,
    )
    assert palette.colour("z").name().upper() == palette.f.upper()
    assert palette.colour("accent", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)


# Theme ----------------------------------------------------------------------------------


def test_a_mode_changes_the_palette_and_says_so_once(qtbot):
    theme().set_mode("dark")
    with qtbot.waitSignal(theme().changed, timeout=1000):
        theme().set_mode("light")
    assert theme().palette is LIGHT
    with qtbot.assertNotEmitted(theme().changed):
        theme().set_mode("light")


def test_system_mode_follows_the_desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    theme().set_mode("system")
    schemes = iter([Qt.ColorScheme.Light, Qt.ColorScheme.Dark])

    class Desktop:
        def colorScheme(self) -> Qt.ColorScheme:
            return next(schemes)

    monkeypatch.setattr(theme(), "_hints", Desktop())
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme().palette is LIGHT
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme().palette is DARK


def test_a_chosen_mode_ignores_the_desktop(qapp: QApplication):
    theme().set_mode("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme().palette is LIGHT


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="sepia"):
        theme().set_mode("sepia")


def test_there_is_one_theme_and_dressing_twice_changes_nothing(qapp: QApplication):
    first, sheet = theme(), qapp.styleSheet()
    apply_theme(qapp)
    assert theme() is first
    assert qapp.styleSheet() == sheet


def test_widgets_take_the_colours_of_the_new_theme(qapp: QApplication, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(100, 40)
    grounds = []
    for mode in ("dark", "light"):
        theme().set_mode(mode)
        grounds.append(field.grab().toImage().pixelColor(50, 10).name().upper())
    assert grounds == [DARK.surface2, LIGHT.surface2]


# Style sheet ----------------------------------------------------------------------------


@BOTH
def test_the_style_sheet_is_filled_in_and_its_pictures_exist(palette: Palette):
    sheet = stylesheet.style_sheet(palette)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    pictures = {
        line.split('url("')[1].split('")')[0] for line in sheet.splitlines() if "url(" in line
    }
    assert pictures
    for picture in pictures:
        assert Path(picture).is_file(), picture


@pytest.mark.parametrize(
    ("widget", "role", "height"),
    [
        (QPushButton, "", 32),
        (QPushButton, "primary", 32),
        (QPushButton, "small", 24),
        (QLineEdit, "", 32),
        (QComboBox, "", 32),
        (QComboBox, "small", 24),
    ],
)
def test_controls_are_32_high_and_small_ones_24(qtbot, widget: type[QWidget], role, height):
    made = widget()
    qtbot.addWidget(made)
    made.setProperty("role", role)
    made.ensurePolished()
    assert made.sizeHint().height() == height


def test_a_role_given_later_takes_effect(qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.fontInfo().pixelSize()
    stylesheet.set_role(label, "title")
    assert (before, label.fontInfo().pixelSize()) == (13, 20)


# Fonts ----------------------------------------------------------------------------------


def test_the_bundled_fonts_load_with_their_licences():
    assert {"Inter", "JetBrains Mono"} <= set(fonts.load_fonts())
    files = list(fonts.FONT_FOLDER.iterdir())
    assert sum(file.stat().st_size for file in files) < 2_500_000
    for name in ("Inter-OFL.txt", "JetBrainsMono-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (fonts.FONT_FOLDER / name).read_text().upper()


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
@pytest.mark.parametrize(
    ("make", "family"), [(fonts.ui_font, "Inter"), (fonts.mono_font, "JetBrains Mono")]
)
def test_each_weight_is_its_own_drawing(make, family: str, weight: int):
    font = make(13, weight)
    assert QFontInfo(font).family() == family
    assert QRawFont.fromFont(font).weight() == weight
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


@pytest.mark.parametrize("make", [fonts.ui_font, fonts.mono_font])
def test_the_signs_the_window_uses_are_in_the_fonts(make):
    raw = QRawFont.fromFont(make(13))
    assert [sign for sign in "₀₉→−×·σ±½…" if not raw.supportsCharacter(ord(sign))] == []


# Icons ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ICON_PATHS)
def test_every_icon_is_drawn(name: str):
    ET.fromstring(icons.svg_source(name, "#ff0000"))
    image = icons.pixmap(name, "t1", 24).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
    assert inked > 8


def test_icons_are_crisp_on_dense_screens():
    picture = icons.pixmap("play", "t1", 16, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    wide = icons.icon("play").pixmap(QSize(16, 16), 3.0)
    assert (wide.width(), wide.devicePixelRatio()) == (48, 3.0)


def test_an_icon_follows_theme_state_and_wish():
    def ink(icon: QIcon, mode=QIcon.Mode.Normal, state=QIcon.State.Off) -> str:
        return icon.pixmap(QSize(24, 24), 1.0, mode, state).toImage().pixelColor(12, 12).name()

    plain, accent = icons.icon("stop"), icons.icon("stop", "accent")
    for palette in (DARK, LIGHT):
        theme().set_mode(palette.name)
        assert ink(plain) == palette.t2.lower()
        assert ink(plain, QIcon.Mode.Disabled) == palette.t3.lower()
        assert ink(plain, state=QIcon.State.On) == palette.t1.lower()
        assert ink(accent) == palette.accent.lower()


def test_an_unknown_icon_is_refused():
    with pytest.raises(KeyError, match="unicorn"):
        icons.icon("unicorn")


@BOTH
@pytest.mark.parametrize(
    ("file", "name", "token"),
    [
        ("chevron_down", "chevron_down", "t3"),
        ("chevron_up", "chevron_up", "t3"),
        ("chevron_right", "chevron_right", "t3"),
        ("check", "check", "accent_ink"),
        ("check_plain", "check", "t1"),
    ],
)
def test_the_style_sheets_marks_are_the_icons_in_the_themes_colours(
    palette: Palette, file: str, name: str, token: str
):
    drawn = (stylesheet.ICON_FOLDER / palette.name / f"{file}.svg").read_bytes()
    assert drawn == icons.svg_source(name, getattr(palette, token))
