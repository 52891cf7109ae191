"""Where a run trains: everything is moved in one place, and half precision stays in its bounds."""

import pytest
import torch

from explorer.network.build import build_network
from explorer.problem import UserProblem
from explorer.stack.presets import PRESETS, preset
from explorer.training.events import EpochDone
from explorer.training.loop import train
from explorer.training.machine.device import Arithmetic, choose_device, devices_here
from explorer.training.runs.run_folder import RunFolder
from explorer.training.settings import TrainingSettings
from explorer.training.steps.optimisers import make_optimiser
from tests.training.trained import small_plan, with_settings


def test_auto_takes_a_cuda_card_where_there_is_one(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert devices_here() == ("cpu", "mps")
    assert choose_device("auto") == torch.device("cpu")
    assert choose_device("mps") == torch.device("mps")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert choose_device("auto", card=2) == torch.device("cuda", 2)
    assert choose_device("cpu") == torch.device("cpu")


def test_a_device_that_is_not_here_is_a_sentence(monkeypatch, plan, builtin_corpus, tmp_path):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(UserProblem, match="no device “cuda” that torch can use: choose cpu"):
        list(train(with_settings(plan, device="cuda"), builtin_corpus, tmp_path / "run"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(set(PRESETS) - {"best"}))
def test_a_training_step_makes_no_tensor_without_saying_where(name):
    """Under another default device whatever is made without one could not meet the rest."""
    network = build_network(preset(name).stack, maxlen=40, max_features=10_000, seed=0).train()
    ids = torch.randint(1, 10_000, (6, 40))
    ids[:3, :30] = 0
    with torch.device("meta"):
        network(ids).sum().backward()
    assert all(parameter.grad is not None for parameter in network.parameters())


@pytest.mark.parametrize("name", ["lstm", "gru", "carry_lstm", "bidirectional", "conv_lstm"])
def test_mixed_precision_gives_nearly_the_same_loss_and_float32_weights(
    name, builtin_corpus, tmp_path
):
    def losses(precision: str) -> list[float]:
        plan = small_plan(name, precision=precision)
        events = list(train(plan, builtin_corpus, tmp_path / precision))
        return [event.record.loss for event in events if isinstance(event, EpochDone)]

    exact, mixed = losses("float32"), losses("mixed")
    assert mixed == pytest.approx(exact, rel=2e-3)
    assert mixed != exact
    run = RunFolder(tmp_path / "mixed").read()
    assert {str(array.dtype) for array in run.weights(2).values()} == {"float32"}
    assert all(array.dtype.itemsize >= 4 for array in run.optimiser_state(2).values())


def float16(optimiser_steps: int = 0) -> Arithmetic:
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0, growth_interval=2)
    return Arithmetic(torch.device("cpu"), torch.float16, scaler)


def test_float16_scales_the_loss_and_leaves_out_steps_that_overflow():
    weight = torch.nn.Parameter(torch.ones(3))
    optimiser = make_optimiser(TrainingSettings(optimiser="sgd", learning_rate=1.0), [weight])
    arithmetic = float16()
    arithmetic.backward((weight * 0.25).sum(), optimiser)
    assert weight.grad is not None and weight.grad.tolist() == [0.25] * 3
    arithmetic.step(optimiser)
    assert weight.tolist() == [0.75] * 3
    optimiser.parameters[0].grad = None
    arithmetic.backward((weight * float("inf")).sum(), optimiser)
    arithmetic.step(optimiser)
    assert weight.tolist() == [0.75] * 3
    assert arithmetic.scaler.get_scale() == 512.0


def test_the_scale_is_part_of_what_a_run_goes_on_with():
    weight = torch.nn.Parameter(torch.ones(1))
    optimiser = make_optimiser(TrainingSettings(optimiser="sgd"), [weight])
    first, second = float16(), float16()
    for factor in (1.0, float("inf"), 1.0):
        optimiser.parameters[0].grad = None
        first.backward((weight * factor).sum(), optimiser)
        first.step(optimiser)
    second.load(first.state())
    for arithmetic in (first, second):
        optimiser.parameters[0].grad = None
        arithmetic.backward(weight.sum(), optimiser)
        arithmetic.step(optimiser)
    assert first.state()["scaler"].tolist() == second.state()["scaler"].tolist() == [1024.0, 0.0]


def test_a_batch_event_tells_the_memory_of_this_process(plan, builtin_corpus, tmp_path):
    from explorer.training.events import BatchDone

    events = train(plan, builtin_corpus, tmp_path / "run")
    batch = next(event for event in events if isinstance(event, BatchDone))
    events.close()
    assert 100e6 < batch.memory < 8e9
    assert batch.learning_rate == 0.001
    assert batch.gradient_norm > 0
