"""Ten steps on the same gradients leave the same weights as Keras's optimisers."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import numpy as np
import pytest
import torch

from explorer.problem import UserProblem
from explorer.training.settings import TrainingSettings
from explorer.training.steps.optimisers import SGD, Adam, RMSprop, make_optimiser

STEPS = 10


def gradients(seed: int, shape: tuple[int, ...]) -> list[np.ndarray]:
    """Some large, some tiny, some zero: tiny ones tell where epsilon stands."""
    random = np.random.default_rng(seed)
    made = []
    for step in range(STEPS):
        gradient = random.normal(size=shape) * 10.0 ** random.integers(-9, 2, size=shape)
        gradient[0, 0] = 0.0
        if step == 3:
            gradient[:] = 0.0
        made.append(gradient.astype(np.float32))
    return made


def keras_walk(optimiser, start: np.ndarray, steps: list[np.ndarray]) -> np.ndarray:
    import keras

    variable = keras.Variable(start)
    optimiser.build([variable])
    for gradient in steps:
        optimiser.apply([keras.ops.convert_to_tensor(gradient)], [variable])
    return keras.ops.convert_to_numpy(variable)


CASES = {
    "sgd": (lambda p: SGD(p, 0.05), lambda o: o.SGD(0.05)),
    "sgd momentum": (lambda p: SGD(p, 0.05, 0.9), lambda o: o.SGD(0.05, momentum=0.9)),
    "rmsprop": (RMSprop, lambda o: o.RMSprop()),
    "sgd nesterov": (
        lambda p: SGD(p, 0.05, 0.9, nesterov=True),
        lambda o: o.SGD(0.05, momentum=0.9, nesterov=True),
    ),
    "rmsprop momentum": (
        lambda p: RMSprop(p, 0.01, momentum=0.8, epsilon=1e-5),
        lambda o: o.RMSprop(0.01, momentum=0.8, epsilon=1e-5),
    ),
    "rmsprop rho": (lambda p: RMSprop(p, 0.01, rho=0.5), lambda o: o.RMSprop(0.01, rho=0.5)),
    "adam": (Adam, lambda o: o.Adam()),
    "adam betas": (
        lambda p: Adam(p, 0.01, beta_1=0.7, beta_2=0.95, epsilon=1e-4),
        lambda o: o.Adam(0.01, beta_1=0.7, beta_2=0.95, epsilon=1e-4),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_ten_steps_equal_keras(case):
    import keras

    ours, theirs = CASES[case]
    start = np.random.default_rng(1).normal(size=(6, 5)).astype(np.float32)
    steps = gradients(2, start.shape)
    parameter = torch.nn.Parameter(torch.from_numpy(start.copy()))
    optimiser = ours([parameter])
    for gradient in steps:
        parameter.grad = torch.from_numpy(gradient)
        optimiser.step()
    expected = keras_walk(theirs(keras.optimizers), start, steps)
    np.testing.assert_allclose(parameter.detach().numpy(), expected, rtol=1e-5, atol=1e-6)


def test_epsilon_stands_inside_the_root_unlike_torchs_rmsprop():
    parameter = torch.nn.Parameter(torch.zeros(1))
    twin = torch.nn.Parameter(torch.zeros(1))
    for optimiser, weight in (
        (RMSprop([parameter]), parameter),
        (torch.optim.RMSprop([twin], lr=0.001, alpha=0.9, eps=1e-7), twin),
    ):
        weight.grad = torch.full((1,), 1e-4)
        optimiser.step()
    by_hand = -0.001 * 1e-4 / np.sqrt(0.1 * 1e-8 + 1e-7)
    assert parameter.item() == pytest.approx(by_hand, rel=1e-5)
    assert abs(twin.item()) > 5 * abs(parameter.item())


def test_a_parameter_without_gradient_stays():
    parameter = torch.nn.Parameter(torch.ones(3))
    for name in ("sgd", "rmsprop", "adam"):
        make_optimiser(TrainingSettings(optimiser=name), [parameter]).step()
    assert torch.equal(parameter.detach(), torch.ones(3))


def test_an_unknown_name_is_a_sentence():
    with pytest.raises(UserProblem, match="choose sgd, rmsprop or adam"):
        make_optimiser(TrainingSettings(optimiser="adagrad"), [])
