"""Recurrent layers in PyTorch: torch's own where it can, else a loop that is written out."""

from dataclasses import dataclass

from explorer.stack.code.source import literal
from explorer.stack.code.torch_piece import Need, Piece, Place, Weight
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    GRUSpec,
    LSTMSpec,
    RecurrentSpec,
    SimpleRNNSpec,
)

FUSED = {"SimpleRNN": "RNN", "LSTM": "LSTM", "GRU": "GRU"}
"""Keras's class → torch's."""
MERGES = {
    "concat": "torch.cat([{}, {}], dim={})",
    "sum": "{} + {}",
    "mul": "{} * {}",
    "ave": "({} + {}) / 2",
}
FUNCTIONS = {
    "tanh": "torch.tanh",
    "relu": "torch.relu",
    "sigmoid": "torch.sigmoid",
    "hard_sigmoid": "F.hardsigmoid",
    "linear": "nn.Identity()",
}


@dataclass(frozen=True)
class Reader:
    """One module that reads a review in one direction, or torch's in both.

    `path` is its attribute, `key` what its arrays' names begin with, `suffix` what torch's
    parameter names end with.
    """

    spec: RecurrentSpec
    path: str
    key: str
    fused: bool
    suffix: str = ""

    def weights(self) -> tuple[Weight, ...]:
        """Return where each of its Keras arrays goes."""
        names = ["kernel", "recurrent_kernel", *(["bias"] if self.spec.use_bias else [])]
        if not self.fused:
            more = ["carry_kernel"] if isinstance(self.spec, CarryLSTMSpec) else []
            return tuple(Weight(f"{self.path}.{name}", self.key + name) for name in names + more)
        ordered = "r_before_z({})" if isinstance(self.spec, GRUSpec) else "{}"
        found = [
            Weight(self._of_torch("weight_ih"), f"{self.key}kernel", ordered + ".T"),
            Weight(self._of_torch("weight_hh"), f"{self.key}recurrent_kernel", ordered + ".T"),
        ]
        if self.spec.use_bias and isinstance(self.spec, GRUSpec):
            for row, name in enumerate(("bias_ih", "bias_hh")):
                found.append(Weight(self._of_torch(name), f"{self.key}bias", f"{ordered}[{row}]"))
        elif self.spec.use_bias:
            found.append(Weight(self._of_torch("bias_ih"), f"{self.key}bias"))
        return tuple(found)

    def started(self) -> tuple[str, ...]:
        """Return what differs from how its class starts."""
        bias = self._of_torch("bias_ih") if self.fused else f"{self.path}.bias"
        if not self.spec.use_bias:
            frozen = f"nn.init.zeros_(self.{bias}).requires_grad_(False)  # use_bias=False"
            return () if self.fused else (frozen,)
        if isinstance(self.spec, LSTMSpec) and not self.spec.unit_forget_bias:
            return (f"nn.init.zeros_(self.{bias})  # unit_forget_bias=False",)
        return ()

    def _of_torch(self, name: str) -> str:
        return f"{self.path}.{name}_l0{self.suffix}"


def recurrent(place: Place) -> Piece:
    """One direction."""
    spec = place.layer
    assert isinstance(spec, RecurrentSpec)
    fused = is_fused(spec, place.masked)
    reader = Reader(spec, place.attribute, f"{place.layer.name}/", fused)
    read = _read("x" if spec.return_sequences else "h", reader, place, spec.go_backwards)
    last = () if spec.return_sequences else ("x = h[:, -1]",)
    return _piece(place, [reader], (*_drop(place, spec), read, *last))


def bidirectional(place: Place) -> Piece:
    """Both directions: one module of torch's where it serves, else two."""
    layer = place.layer
    assert isinstance(layer, BidirectionalSpec)
    inner, key = layer.layer, f"{layer.name}/"
    fused = is_fused(inner, place.masked)
    if fused and not inner.dropout:  # each direction drops inputs of its own
        name = place.attribute
        readers = [
            Reader(inner, name, f"{key}forward/", fused),
            Reader(inner, name, f"{key}backward/", fused, "_reverse"),
        ]
        return _piece(place, readers, _both_at_once(place, layer))
    readers = [
        Reader(inner, place.companions[way], f"{key}{way}/", fused)
        for way in ("forward", "backward")
    ]
    reads = [
        _read(result, reader, place, backwards, _dropped(place, inner))
        for result, reader, backwards in zip(("ahead", "back"), readers, (False, True), strict=True)
    ]
    if inner.return_sequences:
        joined = [f"x = {_merged(layer, 'ahead', 'back.flip(1)')}"]
        if place.masked:
            joined.append("x = x * mask.unsqueeze(2)  # as in Keras: zeros at pads")
    else:
        joined = [f"x = {_merged(layer, 'ahead[:, -1]', 'back[:, -1]')}"]
    return _piece(place, readers, (*reads, *joined))


