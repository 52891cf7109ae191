"""Where a run trains, and how precisely it multiplies."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

import psutil
import torch
from torch import Tensor

from explorer.problem import UserProblem
from explorer.training.settings import TrainingSettings
from explorer.training.steps.optimisers import Optimiser


def devices_here() -> tuple[str, ...]:
    """Return the devices of this machine that can train: "cpu", and "cuda" or "mps" if present."""
    found = ["cpu"]
    if torch.cuda.is_available():
        found.append("cuda")
    if torch.backends.mps.is_available():
        found.append("mps")
    return tuple(found)


def choose_device(wanted: str, card: int = 0) -> torch.device:
    """Return the device that `settings.device` means here. Raises UserProblem if it is missing.

    card: which CUDA card, where there are several. "auto" leaves out MPS: its arithmetic is not
    checked against Keras.
    """
    here = devices_here()
    if wanted == "auto":
        wanted = "cuda" if "cuda" in here else "cpu"
    if wanted not in here:
        raise UserProblem(
            f"This computer has no device “{wanted}” that torch can use: "
            f"choose {' or '.join(here)}."
        )
    return torch.device("cuda", card) if wanted == "cuda" else torch.device(wanted)


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """The device, and the half precision to multiply in, or None for float32 throughout.

    With float16 small gradients would vanish: the scaler multiplies the loss until they do not,
    and leaves out a step whose gradients overflow.
    """

    device: torch.device
    half: torch.dtype | None
    scaler: torch.amp.GradScaler

    @classmethod
    def of(cls, settings: TrainingSettings, card: int = 0) -> "Arithmetic":
        """Return what `settings` ask for. Raises UserProblem if the device is missing."""
        device = choose_device(settings.device, card)
        half = _half_precision(device) if settings.precision == "mixed" else None
        scaler = torch.amp.GradScaler(device.type, enabled=half is torch.float16)
        return cls(device, half, scaler)

    @contextmanager
    def multiplying(self) -> Iterator[None]:
        """Inside, matrix products run in half precision if that was asked for."""
        with nullcontext() if self.half is None else torch.autocast(self.device.type, self.half):
            yield

    def backward(self, loss: Tensor, optimiser: Optimiser) -> None:
        """Leave in every parameter the gradient of `loss`."""
        self.scaler.scale(loss).backward()
        self.scaler.unscale_(optimiser)  # pyright: ignore[reportArgumentType]

    def step(self, optimiser: Optimiser) -> None:
        """Apply the gradients; with float16, unless some of them overflowed."""
        self.scaler.step(optimiser)  # pyright: ignore[reportArgumentType]
        self.scaler.update()

    def state(self) -> dict[str, Tensor]:
        """What the next step depends on: with float16, by how much the loss is multiplied."""
        if not self.scaler.is_enabled():
            return {}
        kept = self.scaler.state_dict()
        return {"scaler": torch.tensor([kept["scale"], kept["_growth_tracker"]])}

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Go on from a `state()` of before."""
        if self.scaler.is_enabled() and "scaler" in state:
            scale, tracker = state["scaler"].tolist()
            kept = self.scaler.state_dict() | {"scale": scale, "_growth_tracker": int(tracker)}
            self.scaler.load_state_dict(kept)

    def memory(self) -> int:
        """Bytes that torch holds on the card; elsewhere, bytes of this process in memory."""
        if self.device.type == "cuda":
            return torch.cuda.memory_reserved(self.device)
        return psutil.Process().memory_info().rss


def _half_precision(device: torch.device) -> torch.dtype:
    if device.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False):
        return torch.float16
    return torch.bfloat16 if device.type != "mps" else torch.float16
