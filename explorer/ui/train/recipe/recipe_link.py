"""A field and the one session value it stands for, kept alike."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSignalBlocker, SignalInstance

from explorer.ui.controls.switch import Switch
from explorer.ui.train.recipe.recipe_fields import Choice, Field


class RecipeLink(QObject):
    """Writes `name` when the user changes the field; shows it whenever `changed` is emitted.

    `read` gives the value's holder, `write` takes the value under its name. Showing is silent, so
    a value that the field cannot hold is not answered with another one.
    """

    def __init__(
        self,
        field: Field,
        name: str,
        read: Callable[[], object],
        write: Callable[..., None],
        changed: SignalInstance,
    ) -> None:
        super().__init__(field)
        self._field, self._name, self._read, self._write = field, name, read, write
        self._told_by().connect(self._push)
        changed.connect(self._show)
        self._show()

    def _told_by(self) -> SignalInstance:
        if isinstance(self._field, Choice):
            return self._field.chosen
        return self._field.toggled if isinstance(self._field, Switch) else self._field.valueChanged

    def _push(self, value: float | str | bool) -> None:
        exact = round(value, 8) if isinstance(value, float) else value  # the field's own places
        self._write(**{self._name: exact})

    def _show(self) -> None:
        value = getattr(self._read(), self._name)
        if isinstance(self._field, Choice):
            self._field.show_value(value)
        elif isinstance(self._field, Switch):
            with QSignalBlocker(self._field):
                self._field.setChecked(value)
            self._field.update()
        else:
            with QSignalBlocker(self._field):
                self._field.setValue(value)
