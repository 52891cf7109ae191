"""Convolution, pooling and the other layers without a state against real Keras."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explorer.network.windows import Windows
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    MaxPooling1DSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.spec import LayerSpec
from tests.network.keras_twin import compare, drawn_mask, our_layer, run_ours

dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


@dtypes
@pytest.mark.parametrize("padding", ["valid", "same", "causal"])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)])
@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
def test_conv1d_equals_keras(dtype, padding, stride, dilation, kernel):
    spec = Conv1DSpec(
        filters=3,
        kernel_size=kernel,
        padding=padding,
        strides=stride,
        dilation_rate=dilation,
        activation="relu",
    )
    compare(spec, (2, 11, 4), dtype=dtype)


def keras_repeats_the_edge(spec, length):
    """On torch, Keras fills uneven "same" padding of a mean with copies of the last timestep.

    On TensorFlow and JAX timesteps that were added do not count; so they do not here.
    """
    if not isinstance(spec, AveragePooling1DSpec):
        return False
    before, after = Windows(length, spec.pool_size, spec.stride, spec.padding).padded
    return before != after


@dtypes
@pytest.mark.parametrize("kind", [MaxPooling1DSpec, AveragePooling1DSpec])
@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize(("pool", "stride"), [(2, 2), (3, 2), (3, 1), (2, 3), (5, 2), (1, 0)])
def test_pooling_equals_keras(dtype, kind, padding, pool, stride):
    spec = kind(pool_size=pool, strides=stride, padding=padding)
    length = next(n for n in range(11, 20) if not keras_repeats_the_edge(spec, n))
    compare(spec, (2, length, 3), dtype=dtype)


@settings(max_examples=60, deadline=None)
@given(length=st.integers(1, 15), pool=st.integers(1, 6), stride=st.integers(1, 4))
def test_average_of_what_is_there(length, pool, stride):
    spec = AveragePooling1DSpec(pool_size=pool, strides=stride, padding="same")
    x = np.random.default_rng(length).normal(size=(2, length, 3))
    windows = Windows(length, pool, stride, "same")
    first, last = windows.covered()
    means = [x[:, a : b + 1].mean(1) for a, b in zip(first, last, strict=True)]
    output = run_ours(our_layer(spec, (length, 3), "float64", 0), x).output
    np.testing.assert_allclose(output, np.stack(means, 1), rtol=1e-12, atol=1e-12)


@dataclass(frozen=True)
class Case:
    """A window layer and what it reads."""

    kind: type[LayerSpec]
    length: int
    reach: int
    stride: int
    padding: str
    seed: int


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Case,
        kind=st.sampled_from([Conv1DSpec, MaxPooling1DSpec, AveragePooling1DSpec]),
        length=st.integers(1, 20),
        reach=st.integers(1, 6),
        stride=st.integers(1, 4),
        padding=st.sampled_from(["valid", "same"]),
        seed=st.integers(0, 2**16),
    )
)
def test_any_window_equals_keras(case):
    assume(case.padding == "same" or case.reach <= case.length)
    options = {"strides": case.stride, "padding": case.padding}
    if case.kind is Conv1DSpec:
        spec = Conv1DSpec(filters=2, kernel_size=case.reach, **options)
    else:
        spec = case.kind(pool_size=case.reach, **options)
    assume(not keras_repeats_the_edge(spec, case.length))
    compare(spec, (2, case.length, 3), dtype="float64", seed=case.seed)


@dtypes
@pytest.mark.parametrize("mask", ["none", "pre", "holes"])
def test_global_average_counts_what_is_there(dtype, mask):
    there = drawn_mask(mask, 4, 6, seed=1)
    if there is not None:
        there[:, 2] = True  # Keras divides by zero where nothing is there
    compare(GlobalAveragePooling1DSpec(), (4, 6, 3), dtype=dtype, mask=there)


@dtypes
@pytest.mark.parametrize(
    "spec",
    [
        GlobalMaxPooling1DSpec(),
        FlattenSpec(),
        DropoutSpec(rate=0.5),
        SpatialDropout1DSpec(rate=0.5),
        DenseSpec(units=4, activation="tanh"),
        DenseSpec(units=2, activation="relu", use_bias=False),
    ],
    ids=lambda spec: spec.kind,
)
def test_other_layers_equal_keras(dtype, spec):
    compare(spec, (3, 5, 4), dtype=dtype)
