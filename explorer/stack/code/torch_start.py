"""The function of a PyTorch script that draws first weights as Keras does."""

from collections.abc import Collection

EMBEDDING = """\
    {if_} isinstance(module, nn.Embedding):
        nn.init.uniform_(module.weight, -0.05, 0.05)
"""

PLAIN = """\
    {if_} isinstance(module, {classes}):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
"""

FUSED = """\
    {if_} isinstance(module, nn.RNNBase):
        for name, weight in module.named_parameters():
            if name.startswith("weight_ih"):
                nn.init.xavier_uniform_(weight)
            elif name.startswith("weight_hh"):
                nn.init.orthogonal_(weight)
            else:
                nn.init.zeros_(weight)
"""

FORGET = """\
            if {lstm}name.startswith("bias_ih"):
                # The forget gate starts open; the blocks are i, f, k, o.
                weight.data[module.hidden_size : 2 * module.hidden_size] = 1.0
"""

ONE_BIAS = """\
            if {no_gru}name.startswith("bias_hh"):
                weight.requires_grad_(False)  # stays 0: Keras has one bias
"""


def start_function(plain: Collection[str], fused: Collection[str]) -> list[str]:
    """Return start_as_keras(module) for these of torch's classes; nothing if there are none."""
    blocks: list[str] = []
    if "nn.Embedding" in plain:
        blocks.append(EMBEDDING)
    others = sorted(set(plain) - {"nn.Embedding"})
    if others:
        blocks.append(PLAIN.replace("{classes}", " | ".join(others)))
    if fused:
        blocks.append(_of_fused(set(fused)))
    if not blocks:
        return []
    chosen = [
        block.replace("{if_}", "elif" if number else "if") for number, block in enumerate(blocks)
    ]
    head = [
        "def start_as_keras(module):",
        '    """Draw the first weights of one of torch\'s layers as Keras does."""',
    ]
    return [*head, *"".join(chosen).rstrip("\n").split("\n"), "", ""]


def _of_fused(fused: set[str]) -> str:
    source = FUSED
    if "LSTM" in fused:
        only = "isinstance(module, nn.LSTM) and " if len(fused) > 1 else ""
        source += FORGET.replace("{lstm}", only)
    if fused != {"GRU"}:  # Keras's GRU has two biases, too
        others = "not isinstance(module, nn.GRU) and " if "GRU" in fused else ""
        source += ONE_BIAS.replace("{no_gru}", others)
    return source
