"""Where everything in a run folder lies."""

from pathlib import Path

CARD, HISTORY, VOCABULARY, EPOCHS = "run.json", "history.jsonl", "vocabulary.txt", "epochs"
LIVE, LOCK, LABEL, CURVE = "live.json", ".lock", "label.json", "curve.npz"


def weights_file(run: Path, epoch: int) -> Path:
    """Return where the weights after `epoch` lie."""
    return run / EPOCHS / f"{epoch:03d}.safetensors"


def optimiser_file(run: Path, epoch: int) -> Path:
    """Return where the optimiser's state after `epoch` lies, if it was kept."""
    return run / EPOCHS / f"{epoch:03d}.optimiser.safetensors"
