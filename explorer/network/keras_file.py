"""Reading and writing .keras models and .weights.h5 files. Needs no Keras."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import h5py

from explorer.network.build import Network, build_network
from explorer.network.keras_config import KerasModel, model_config, read_config
from explorer.network.keras_weights import put_weights, take_weights
from explorer.problem import UserProblem
from explorer.stack.kinds import EmbeddingSpec
from explorer.whole_file import draft_or_problem

METADATA, CONFIG, WEIGHTS = "metadata.json", "config.json", "model.weights.h5"
# The version of the format that is written; Keras reads files of older versions.
KERAS_VERSION = "3.6.0"
DEFAULT_MAXLEN = 500
LARGEST_CONFIG, LARGEST_WEIGHTS = 16 * 2**20, 4 * 2**30


def open_keras(path: Path, *, maxlen: int | None = None) -> Network:
    """Return the network of a .keras file, in evaluation mode.

    maxlen: for a model that reads any number of timesteps; 500 if not given. Raises UserProblem
    for a foreign or broken file, and one that names the layer for anything that cannot run here.
    """
    with _reading(path), zipfile.ZipFile(path) as archive:
        model = read_config(json.loads(_member(archive, CONFIG, LARGEST_CONFIG)), path.stem)
        network = _fresh(model, maxlen)
        data = io.BytesIO(_member(archive, WEIGHTS, LARGEST_WEIGHTS))
        with h5py.File(data, "r") as file:
            network.load_weights(take_weights(file, network))
    return network.eval()


def _fresh(model: KerasModel, maxlen: int | None) -> Network:
    """Build the network that the file's weights go into."""
    first = model.stack.layers[0] if model.stack.layers else None
    return build_network(
        model.stack,
        maxlen=model.maxlen or maxlen or DEFAULT_MAXLEN,
        max_features=first.input_dim if isinstance(first, EmbeddingSpec) else 1,
        seed=0,
    )


def _member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    if archive.getinfo(name).file_size > largest:
        raise UserProblem(f"{archive.filename}: “{name}” inside is too large to be read.")
    return archive.read(name)


def save_keras(path: Path, network: Network) -> None:
    """Write a .keras file that Keras 3 opens. Raises UserProblem if that fails."""
    metadata = {
        "keras_version": KERAS_VERSION,
        "date_saved": datetime.now(UTC).strftime("%Y-%m-%d@%H:%M:%S"),
    }
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        put_weights(file, network)
    with draft_or_problem(path) as draft, zipfile.ZipFile(draft, "w") as archive:
        archive.writestr(METADATA, json.dumps(metadata))
        archive.writestr(CONFIG, json.dumps(model_config(network.stack, network.maxlen)))
        archive.writestr(WEIGHTS, weights.getvalue())


def load_keras_weights(path: Path, network: Network) -> None:
    """Load a .weights.h5 file into a network of the same stack. Raises UserProblem."""
    with _reading(path), h5py.File(path, "r") as file:
        network.load_weights(take_weights(file, network))


def save_keras_weights(path: Path, network: Network) -> None:
    """Write a .weights.h5 file that Keras 3 opens. Raises UserProblem if that fails."""
    with draft_or_problem(path) as draft, h5py.File(draft, "w") as file:
        put_weights(file, network)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn whatever a broken file causes into one sentence."""
    if not path.is_file():
        raise UserProblem(f"There is no file {path}.")
    try:
        yield
    except UserProblem as problem:
        raise UserProblem(f"{path.name}: {problem}") from problem
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        raise UserProblem(f"{path} is no Keras 3 file, or is damaged: {error}.") from error
