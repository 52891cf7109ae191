"""The teaching twin's source for one layer: a script that runs, with that layer's shapes."""

import inspect
from collections.abc import Callable

from explorer.network import numpy_reference
from explorer.network.recurrent import Recurrent

LOOPS: dict[str, Callable[..., numpy_reference.Signals]] = {
    "SimpleRNN": numpy_reference.simple_rnn,
    "LSTM": numpy_reference.lstm,
    "CarryLSTM": numpy_reference.carry_lstm,
    "GRU": numpy_reference.gru,
}
"""The loop of every recurrent kind."""

_ACTIVATIONS = {
    "relu": "np.maximum(z, 0.0)",
    "linear": "z",
    "hard_sigmoid": "np.clip(z / 6.0 + 0.5, 0.0, 1.0)",
}
_BORROWED = {"tanh": "np.tanh", "sigmoid": "sigmoid"}
_OPENING = "import numpy as np\n\nArray = np.ndarray\nSignals = dict[str, Array]\n"


def numpy_code(layer: Recurrent) -> str:
    """Return a module that computes every signal of `layer`, one timestep after another.

    Its loop is `numpy_reference`'s own text, with the layer's activations put in where they are
    not Keras's defaults.
    """
    loop = LOOPS[layer.spec.kind]
    squash = layer.spec.activation
    gate = getattr(layer.spec, "recurrent_activation", "sigmoid")
    text = inspect.getsource(loop)
    # Through a name that no text has, so that a tanh that becomes sigmoid is not exchanged again.
    text = text.replace("np.tanh(", "\0(").replace("sigmoid(", f"{_called(gate)}(")
    text = text.replace("\0(", f"{_called(squash)}(")
    used = sorted({squash, gate} & _ACTIVATIONS.keys())
    parts = [
        _heading(layer),
        _OPENING,
        *(f"def {name}(z: Array) -> Array:\n    return {_ACTIVATIONS[name]}\n" for name in used),
        text,
        inspect.getsource(numpy_reference.by_name),
    ]
    if "sigmoid(" in text.replace("hard_sigmoid(", ""):
        parts.insert(2, inspect.getsource(numpy_reference.sigmoid))
    heading, opening, *functions = (part.rstrip("\n") for part in parts)
    return "\n\n\n".join([f"{heading}\n\n{opening}", *functions]) + "\n"


def _called(activation: str) -> str:
    return _BORROWED.get(activation, activation)


def _heading(layer: Recurrent) -> str:
    """Say what the arrays are: names, shapes, and what is special about this layer."""
    kernel, recurrent_kernel, bias, *more = layer.weights
    assert kernel is not None and recurrent_kernel is not None
    features, units = kernel.shape[0], layer.units
    lines = [
        f"{layer.spec.kind} “{layer.name}” as a plain loop, for one review: no batch, no tricks.",
        f"T timesteps, E = {features} features read, H = {units} units.",
        "",
        _line("x", f"(T, {features})", "what the layer reads"),
        _line("W", _shape(kernel.shape), "kernel"),
        _line("U", _shape(recurrent_kernel.shape), "recurrent_kernel"),
        _bias_line(layer, None if bias is None else bias.shape),
        *(_line("V", _shape(one.shape), "carry_kernel") for one in more if one is not None),
    ]
    if layer.spec.go_backwards:
        lines += ["", "This layer reads backwards: hand it x[::-1]."]
    return "\n".join(f"# {line}".rstrip() for line in lines)


def _bias_line(layer: Recurrent, shape: tuple[int, ...] | None) -> str:
    if shape is not None:
        return _line("b", _shape(shape), "bias")
    zeros = "np.zeros((2, 1))" if layer.spec.kind == "GRU" else "0.0"
    return _line("b", zeros, "this layer has no bias")


def _line(letter: str, what: str, meaning: str) -> str:
    return f"  {letter}  {what:<11} {meaning}"


def _shape(shape: tuple[int, ...]) -> str:
    inner = ", ".join(map(str, shape))
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
