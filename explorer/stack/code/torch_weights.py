"""The function of a PyTorch script that takes over weights in Keras's layout."""

from collections.abc import Collection, Sequence

from explorer.stack.code.source import INDENT, call, quoted
from explorer.stack.code.torch_piece import Need, Weight

GRU_ORDER = '''\
def r_before_z(array):
    """Keras's GRU has its blocks in the order z, r, n, torch's in the order r, z, n."""
    z, r, n = np.split(array, 3, axis=-1)
    return np.concatenate([r, z, n], axis=-1)
'''

HEAD = '''\
def load_keras_weights(model, arrays):
    """Copy weights that are laid out as in Keras: "LAYER/kernel" → NumPy array.

    Carrytrack's runs keep every epoch so: safetensors.numpy.load_file reads them. Token
    ids must then come from the run's vocabulary.txt.
    """
    weights = [
'''

TAIL = """\
    ]
    with torch.no_grad():
        for parameter, array in weights:
            if parameter.shape != array.shape:
                raise ValueError(f"{array.shape} instead of {tuple(parameter.shape)}")
            parameter.copy_(torch.tensor(array))
"""


def load_function(weights: Sequence[Weight], needs: Collection[Need]) -> list[str]:
    """Return load_keras_weights(model, arrays) and what it calls."""
    order = [*GRU_ORDER.rstrip("\n").split("\n"), "", ""] if Need.GRU_ORDER in needs else []
    pairs = [
        line
        for weight in weights
        for line in call(
            "",
            [f"model.{weight.parameter}", weight.source.format(f"arrays[{quoted(weight.key)}]")],
            depth=2,
            after=",",
        )
    ]
    body = [*HEAD.rstrip("\n").split("\n"), *pairs, *TAIL.rstrip("\n").split("\n")]
    if not pairs:
        body = [line for line in body if line != f"{INDENT}weights = ["]
        body = [line.replace(f"{INDENT}]", f"{INDENT}weights = []") for line in body]
    return [*order, *body, "", ""]
