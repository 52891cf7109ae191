"""Every layer without a state, in PyTorch."""

from explorer.stack.code.source import literal
from explorer.stack.code.torch_piece import MakePiece, Need, Piece, Place, Weight
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    MaxPooling1DSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.kinds.local_pooling import LocalPoolingSpec

ACTIVATIONS = {
    "linear": "{}",
    "relu": "torch.relu({})",
    "tanh": "torch.tanh({})",
    "sigmoid": "torch.sigmoid({})",
}
MINUS_INFINITY = ', value=float("-inf")'


def embedding(place: Place) -> Piece:
    """nn.Embedding; its table is laid out as Keras's."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, EmbeddingSpec)
    whole = layer.input_dim == place.max_features
    rows = "max_features" if whole else literal(layer.input_dim)
    return Piece(
        made=(f"self.{name} = nn.Embedding({rows}, {literal(layer.output_dim)})",),
        run=(f"x = self.{name}(ids)",),
        weights=(Weight(f"{name}.weight", f"{layer.name}/embeddings"),),
        plain=frozenset({"nn.Embedding"}),
    )


def dense(place: Place) -> Piece:
    """nn.Linear, whose weight is Keras's kernel transposed."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, DenseSpec)
    bias = "" if layer.use_bias else ", bias=False"
    sizes = f"{literal(place.features)}, {literal(layer.units)}"
    return Piece(
        made=(f"self.{name} = nn.Linear({sizes}{bias})",),
        run=(f"x = {ACTIVATIONS[layer.activation].format(f'self.{name}(x)')}",),
        weights=_kernel_and_bias(place, layer.use_bias),
        plain=frozenset({"nn.Linear"}),
    )


def conv1d(place: Place) -> Piece:
    """nn.Conv1d reads (B, F, T); its weight (filters, F, kernel_size) is Keras's turned round."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, Conv1DSpec)
    options = [
        literal(place.features),
        literal(layer.filters),
        literal(layer.kernel_size),
        *([f"stride={layer.strides}"] if layer.strides > 1 else []),
        *([f"dilation={layer.dilation_rate}"] if layer.dilation_rate > 1 else []),
        *([] if layer.use_bias else ["bias=False"]),
    ]
    before, after = _padded(place, layer.reach, layer.strides, layer.padding)
    slid = ACTIVATIONS[layer.activation].format(f"self.{name}(x.transpose(1, 2))")
    return Piece(
        made=(f"self.{name} = nn.Conv1d({', '.join(options)})",),
        run=(*_pad(before, after, layer.padding), f"x = {slid}.transpose(1, 2)"),
        weights=_kernel_and_bias(place, layer.use_bias),
        plain=frozenset({"nn.Conv1d"}),
    )


def max_pooling1d(place: Place) -> Piece:
    """nn.MaxPool1d; timesteps added at the ends never win."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, MaxPooling1DSpec)
    before, after = _padded(place, layer.pool_size, layer.stride, layer.padding)
    return Piece(
        made=(f"self.{name} = nn.MaxPool1d({_window(layer)})",),
        run=(
            *_pad(before, after, layer.padding, MINUS_INFINITY),
            f"x = self.{name}(x.transpose(1, 2)).transpose(1, 2)",
        ),
    )


def average_pooling1d(place: Place) -> Piece:
    """nn.AvgPool1d; timesteps added at the ends do not count."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, AveragePooling1DSpec)
    before, after = _padded(place, layer.pool_size, layer.stride, layer.padding)
    made = (f"self.{name} = nn.AvgPool1d({_window(layer)})",)
    if not before and not after:
        return Piece(made=made, run=(f"x = self.{name}(x.transpose(1, 2)).transpose(1, 2)",))
    ends = f"(0, 0, {before}, {after})"
    return Piece(
        made=made,
        run=(
            f"there = F.pad(torch.ones_like(x), {ends}).transpose(1, 2)",
            f"x = F.pad(x, {ends}).transpose(1, 2)",
            "# What same padding adds does not count.",
            f"x = (self.{name}(x) / self.{name}(there)).transpose(1, 2)",
        ),
    )


def global_max_pooling1d(place: Place) -> Piece:
    """The maximum over time, pads included."""
    return Piece(run=("x = x.amax(dim=1)",))


def global_average_pooling1d(place: Place) -> Piece:
    """The mean over time; pads do not count where a mask names them."""
    if not place.masked:
        return Piece(run=("x = x.mean(dim=1)",))
    return Piece(
        run=(
            "there = mask.unsqueeze(2).float()",
            "x = (x * there).sum(dim=1) / there.sum(dim=1).clamp_min(1.0)",
        ),
        needs=frozenset({Need.MASK}),
    )


def dropout(place: Place) -> Piece:
    """nn.Dropout."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, DropoutSpec)
    return Piece(made=(f"self.{name} = nn.Dropout({layer.rate!r})",), run=(f"x = self.{name}(x)",))


def spatial_dropout1d(place: Place) -> Piece:
    """nn.Dropout1d on (B, F, T), as a class of its own."""
    layer, name = place.layer, place.attribute
    assert isinstance(layer, SpatialDropout1DSpec)
    return Piece(
        made=(f"self.{name} = SpatialDropout1D({layer.rate!r})",),
        run=(f"x = self.{name}(x)",),
        needs=frozenset({Need.SPATIAL_DROPOUT}),
    )


def flatten(place: Place) -> Piece:
    """(B, T, F) → (B, T·F)."""
    return Piece(run=("x = x.flatten(1)",))


LAYERS: dict[str, MakePiece] = {
    "Embedding": embedding,
    "Dense": dense,
    "Conv1D": conv1d,
    "MaxPooling1D": max_pooling1d,
    "AveragePooling1D": average_pooling1d,
    "GlobalMaxPooling1D": global_max_pooling1d,
    "GlobalAveragePooling1D": global_average_pooling1d,
    "Dropout": dropout,
    "SpatialDropout1D": spatial_dropout1d,
    "Flatten": flatten,
}


def _kernel_and_bias(place: Place, use_bias: bool) -> tuple[Weight, ...]:
    name, key = place.attribute, place.layer.name
    kernel = Weight(f"{name}.weight", f"{key}/kernel", "{}.T")
    return (kernel, Weight(f"{name}.bias", f"{key}/bias")) if use_bias else (kernel,)


def _window(layer: LocalPoolingSpec) -> str:
    size = literal(layer.pool_size)
    return size if layer.stride == layer.pool_size else f"{size}, stride={literal(layer.stride)}"


def _padded(place: Place, reach: int, stride: int, padding: str) -> tuple[int, int]:
    """Return how many timesteps Keras adds before and after; the odd one of "same" behind."""
    if padding == "valid":
        return 0, 0
    if padding == "causal":
        return reach - 1, 0
    timesteps, count = place.input_shape[0], place.output_shape[0]
    total = max(0, (count - 1) * stride + reach - timesteps)
    return total // 2, total - total // 2


def _pad(before: int, after: int, padding: str, value: str = "") -> tuple[str, ...]:
    if not before and not after:
        return ()
    return (f"x = F.pad(x, (0, 0, {before}, {after}){value})  # padding={literal(padding)}",)
