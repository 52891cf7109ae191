"""A stack ↔ the configuration inside a Keras file. Needs no Keras.

Format: keras/src/saving/serialization_lib.py; options that are left out have Keras's defaults.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS, BidirectionalSpec
from explorer.stack.naming import free_name, model_name, name_complaint
from explorer.stack.spec import LayerSpec, StackSpec

PACKAGE = "carrytrack"
# Kinds that Keras itself does not have: opening the file there needs a registered class.
OWN_KINDS = {"CarryLSTM"}

Json = dict[str, Any]


@dataclass(frozen=True)
class KerasModel:
    """What a configuration says: the stack, and how many timesteps it reads (None: any)."""

    stack: StackSpec
    maxlen: int | None


# Options that change what a layer computes and that only one value of is known here.
REQUIRED: dict[str, Json] = {
    "Embedding": {},
    "SimpleRNN": {"return_state": False, "stateful": False},
    "LSTM": {"return_state": False, "stateful": False},
    "GRU": {"return_state": False, "stateful": False, "reset_after": True},
    "CarryLSTM": {},
    "Bidirectional": {},
    "Conv1D": {"groups": 1, "data_format": "channels_last"},
    "MaxPooling1D": {"data_format": "channels_last"},
    "AveragePooling1D": {"data_format": "channels_last"},
    "GlobalMaxPooling1D": {"data_format": "channels_last", "keepdims": False},
    "GlobalAveragePooling1D": {"data_format": "channels_last", "keepdims": False},
    "Dropout": {"noise_shape": None},
    "SpatialDropout1D": {},
    "Dense": {},
    "Flatten": {"data_format": "channels_last"},
}


def model_config(stack: StackSpec, maxlen: int) -> Json:
    """Return the configuration of a Sequential model of the enabled layers."""
    first = {"batch_shape": [None, maxlen], "dtype": "int32", "name": "input_ids"}
    layers = [_object("InputLayer", first), *(_layer_config(layer) for layer in stack.active)]
    config = {"name": model_name(stack.title), "trainable": True, "layers": layers}
    config["build_input_shape"] = [None, maxlen]
    return {"module": "keras", "class_name": "Sequential", "config": config} | _unregistered()


def _object(kind: str, config: Json) -> Json:
    own = kind in OWN_KINDS
    return {
        "module": None if own else "keras.layers",
        "class_name": kind,
        "config": config,
        "registered_name": f"{PACKAGE}>{kind}" if own else None,
    }


def _unregistered() -> Json:
    return {"registered_name": None}


def _layer_config(layer: LayerSpec) -> Json:
    options = {field.name: getattr(layer, field.name) for field in fields(layer)}
    options.pop("enabled")
    options["dtype"] = "float32"
    if not options["name"]:
        options.pop("name")
    if "pool_size" in options:
        options["strides"] = options["strides"] or None
    if isinstance(layer, BidirectionalSpec):
        options["layer"] = _layer_config(layer.layer)
    return _object(layer.kind, options)


def read_config(config: object, title: str) -> KerasModel:
    """Read a configuration. Raises UserProblem naming the layer that cannot be read."""
    model = _member(config, "The model")
    kind = model.get("class_name")
    if kind not in ("Sequential", "Functional"):
        raise UserProblem(f"The model is of the kind {kind}: only Sequential models can be read.")
    inside = _member(model.get("config"), "The model")
    layers = inside.get("layers")
    if not isinstance(layers, list):
        raise UserProblem("The model's configuration lists no layers: the file is damaged.")
    if kind == "Functional":
        _check_chain(layers)
    found = [_member(layer, "A layer") for layer in layers]
    shape = inside.get("build_input_shape")
    specs: list[LayerSpec] = []
    for layer in found:
        if layer.get("class_name") == "InputLayer":
            shape = _member(layer.get("config"), "The input layer").get("batch_shape", shape)
        else:
            specs.append(_read_layer(layer, {spec.name for spec in specs}))
    return KerasModel(StackSpec(tuple(specs), title), _timesteps(shape))


def _member(value: object, what: str) -> Json:
    if not isinstance(value, dict):
        raise UserProblem(f"{what} has no configuration: the file is damaged.")
    return value


def _timesteps(shape: object) -> int | None:
    """Return T of an input shape [None, T]."""
    if not isinstance(shape, list | tuple) or len(shape) != 2:
        raise UserProblem("The model does not read token ids, one row of them a review.")
    steps = shape[1]
    if steps is not None and (not isinstance(steps, int) or steps < 1):
        raise UserProblem(f"The model reads {steps!r} timesteps: the file is damaged.")
    return steps


def _check_chain(layers: list[Any]) -> None:
    """Raise UserProblem unless every layer reads the one before it."""
    before = None
    for layer in layers:
        content = _member(layer, "A layer")
        name = content.get("name") or _member(content.get("config"), "A layer").get("name")
        sources = _sources(content.get("inbound_nodes", []))
        if sources != ([] if before is None else [before]):
            raise UserProblem(
                f"The layer “{name}” does not read just the layer before it: only models that "
                "are one chain of layers can be read."
            )
        before = name


def _sources(nodes: object) -> list[str]:
    """Names of the layers whose outputs appear in inbound nodes."""
    if isinstance(nodes, dict):
        history = nodes.get("keras_history")
        if isinstance(history, list) and history:
            return [str(history[0])]
        return [name for value in nodes.values() for name in _sources(value)]
    if isinstance(nodes, list):
        return [name for value in nodes for name in _sources(value)]
    return []


def _read_layer(layer: Json, taken: set[str]) -> LayerSpec:
    kind = layer.get("class_name")
    config = _member(layer.get("config"), f"A layer of the kind {kind}")
    name = str(config.get("name") or kind)
    if kind not in KINDS or kind not in REQUIRED:
        raise UserProblem(f"The layer “{name}” is of the kind {kind}, which Carrytrack lacks.")
    _check_required(name, REQUIRED[kind], config)
    options = {
        field.name: _option(name, field.name, config[field.name])
        for field in fields(KINDS[kind])
        if field.name in config and field.name not in ("name", "enabled")
    }
    if options.get("pool_size") == options.get("strides"):
        options.pop("strides", None)  # our 0 says the same, and keeps saying it
    fitting = name if not name_complaint(name) else ""
    try:
        spec = KINDS[kind](name=free_name(fitting, kind, taken), **options)
    except (TypeError, ValueError) as error:
        raise UserProblem(f"The layer “{name}” cannot be read: {error}.") from error
    for option, said in (spec.wrong_options() | spec.clashes()).items():
        raise UserProblem(f"The layer “{name}” cannot run here: {option} {said}")
    if isinstance(spec, BidirectionalSpec) and config.get("backward_layer") is not None:
        _check_twin(name, spec, config["backward_layer"])
    return spec


def _check_twin(name: str, spec: BidirectionalSpec, backward: object) -> None:
    """Raise UserProblem unless the layer that reads backwards has the forward one's options."""
    twin = _read_layer(_member(backward, f"The layer “{name}”"), set())
    if replace(twin, name=spec.layer.name, go_backwards=False) != spec.layer:  # pyright: ignore
        raise UserProblem(
            f"The two directions of “{name}” have different options, which Carrytrack lacks."
        )


