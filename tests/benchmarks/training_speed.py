"""Seconds a training step on real reviews: this engine, torch.nn, packed sequences, Keras.

    python -m tests.benchmarks.training_speed [aclImdb_v1.tar.gz] [--rivals=PYTHON] [--quick]

PYTHON is an interpreter with keras and any of tensorflow, jax, torch (default: this one). A step
is forward, backward and RMSprop on 128 reviews of 500 timesteps. Keras and torch.nn have all
cores; the engine has one thread.

Roofline: the floating-point operations of the recurrent layer's matrix products, forward and
backward, at the rate that one thread reaches in a 1024 × 1024 product. "words" counts only the
timesteps that some review has a word at, "padded" all of them.
"""

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence

from explorer.network.build import Network, build_network
from explorer.network.clamp import Clamp
from explorer.network.layer import Values
from explorer.network.recurrent import Recurrent
from explorer.network.staircase import leading_pads
from explorer.stack.kinds import (
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    GlobalAveragePooling1DSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from explorer.stack.spec import LayerSpec, StackSpec
from explorer.training.settings import TrainingSettings
from explorer.training.steps.optimisers import make_optimiser
from tests.benchmarks.real_batches import (
    Batches,
    best_seconds,
    gemm_rate,
    real_batches,
    real_corpus,
    row,
)

CELLS: dict[str, tuple[LayerSpec, type[nn.RNNBase], int]] = {
    "LSTM": (LSTMSpec(), nn.LSTM, 4),
    "GRU": (GRUSpec(), nn.GRU, 3),
    "SimpleRNN": (SimpleRNNSpec(), nn.RNN, 1),
}
BACKENDS = {"tensorflow": "tensorflow", "jax": "jax", "torch": "torch"}
WIDTHS = (44, 7, 9, 10, 12, 8, 8)
CORES = os.cpu_count() or 1


class PlainTorch(nn.Module):
    """What anybody would write: nn.Embedding, nn.LSTM, nn.Linear."""

    def __init__(self, kind: type[nn.RNNBase], packed: bool = False) -> None:
        super().__init__()
        self.embedding = nn.Embedding(10_000, 32)
        self.recurrent = kind(32, 32, batch_first=True)
        self.head = nn.Linear(32, 1)
        self.packed = packed

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Logits (B,); packed reads each review from its first word."""
        if not self.packed:
            output, _ = self.recurrent(self.embedding(ids))
            return self.head(output[:, -1]).squeeze(1)
        first = leading_pads(ids)
        rows = [review[start:] for review, start in zip(ids, first, strict=True)]
        padded = nn.utils.rnn.pad_sequence(rows, batch_first=True)
        lengths = torch.from_numpy(ids.shape[1] - first)
        vectors = pack_padded_sequence(
            self.embedding(padded), lengths, batch_first=True, enforce_sorted=False
        )
        _, final = self.recurrent(vectors)
        h = final[0] if isinstance(final, tuple) else final
        return self.head(h[-1]).squeeze(1)


class Held(nn.Module):
    """A network some of whose signals are held while a whole batch is read."""

    def __init__(self, network: Network, *clamps: Clamp) -> None:
        super().__init__()
        self.network, self.clamps = network, clamps

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Logits (B,)."""
        values: Values = ids
        for layer in self.network.layers[:-1]:
            more = (self.clamps,) if isinstance(layer, Recurrent) else ()
            values = layer(values, True, *more)
        return self.network.judge(values)


def ours(spec: LayerSpec) -> Network:
    """The tutorial's stack around one recurrent layer."""
    stack = StackSpec.of([EmbeddingSpec(), spec, DenseSpec(units=1, activation="sigmoid")])
    return build_network(stack, maxlen=500, max_features=10_000, seed=0).train()


def step_seconds(network: nn.Module, batches: Batches, rounds: int, threads: int = 1) -> float:
    """Seconds a step: the best of some rounds over all batches."""
    optimiser = make_optimiser(TrainingSettings(), network.parameters())

    def once() -> None:
        for ids, labels in batches:
            network.zero_grad(set_to_none=True)
            cross_entropy(network(ids), labels).backward()
            optimiser.step()

    torch.set_num_threads(threads)
    seconds = best_seconds(once, rounds) / len(batches)
    torch.set_num_threads(1)
    return seconds


def without_staircase(work: Callable[[], float]) -> float:
    """Every review reads every pad."""
    from explorer.network import sequences

    kept = sequences.staircase_plan
    sequences.staircase_plan = lambda shared, length: sequences.padded_plan(len(shared), length)
    try:
        return work()
    finally:
        sequences.staircase_plan = kept


def keras_seconds(batches: Batches, python: str) -> dict[tuple[str, str], float]:
    """(Backend, cell) → seconds a step, from a process for each backend that is installed."""
    found: dict[tuple[str, str], float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "batches.npz"
        ids, labels = batches.ids.numpy().astype(np.int32), batches.labels.numpy()
        np.savez(file, ids=ids, labels=labels, batch=batches.batch)
        script = Path(__file__).with_name("keras_rival.py")
        for backend, module in BACKENDS.items():
            interpreter = _with_module(module, python)
            if interpreter is None:
                print(f"Keras on {backend}: not installed")
                continue
            done = subprocess.run(
                [interpreter, str(script), str(file)],
                env=os.environ | {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(f"Keras on {backend} failed: {done.stderr.strip().splitlines()[-1]}")
            for line in done.stdout.splitlines():
                if line.startswith("{"):
                    result = json.loads(line)
                    found[result["backend"], result["cell"]] = result["seconds"]
    return found


def _with_module(module: str, python: str) -> str | None:
    """An interpreter that has the module: `python`, or this one."""
    test = f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"
    if subprocess.run([python, "-c", test], check=False).returncode == 0:
        return python
    return sys.executable if importlib.util.find_spec(module) else None


def roofline(batches: Batches, gates: int, rate: float) -> tuple[float, float]:
    """Seconds a step at the GEMM rate: of all timesteps, and of those with a word."""
    flops = 3 * 2 * (32 + 32) * gates * 32
    reviews, length = batches.ids.shape
    words = reviews * length - int(leading_pads(batches.ids).sum())
    steps = len(batches)
    return flops * reviews * length / steps / rate, flops * words / steps / rate


def table(cell: str, batches: Batches, keras: dict[tuple[str, str], float], rounds: int) -> None:
    """All ways to train one cell."""
    spec, plain, gates = CELLS[cell]
    rate = gemm_rate()
    padded_floor, words_floor = roofline(batches, gates, rate)
    fastest = min((value for (_, name), value in keras.items() if name == cell), default=None)
    packed = Batches(batches.ids[: batches.batch], batches.labels[: batches.batch], batches.batch)
    ways = [
        (f"this engine, {cell}", 1, step_seconds(ours(spec), batches, rounds)),
        (
            "this engine, no pads shared",
            1,
            without_staircase(lambda: step_seconds(ours(spec), batches, rounds)),
        ),
        ("torch.nn, padded", 1, step_seconds(PlainTorch(plain), batches, rounds)),
        ("torch.nn, padded", CORES, step_seconds(PlainTorch(plain), batches, rounds, CORES)),
        ("torch.nn, packed", CORES, step_seconds(PlainTorch(plain, True), packed, 1, CORES)),
    ]
    ways += [
        (f"Keras, {backend}", CORES, seconds)
        for (backend, name), seconds in keras.items()
        if name == cell
    ]
    print(f"\n{cell} 32, E = 32, T = 500, batch {batches.batch}; GEMM {rate / 1e9:.0f} GFLOP/s")
    row("", "threads", "s/step", "reviews/s", "Keras ÷ it", "÷words", "÷padded", widths=WIDTHS)
    for label, threads, seconds in ways:
        row(
            label,
            threads,
            f"{seconds:.4f}",
            f"{batches.batch / seconds:,.0f}",
            "" if fastest is None else f"{fastest / seconds:.2f}",
            f"{seconds / words_floor:.2f}",
            f"{seconds / padded_floor:.2f}",
            widths=WIDTHS,
        )


def stepped_table(batches: Batches, rounds: int) -> None:
    """What needs the stepped kernel, beside the fused LSTM on padded batches."""
    fused = step_seconds(PlainTorch(nn.LSTM), batches, rounds)
    print("\nThe stepped kernel beside torch.nn.LSTM on padded batches, one thread")
    row("", "threads", "s/step", "reviews/s", "it ÷ fused", "", "", widths=WIDTHS)
    ways = [("torch.nn.LSTM, padded", fused)]
    for label, spec in (
        ("LSTM, recurrent_dropout", LSTMSpec(recurrent_dropout=0.5)),
        ("LSTM, dropout and recurrent_dropout", LSTMSpec(dropout=0.1, recurrent_dropout=0.5)),
        ("Carry LSTM", CarryLSTMSpec()),
        ("GRU, recurrent_dropout", GRUSpec(recurrent_dropout=0.5)),
        (
            "LSTM, hard_sigmoid and relu",
            LSTMSpec(recurrent_activation="hard_sigmoid", activation="relu"),
        ),
    ):
        ways.append((label, step_seconds(ours(spec), batches, rounds)))
    forget = Clamp("lstm", "f", 1.0, units=range(8))
    whole = [Clamp("lstm", signal, 0.5, units=(0,)) for signal in LSTMSpec.signals]
    for label, clamps in (
        ("LSTM, 8 forget gates clamped", [forget]),
        ("LSTM, all signals of a unit clamped", whole),
    ):
        ways.append((label, step_seconds(Held(ours(LSTMSpec()), *clamps), batches, rounds)))
    for label, seconds in ways:
        speed = f"{batches.batch / seconds:,.0f}"
        row(label, 1, f"{seconds:.4f}", speed, f"{seconds / fused:.2f}", "", "", widths=WIDTHS)


class PlainConvolution(nn.Module):
    """What anybody would write: nn.Conv1d on (B, E, T), and the mean."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(10_000, 64)
        self.filters = nn.Conv1d(64, 128, 3)
        self.head = nn.Linear(128, 1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Logits (B,)."""
        found = torch.relu(self.filters(self.embedding(ids).transpose(1, 2)))
        return self.head(found.mean(2)).squeeze(1)


def convolution_table(batches: Batches, rounds: int) -> None:
    """Conv1D and a mean over time, beside torch.nn.Conv1d."""
    layers = [
        EmbeddingSpec(output_dim=64),
        Conv1DSpec(filters=128, kernel_size=3, activation="relu"),
        GlobalAveragePooling1DSpec(),
        DenseSpec(units=1, activation="sigmoid"),
    ]
    network = build_network(StackSpec.of(layers), maxlen=500, max_features=10_000, seed=0).train()
    plain = step_seconds(PlainConvolution(), batches, rounds)
    ours_alone = without_staircase(lambda: step_seconds(network, batches, rounds))
    print("\nConv1D, 128 filters of 3 over E = 64, and their mean; one thread")
    row("", "threads", "s/step", "reviews/s", "it ÷ plain", "", "", widths=WIDTHS)
    for label, seconds in (
        ("torch.nn.Conv1d, padded", plain),
        ("this engine, no pads shared", ours_alone),
        ("this engine", step_seconds(network, batches, rounds)),
    ):
        speed = f"{batches.batch / seconds:,.0f}"
        row(label, 1, f"{seconds:.4f}", speed, f"{seconds / plain:.2f}", "", "", widths=WIDTHS)


def main() -> int:
    """Print all tables."""
    torch.set_num_threads(1)
    quick = "--quick" in sys.argv
    rivals = [arg.partition("=")[2] for arg in sys.argv if arg.startswith("--rivals=")]
    batches = real_batches(real_corpus(), 2 if quick else 8)
    rounds = 1 if quick else 4
    keras = keras_seconds(batches, rivals[0] if rivals else sys.executable)
    for cell in CELLS:
        table(cell, batches, keras, rounds)
    stepped_table(batches, rounds)
    convolution_table(batches, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process, corpus mapped: {peak:,.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
