"""Names of layers and models, as Keras gives them."""

import re
from collections.abc import Collection


def layer_name(kind: str) -> str:
    """Return Keras's default name of a layer class: SimpleRNN → simple_rnn."""
    spaced = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", kind)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()


def free_name(wanted: str, kind: str, taken: Collection[str]) -> str:
    """Return `wanted` if it is free, else its stem with the first free number: lstm_1, lstm_2.

    Without a wanted name the stem is Keras's for `kind`.
    """
    if wanted and wanted not in taken:
        return wanted
    stem = re.sub(r"_\d+$", "", wanted) or layer_name(kind)
    name, number = stem, 0
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    return name


def name_complaint(name: str) -> str:
    """Return what is wrong with a layer's name, or nothing.

    Names become keys of weights ("lstm/kernel") and attributes in torch: no slash, no dot.
    """
    if not name:
        return "A layer needs a name."
    if len(name) > 60:
        return "A layer's name has at most 60 characters."
    if not re.fullmatch(r"\w[\w-]*", name):
        return "A layer's name is made of letters, digits, _ and -."
    return ""


def model_name(title: str) -> str:
    """Return a stack's title as Keras names a model: “Conv + LSTM” → conv_lstm."""
    return re.sub(r"\W+", "_", title).strip("_").lower() or "model"
