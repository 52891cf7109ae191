"""The trained network that Inspect shows, out of a run folder or a Keras file."""

from dataclasses import dataclass
from pathlib import Path

from explorer.network.build import Network
from explorer.training.runs.run_card import RunPlan
from explorer.training.runs.run_folder import RunFolder, SavedRun
from explorer.training.settings import TrainingSettings


@dataclass(frozen=True)
class ModelInView:
    """A trained network, the run it comes from and the epoch whose weights it holds.

    A Keras file is a run without history, and its epoch is 0.
    """

    run: SavedRun
    epoch: int
    network: Network
    title: str

    @property
    def moment(self) -> str:
        """Which state of the network this is: "epoch 4", or "Keras file"."""
        return f"epoch {self.epoch}" if self.epoch else "Keras file"

    @property
    def note(self) -> str:
        """What one should know of its words, as a sentence; empty for a run of Carrytrack."""
        return (
            "" if self.epoch else "It holds no words: they are numbered as in keras.datasets.imdb."
        )


def model_at(path: Path, epoch: int | None = None, title: str = "") -> ModelInView:
    """Read a run folder, at its best epoch by default, or a .keras file. Raises UserProblem."""
    if path.suffix == ".keras" and path.is_file():
        return _keras_model(path, title)
    run = RunFolder(path).read()
    chosen = epoch or run.best_epoch
    return ModelInView(run, chosen, run.network(chosen), title or run.title)


def _keras_model(path: Path, title: str) -> ModelInView:
    # h5py takes 35 ms of every start, and only Keras files need it.
    from explorer.training.runs.opened_model import open_model  # noqa: PLC0415

    opened = open_model(path)
    plan = RunPlan(
        stack=opened.network.stack.renamed(opened.title),
        settings=TrainingSettings(),
        encoding=opened.encoding,
        data="",
    )
    run = SavedRun(path, plan, {}, opened.vocabulary, lines=())
    return ModelInView(run, 0, opened.network, title or opened.title)
