"""Layers on the clipboard: JSON, so they can be pasted into another window or an editor."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from explorer.problem import UserProblem
from explorer.stack.serial import stack_from_json, stack_to_json
from explorer.stack.spec import LayerSpec, StackSpec

MIME = "application/x-carrytrack-layers"


def layers_to_mime(layers: Sequence[LayerSpec]) -> QMimeData:
    """Return the layers as mime data, also readable as text."""
    text = json.dumps(stack_to_json(StackSpec(layers=tuple(layers), title="Layers")), indent=1)
    mime = QMimeData()
    mime.setText(text)
    mime.setData(MIME, text.encode())
    return mime


def mime_to_layers(mime: QMimeData) -> list[LayerSpec]:
    """Return the layers in the mime data. UserProblem where there are none to read."""
    if not mime.hasFormat(MIME):
        raise UserProblem("The clipboard holds no layers: copy some on the canvas first.")
    try:
        found = json.loads(bytes(mime.data(MIME).data()))
    except ValueError as error:
        raise UserProblem("The layers on the clipboard are damaged: copy them again.") from error
    return list(stack_from_json(found).layers)
