"""A stack as a PyTorch script that stands alone."""

import re

from explorer.stack.code import notes
from explorer.stack.code.fit import Fit
from explorer.stack.code.source import INDENT, docstring, literal, words
from explorer.stack.code.torch_cells import classes
from explorer.stack.code.torch_network import network_class, pieces_of
from explorer.stack.code.torch_start import start_function
from explorer.stack.code.torch_weights import load_function
from explorer.stack.rules import InputSpec, StackReport, examine
from explorer.stack.rules.flow import walk
from explorer.stack.spec import StackSpec


def pytorch_code(stack: StackSpec, reads: InputSpec | None = None, fit: Fit | None = None) -> str:
    """Return a script with `stack` as the module Network: token ids (B, T) → P(positive) (B,).

    It needs torch alone, has as many trainable parameters as the Keras model, draws its first
    weights as Keras does, and takes over weights in Keras's layout. torch's own layers are used
    where they compute the same; elsewhere the loop over timesteps is written out. A stack with
    errors is written as far as shapes are known, the errors on top. Never raises, whatever
    values the specs hold.
    """
    reads, fit = reads or InputSpec(), fit or Fit()
    report, pieces = examine(stack, reads), pieces_of(walk(stack, reads))
    needs = {need for piece in pieces.values() for need in piece.needs}
    body = [
        *classes({kind for piece in pieces.values() for kind in piece.looped}, needs),
        *start_function(
            {name for piece in pieces.values() for name in piece.plain},
            {name for piece in pieces.values() for name in piece.fused},
        ),
        *network_class(stack, report, reads, pieces),
        *load_function([weight for piece in pieces.values() for weight in piece.weights], needs),
        'if __name__ == "__main__":',
        *_main(reads, fit),
    ]
    head = [*_docstring(stack, report), *_imports(body), "", *notes.errors(stack, report)]
    return "\n".join([*head, *_sizes(reads, report), "", "", *body]) + "\n"


def _docstring(stack: StackSpec, report: StackReport) -> list[str]:
    title = words(stack.title) or "A model"
    first = f"{title}: P(positive) of movie reviews, {report.parameters:,} parameters."
    axes = "Shapes: B reviews, then timesteps, then features. Computes what Keras computes."
    return [*docstring([first, axes]), ""]


def _imports(body: list[str]) -> list[str]:
    """Return what the body uses."""
    source = "\n".join(body)
    lines = ["import numpy as np"] if re.search(r"\bnp\.", source) else []
    lines.append("import torch")
    if re.search(r"\bF\.", source):
        lines.append("import torch.nn.functional as F")
    return [*lines, "from torch import nn"]


def _sizes(reads: InputSpec, report: StackReport) -> list[str]:
    return [
        *notes.traps(report, None, depth=0),
        f"max_features = {literal(reads.max_features)}  # token ids are below it; 0 is a pad",
        f"maxlen = {literal(reads.maxlen)}  # timesteps",
    ]


def _main(reads: InputSpec, fit: Fit) -> list[str]:
    """Return the lines that show the module and train it for one step."""
    where = "in front" if reads.padding == "pre" else "behind"
    lines = [
        "model = Network()",
        "weights = [weight for weight in model.parameters() if weight.requires_grad]",
        "print(model)",
        'print(f"{sum(weight.numel() for weight in weights):,} trainable parameters")',
        "",
        f"# One step on made-up reviews: put yours here, padded {where}.",
        f"ids = torch.randint(max_features, ({fit.batch_size}, maxlen))",
        f"labels = torch.randint(2, ({fit.batch_size},)).float()",
        "",
        *fit.in_torch("weights"),
        "loss = nn.functional.binary_cross_entropy(model(ids), labels)",
        "loss.backward()",
        "optimiser.step()",
        'print(f"loss {loss.item():.4f}")',
    ]
    return [f"{INDENT}{line}" if line else "" for line in lines]