def _check_required(name: str, required: Json, config: Json) -> None:
    for option, value in required.items():
        if config.get(option, value) != value:
            raise UserProblem(
                f"The layer “{name}” has {option}={config[option]!r}, which Carrytrack lacks: it "
                f"runs {option}={value!r} only."
            )
    policy = config.get("dtype", "float32")
    if isinstance(policy, dict):
        policy = (policy.get("config") or {}).get("name", "float32")
    if policy not in ("float32", "int32", "int64", "float64"):
        raise UserProblem(f"The layer “{name}” computes in {policy}; Carrytrack does in float32.")


def _window(value: Any) -> Any:
    """[3] → 3: Keras writes the sizes of windows as lists."""
    return value[0] if isinstance(value, list | tuple) and len(value) == 1 else value


def _read_activation(value: Any) -> Any:
    """Return the name of an activation, which Keras may write as an object."""
    if isinstance(value, dict):
        value = value.get("config", value.get("class_name"))
    return "linear" if value is None else value


SHARES = {"rate", "dropout", "recurrent_dropout"}

READERS: dict[str, Callable[[Any], Any]] = {
    "kernel_size": _window,
    "pool_size": _window,
    "strides": lambda value: _window(value) or 0,
    "dilation_rate": _window,
    "activation": _read_activation,
    "recurrent_activation": _read_activation,
}


def _option(layer: str, option: str, value: Any) -> Any:
    if option == "layer":
        wrapped = _read_layer(_member(value, f"The layer wrapped in “{layer}”"), set())
        return replace(wrapped, name="")
    if option in READERS:
        return READERS[option](value)
    # JSON from elsewhere may write 0 for 0.0.
    whole_share = option in SHARES and isinstance(value, int) and not isinstance(value, bool)
    return float(value) if whole_share else value
