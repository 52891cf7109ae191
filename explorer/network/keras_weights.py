"""Weights ↔ Keras's HDF5 layout. Needs no Keras.

Layout (keras/src/saving/saving_lib.py): layers/LAYER/vars/N, and layers/LAYER/cell/vars/N for a
recurrent layer. LAYER is the class in snake case, numbered in the order of the stack, whatever
the layer's own name; N counts a layer's weights in the order in which it makes them.
"""

from collections import Counter
from collections.abc import Iterator

import h5py
import numpy as np

from explorer.network.build import Network
from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.layer import Layer
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem
from explorer.stack.naming import layer_name

# The second is how Keras 2.12–2.15 called it.
ROOTS = ("layers", "_layer_checkpoint_dependencies")


def weight_paths(network: Network) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield (our name, path below the root group, shape) of every weight."""
    seen: Counter[str] = Counter()
    for layer, spec in zip(network.layers, network.stack.active, strict=True):
        stem = layer_name(spec.kind)
        group = f"{stem}_{seen[stem]}" if seen[stem] else stem
        seen[stem] += 1
        yield from _layer_paths(layer, layer.name, group)


def _layer_paths(layer: Layer, name: str, group: str) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    if isinstance(layer, Bidirectional):
        yield from _layer_paths(layer.ahead, f"{name}/forward", f"{group}/forward_layer")
        yield from _layer_paths(layer.back, f"{name}/backward", f"{group}/backward_layer")
        return
    place = f"{group}/cell/vars" if isinstance(layer, Recurrent) else f"{group}/vars"
    for number, (own, parameter) in enumerate(layer.own_parameters()):
        yield f"{name}/{own}", f"{place}/{number}", tuple(parameter.shape)


def put_weights(file: h5py.File, network: Network) -> None:
    """Write all weights of `network` into an open HDF5 file."""
    weights = network.weights()
    for name, path, _ in weight_paths(network):
        file[f"{ROOTS[0]}/{path}"] = weights[name]


def take_weights(file: h5py.File, network: Network) -> dict[str, np.ndarray]:
    """Return the weights of `network`'s stack from an open HDF5 file, by our names.

    Raises UserProblem naming the layer for a weight that is missing, of another shape, or not a
    plain array of numbers inside this file.
    """
    root = next((name for name in ROOTS if isinstance(_inside(file, name), h5py.Group)), None)
    if root is None:
        raise UserProblem("The file holds no layers: it is no weights file of Keras 3.")
    found = {
        name: _read(file, f"{root}/{path}", name, shape)
        for name, path, shape in weight_paths(network)
    }
    expected = {path for _, path, _ in weight_paths(network)}
    for path in _arrays(file, root, ""):
        if path not in expected:
            raise UserProblem(f"The file has a weight “{path}” that no layer of the stack takes.")
    return found


def _inside(file: h5py.File | h5py.Group, path: str) -> object:
    """Return what lies at `path`, None if nothing does or a link leads out of the file."""
    here: object = file
    for part in path.split("/"):
        if not isinstance(here, h5py.Group) or part not in here:
            return None
        if not isinstance(here.get(part, getlink=True), h5py.HardLink):
            return None
        here = here[part]
    return here


def _arrays(file: h5py.File, root: str, below: str) -> Iterator[str]:
    """Yield the paths below the root group of all arrays of weights."""
    group = _inside(file, f"{root}/{below}" if below else root)
    if not isinstance(group, h5py.Group):
        return
    for name in map(str, group):
        path = f"{below}/{name}" if below else name
        # Random layers keep their seeds beside the weights.
        if name == "seed_generator":
            continue
        if isinstance(_inside(file, f"{root}/{path}"), h5py.Dataset):
            yield path
        else:
            yield from _arrays(file, root, path)


def _read(file: h5py.File, path: str, name: str, shape: tuple[int, ...]) -> np.ndarray:
    dataset = _inside(file, path)
    if not isinstance(dataset, h5py.Dataset) or dataset.external or dataset.is_virtual:
        raise UserProblem(f"The file lacks “{name}”, or has it in a form that is not read.")
    if tuple(dataset.shape) != shape:
        raise UserProblem(
            f"“{name}” has shape {tuple(dataset.shape)} in the file where the stack needs {shape}."
        )
    if dataset.dtype.kind != "f":
        raise UserProblem(f"“{name}” holds {dataset.dtype}, no floating-point numbers.")
    return np.asarray(dataset[()], np.float32)
