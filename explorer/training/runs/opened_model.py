"""A trained network from wherever it was kept: a run folder, or a file that Keras wrote."""

from dataclasses import dataclass
from pathlib import Path

from explorer.network.build import Network
from explorer.network.keras_file import open_keras
from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import Vocabulary
from explorer.stack.kinds import EmbeddingSpec
from explorer.training.runs.run_files import VOCABULARY
from explorer.training.runs.run_folder import RunFolder


@dataclass(frozen=True)
class OpenedModel:
    """A network with what is needed to read a text to it.

    `own_words` is False for a Keras file, which holds no vocabulary: `vocabulary` is then that of
    the bundled models, IMDB's words in Keras's own order of frequency.
    """

    network: Network
    encoding: Encoding
    vocabulary: Vocabulary
    own_words: bool
    title: str


def open_model(path: Path, epoch: int | None = None) -> OpenedModel:
    """Open a run folder (its best epoch by default) or a .keras file.

    Raises UserProblem with a sentence for anything else, or anything damaged.
    """
    if path.is_dir():
        run = RunFolder(path).read()
        return OpenedModel(run.network(epoch), run.encoding, run.vocabulary, True, run.title)
    if path.is_file() and path.suffix == ".keras":
        if epoch is not None:
            raise UserProblem(f"{path} is one model: it has no epochs to choose from.")
        return _open_keras(path)
    if path.exists():
        raise UserProblem(f"{path} is neither a run folder nor a .keras file.")
    raise UserProblem(f"There is no run folder and no .keras file at {path}.")


def _open_keras(path: Path) -> OpenedModel:
    network = open_keras(path)
    first = network.stack.active[0]
    assert isinstance(first, EmbeddingSpec), "the rules want an Embedding first"
    encoding = Encoding(max_features=first.input_dim, maxlen=network.maxlen)
    words = Vocabulary.read(BUNDLED_MODELS / VOCABULARY)
    return OpenedModel(network, encoding, words, False, path.stem)
