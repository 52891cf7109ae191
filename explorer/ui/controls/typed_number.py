"""Numbers as they are typed: any is taken, and one out of range becomes the nearest, with a word.

Qt refuses the keys instead: 100 in a field that ends at 10 becomes 10, and -3 becomes 3, and
nobody says so.
"""

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_BEGUN = re.compile(r"[+\-\u2212]?[\d,]*\.?\d*(e[+\-]?\d*)?", re.IGNORECASE)
Validity = QValidator.State


def validity(
    box: QSpinBox | QDoubleSpinBox, text: str, qt_says: tuple[Validity, str, int]
) -> tuple[Validity, str, int]:
    """Return Qt's verdict, but let whatever begins like a number be typed to its end."""
    if qt_says[0] == Validity.Invalid and _BEGUN.fullmatch(_bare(box, text)):
        return Validity.Intermediate, text, qt_says[2]
    return qt_says


def nearest_text(box: QSpinBox | QDoubleSpinBox, text: str) -> tuple[str, str]:
    """Return the text of the nearest value in the range, and a sentence if that is another.

    What is no number is returned as it is: the field then keeps the value that it had.
    """
    typed = _bare(box, text)
    try:
        number = float(typed.replace(",", "").replace("\u2212", "-"))
    except ValueError:
        return text, ""
    low, high = box.minimum(), box.maximum()
    value, kind = min(max(number, low), high), "numbers"
    if isinstance(box, QSpinBox):
        value, kind = round(value), "whole numbers"
    written = _written(box, value)
    shown = f"{box.prefix()}{written}{box.suffix()}"
    if value == number:
        return shown, ""
    name = f"“{box.accessibleName()}”" if box.accessibleName() else "This field"
    ends = f"{_written(box, low)} to {_written(box, high)}"
    return shown, f"{name} takes {kind} from {ends}: {typed} became {written}."


def _bare(box: QSpinBox | QDoubleSpinBox, text: str) -> str:
    return text.removeprefix(box.prefix()).removesuffix(box.suffix()).strip()


def _written(box: QSpinBox | QDoubleSpinBox, value: float) -> str:
    return box.textFromValue(value)  # pyright: ignore[reportArgumentType]