def is_fused(spec: RecurrentSpec, masked: bool) -> bool:
    """Whether torch's own layer computes exactly this one.

    A mask forbids it: packed sequences would serve pads after the text, not those before it.
    """
    if masked or spec.recurrent_dropout or isinstance(spec, CarryLSTMSpec):
        return False
    if isinstance(spec, SimpleRNNSpec):
        return spec.activation in ("tanh", "relu")
    assert isinstance(spec, LSTMSpec | GRUSpec)
    return (spec.activation, spec.recurrent_activation) == ("tanh", "sigmoid")


def _piece(place: Place, readers: list[Reader], run: tuple[str, ...]) -> Piece:
    spec = readers[0].spec
    made = [_made(path, readers, place) for path in dict.fromkeys(each.path for each in readers)]
    needs: set[Need] = set()
    if spec.dropout:
        made.append(f"self.{place.companions['dropout']} = SpatialDropout1D({spec.dropout!r})")
        needs.add(Need.SPATIAL_DROPOUT)
    if place.masked:
        needs |= {Need.MASK, Need.LOOP_MASK}
    fused = readers[0].fused
    if fused and isinstance(spec, GRUSpec):
        needs.add(Need.GRU_ORDER)
    if not fused:
        needs |= {need for need, _ in _loop_options(spec)}
    return Piece(
        made=tuple(made),
        started=tuple(line for each in readers for line in each.started()),
        run=run,
        weights=tuple(weight for each in readers for weight in each.weights()),
        needs=frozenset(needs),
        fused=frozenset({FUSED[spec.kind]} if fused else ()),
        looped=frozenset(() if fused else {spec.kind}),
    )


def _made(path: str, readers: list[Reader], place: Place) -> str:
    spec, fused = readers[0].spec, readers[0].fused
    sizes = [literal(place.features), literal(spec.units)]
    if not fused:
        options = [source for _, source in _loop_options(spec)]
        return f"self.{path} = {spec.kind}({', '.join(sizes + options)})"
    both = len(readers) > 1 and readers[1].suffix
    options = [
        *(['nonlinearity="relu"'] if spec.activation == "relu" else []),
        *([] if spec.use_bias else ["bias=False"]),
        "batch_first=True",
        *(["bidirectional=True"] if both else []),
    ]
    return f"self.{path} = nn.{FUSED[spec.kind]}({', '.join(sizes + options)})"


def _loop_options(spec: RecurrentSpec) -> list[tuple[Need, str]]:
    found: list[tuple[Need, str]] = []
    if spec.activation != "tanh":
        found.append((Need.LOOP_ACTIVATION, f"activation={FUNCTIONS[spec.activation]}"))
    gate = getattr(spec, "recurrent_activation", "sigmoid")
    if gate != "sigmoid":
        found.append((Need.LOOP_GATE, f"recurrent_activation={FUNCTIONS[gate]}"))
    if spec.recurrent_dropout:
        found.append((Need.LOOP_DROPOUT, f"recurrent_dropout={spec.recurrent_dropout!r}"))
    return found


def _read(result: str, reader: Reader, place: Place, backwards: bool, x: str = "x") -> str:
    """Return the line that reads x; its outputs come in the order of reading."""
    turn = ".flip(1)" if backwards else ""
    if reader.fused:
        return f"{result}, _ = self.{reader.path}({x}{turn})"
    mask = f", mask{turn}" if place.masked else ""
    return f"{result} = self.{reader.path}({x}{turn}{mask})"


def _drop(place: Place, spec: RecurrentSpec) -> tuple[str, ...]:
    return (f"x = {_dropped(place, spec)}",) if spec.dropout else ()


def _dropped(place: Place, spec: RecurrentSpec) -> str:
    return f"self.{place.companions['dropout']}(x)" if spec.dropout else "x"


def _both_at_once(place: Place, layer: BidirectionalSpec) -> tuple[str, ...]:
    name = place.attribute
    if layer.return_sequences and layer.merge_mode == "concat":
        return (f"x, _ = self.{name}(x)",)
    joined = (
        _merged(layer, "ahead", "back")
        if layer.return_sequences
        else _merged(layer, "ahead[:, -1]", "back[:, 0]")
    )
    return (f"h, _ = self.{name}(x)", "ahead, back = h.chunk(2, dim=2)", f"x = {joined}")


def _merged(layer: BidirectionalSpec, ahead: str, back: str) -> str:
    axis = 2 if layer.return_sequences else 1
    return MERGES[layer.merge_mode].format(ahead, back, axis)
