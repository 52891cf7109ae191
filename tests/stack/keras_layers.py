"""The Keras layer of a spec, built from the same options."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

from dataclasses import fields
from typing import Any

from explorer.stack.kinds import KINDS, BidirectionalSpec
from explorer.stack.spec import LayerSpec

KERAS_KINDS = sorted(set(KINDS) - {"CarryLSTM"})
"""The kinds that Keras has, too."""


def keras_layer(spec: LayerSpec) -> Any:
    """Return a fresh Keras layer of the same class with the same options."""
    import keras

    options = {
        field.name: getattr(spec, field.name)
        for field in fields(spec)
        if field.name not in ("name", "enabled", "layer")
    }
    if spec.name:
        options["name"] = spec.name
    if "Pooling1D" in spec.kind and "strides" in options:
        options["strides"] = options["strides"] or None
    if isinstance(spec, BidirectionalSpec):
        return keras.layers.Bidirectional(keras_layer(spec.layer), **options)
    return getattr(keras.layers, spec.kind)(**options)
