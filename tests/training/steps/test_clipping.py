"""Clipping all gradients together, against Keras's global_clipnorm."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import numpy as np
import pytest
import torch

from explorer.training.steps.clipping import clip_gradients


@pytest.mark.parametrize("largest", [0.5, 3.0, 1e6])
def test_clipped_gradients_equal_keras(largest):
    from keras.src.optimizers.base_optimizer import global_norm
    from keras.src.optimizers.optimizer import Optimizer

    random = np.random.default_rng(3)
    arrays = [random.normal(size=shape).astype(np.float32) for shape in ((4, 5), (5,), (2, 3, 4))]
    parameters = [torch.nn.Parameter(torch.zeros(array.shape)) for array in arrays]
    for parameter, array in zip(parameters, arrays, strict=True):
        parameter.grad = torch.from_numpy(array.copy())
    norm = clip_gradients([*parameters, torch.nn.Parameter(torch.ones(2))], largest)
    tensors = [torch.from_numpy(array) for array in arrays]
    theirs = Optimizer(0.1, global_clipnorm=largest)._clip_gradients(tensors)
    assert float(norm) == pytest.approx(float(global_norm(tensors)), rel=1e-6)
    for parameter, expected in zip(parameters, theirs, strict=True):
        np.testing.assert_allclose(parameter.grad, expected, rtol=1e-6)


def test_zero_leaves_gradients_alone_and_still_tells_their_norm():
    parameter = torch.nn.Parameter(torch.zeros(2))
    parameter.grad = torch.tensor([30.0, 40.0])
    assert float(clip_gradients([parameter], 0.0)) == 50.0
    assert parameter.grad.tolist() == [30.0, 40.0]
