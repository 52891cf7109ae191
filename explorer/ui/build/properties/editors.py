"""One editor for each type of option: number, choice, switch. `edited` carries the new value."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.stack.option import Option, Value
from explorer.ui.build.properties.gesture import Gesture
from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.number_box import FloatBox, IntBox
from explorer.ui.controls.slider import FloatSlider, Slider
from explorer.ui.controls.switch import Switch

_BOX_WIDTH = 76
_LONGEST_SLIDER = 1000


class Editor(QWidget):
    """Shows a value and lets it be changed; `gesture` says which changes are one undo step."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.gesture = Gesture()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)

    def show_value(self, value: Value) -> None:
        """Show a value without telling anyone."""
        raise NotImplementedError

    def focus_widget(self) -> QWidget:
        """Return what takes the keyboard."""
        raise NotImplementedError


class NumberEditor(Editor):
    """A number box, and a slider where the range is small enough to aim in."""

    def __init__(self, name: str, option: Option) -> None:
        super().__init__()
        whole = option.type is int
        low, high = option.low or 0, 1_000_000 if option.high is None else option.high
        slider_high = option.slider_high or high
        self._low, self._high = low, high
        step = option.step or (1 if whole else 0.01)
        self.box: IntBox | FloatBox
        self.slider: Slider | None = None
        if whole:
            self.box = IntBox(int(low), int(high), int(low), int(step), name=name)
        else:
            self.box = FloatBox(low, high, low, step, name=name)
        self.box.setSpecialValueText(option.low_means)
        self.row.addWidget(self.box)
        self.box.setMinimumWidth(_BOX_WIDTH)
        # Words in place of a number need the room.
        if not option.low_means and (slider_high - low) / step <= _LONGEST_SLIDER:
            self.box.setFixedWidth(_BOX_WIDTH)
            self._add_slider(name, low, slider_high, step, whole)
        self.box.valueChanged.connect(self._on_box)

    def _add_slider(self, name: str, low: float, high: float, step: float, whole: bool) -> None:
        if whole:
            self.slider = Slider(name=f"{name} slider")
            self.slider.setRange(int(low), int(high))
            self.slider.valueChanged.connect(self._on_slider)
        else:
            self.slider = FloatSlider(low, high, step, name=f"{name} slider")
            self.slider.number_changed.connect(self._on_slider)
        self.slider.sliderPressed.connect(self.gesture.press)
        self.slider.sliderReleased.connect(self.gesture.release)
        self.row.addWidget(self.slider, 1)

    def show_value(self, value: Value) -> None:
        """Move box and slider."""
        assert isinstance(value, int | float)
        with QSignalBlocker(self.box):
            self.box.setValue(value)  # pyright: ignore[reportArgumentType]
        self._show_on_slider(value)

    def focus_widget(self) -> QWidget:
        """Return the number box."""
        return self.box

    def _show_on_slider(self, value: float) -> None:
        if self.slider is None or self.slider.isSliderDown():
            return
        with QSignalBlocker(self.slider):
            if isinstance(self.slider, FloatSlider):
                self.slider.set_number(value)
            else:
                self.slider.setValue(int(value))
        self.slider.update()

    def _on_box(self, value: float) -> None:
        self._show_on_slider(value)
        self.edited.emit(value)

    def _on_slider(self, value: float) -> None:
        # The last stop of a slider may lie a little beyond what the option takes.
        value = max(self._low, min(round(value, 6), self._high))
        with QSignalBlocker(self.box):
            self.box.setValue(value)  # pyright: ignore[reportArgumentType]
        self.edited.emit(value if isinstance(self.box, FloatBox) else int(value))


class ChoiceEditor(Editor):
    """A drop-down list of all that is allowed."""

    def __init__(self, name: str, option: Option) -> None:
        super().__init__()
        self._choices = option.choices or ()
        self.combo = DropDown(name)
        self.combo.addItems([str(choice) for choice in self._choices])
        self.combo.activated.connect(self._on_choice)
        self.row.addWidget(self.combo, 1)

    def show_value(self, value: Value) -> None:
        """Pick the value."""
        self.combo.setCurrentIndex(self._choices.index(value))

    def focus_widget(self) -> QWidget:
        """Return the list."""
        return self.combo

    def _on_choice(self, place: int) -> None:
        self.edited.emit(self._choices[place])


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, name: str, option: Option) -> None:
        super().__init__()
        self.switch = Switch(name)
        self.switch.clicked.connect(self._on_click)
        self.row.addWidget(self.switch)
        if option.note:
            note = QLabel(option.note)
            note.setProperty("role", "hint")
            self.row.addWidget(note)
        self.row.addStretch(1)

    def show_value(self, value: Value) -> None:
        """Flip to the value."""
        self.switch.setChecked(bool(value))

    def focus_widget(self) -> QWidget:
        """Return the switch."""
        return self.switch

    def _on_click(self, on: bool) -> None:
        self.edited.emit(on)


def editor_for(name: str, option: Option) -> Editor:
    """Return the editor that suits an option."""
    if option.choices is not None:
        return ChoiceEditor(name, option)
    if option.type is bool:
        return SwitchEditor(name, option)
    return NumberEditor(name, option)
