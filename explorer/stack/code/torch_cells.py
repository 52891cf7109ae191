"""Classes that a PyTorch script defines where torch has no layer that does the same."""

from collections.abc import Collection

from explorer.stack.code.torch_piece import Need

SPATIAL_DROPOUT = '''\
class SpatialDropout1D(nn.Dropout1d):
    """Drops features of x (B, T, F): of a review the same ones at every timestep."""

    def forward(self, x):
        return super().forward(x.transpose(1, 2)).transpose(1, 2)
'''

STEPS = {
    "SimpleRNN": '''\
class SimpleRNN(Recurrent):
    """h = tanh(x W + h U + b)."""

    gates, state_count = 1, 1

    def step(self, from_x, from_h, h):
        return [TANH(from_x + from_h + self.bias)]
''',
    "LSTM": '''\
class LSTM(Recurrent):
    """c = f * c + i * k and h = o * tanh(c)."""

    gates, state_count = 4, 2

    def __init__(self, features, unitsOPTIONS):
        super().__init__(features, unitsOPTIONS)
        self.bias.data[units : 2 * units] = 1.0  # the forget gate starts open

    def step(self, from_x, from_h, h, c):
        i, f, k, o = (from_x + from_h + self.bias).chunk(4, dim=1)
        i, f, o = map(SIGMOID, (i, f, o))
        c = f * c + i * TANH(k)
        return [o * TANH(c), c]
''',
    "GRU": '''\
class GRU(Recurrent):
    """h = z * h + (1 - z) * n, with gates z and r, and a bias on either side."""

    gates, state_count = 3, 1

    def __init__(self, features, unitsOPTIONS):
        super().__init__(features, unitsOPTIONS)
        self.bias = nn.Parameter(torch.zeros(2, 3 * units))

    def step(self, from_x, from_h, h):
        z_x, r_x, n_x = (from_x + self.bias[0]).chunk(3, dim=1)
        z_h, r_h, n_h = (from_h + self.bias[1]).chunk(3, dim=1)
        z = SIGMOID(z_x + z_h)
        r = SIGMOID(r_x + r_h)
        n = TANH(n_x + r * n_h)  # reset_after: r acts on the product
        return [z * h + (1 - z) * n]
''',
    "CarryLSTM": '''\
class CarryLSTM(Recurrent):
    """The tutorial's own cell: reads the carry through a matrix, then writes it.

    h = tanh(x W_o + h U_o + c V_o + b_o), and then c = i * k + f * c. No output gate.
    """

    gates, state_count = 4, 2

    def __init__(self, features, unitsOPTIONS):
        super().__init__(features, unitsOPTIONS)
        self.carry_kernel = nn.Parameter(torch.empty(units, units))
        nn.init.orthogonal_(self.carry_kernel)
        self.bias.data[units : 2 * units] = 1.0  # the forget gate starts open

    def step(self, from_x, from_h, h, c):
        i, f, k, o = (from_x + from_h + self.bias).chunk(4, dim=1)
        h = TANH(o + c @ self.carry_kernel)
        i, f = map(SIGMOID, (i, f))
        c = i * TANH(k) + f * c
        return [h, c]
''',
}

WHY = {
    Need.LOOP_MASK: "skip pads that stand before the text",
    Need.LOOP_DROPOUT: "drop remembered units",
    Need.LOOP_ACTIVATION: "use another activation",
    Need.LOOP_GATE: "use another gate activation",
}
CHOICES = {
    Need.LOOP_ACTIVATION: ("activation", "torch.tanh"),
    Need.LOOP_GATE: ("recurrent_activation", "torch.sigmoid"),
    Need.LOOP_DROPOUT: ("recurrent_dropout", "0.0"),
}
"""Need → the option that serves it, and its default."""

OTHER_DRAWS = ["        # Keras's LSTM and GRU draw once for every gate."]


def classes(kinds: Collection[str], needs: Collection[Need]) -> list[str]:
    """Return the classes that these written-out recurrent layers and needs ask for."""
    found: list[str] = []
    if Need.SPATIAL_DROPOUT in needs:
        found.append(SPATIAL_DROPOUT)
    looped = [kind for kind in STEPS if kind in kinds]
    if looped:
        found += [_loop(looped, needs), *(_cell(kind, needs) for kind in looped)]
    return [line for source in found for line in [*source.rstrip("\n").split("\n"), "", ""]]


def _cell(kind: str, needs: Collection[Need]) -> str:
    options = ", **options" if any(need in CHOICES for need in needs) else ""
    squash = "self.activation" if Need.LOOP_ACTIVATION in needs else "torch.tanh"
    gate = "self.recurrent_activation" if Need.LOOP_GATE in needs else "torch.sigmoid"
    source = STEPS[kind].replace("OPTIONS", options)
    return source.replace("TANH", squash).replace("SIGMOID", gate)


def _loop(kinds: list[str], needs: Collection[Need]) -> str:
    reasons = [why for need, why in WHY.items() if need in needs]
    if "CarryLSTM" in kinds:
        reasons.append("read the carry through a matrix")
    return "\n".join(
        [
            "class Recurrent(nn.Module):",
            '    """Reads x (B, T, features) and gives h of every timestep (B, T, units).',
            "",
            "    Timestep by timestep, because torch's own layers cannot:",
            *(f"    - {reason}" for reason in reasons),
            "",
            "    Weights are laid out as in Keras.",
            '    """',
            "",
            *_init(needs),
            "",
            *_forward(kinds, needs),
            "",
        ]
    )


def _init(needs: Collection[Need]) -> list[str]:
    options = [choice for need, choice in CHOICES.items() if need in needs]
    given = "".join(f"        {name}={default},\n" for name, default in options)
    head = (
        f"    def __init__(\n        self,\n        features,\n        units,\n{given}    ):"
        if options
        else "    def __init__(self, features, units):"
    )
    return [
        *head.split("\n"),
        "        super().__init__()",
        "        self.units = units",
        *(f"        self.{name} = {name}" for name, _ in options),
        "        self.kernel = nn.Parameter(torch.empty(features, self.gates * units))",
        "        self.recurrent_kernel = nn.Parameter(torch.empty(units, self.gates * units))",
        "        self.bias = nn.Parameter(torch.zeros(self.gates * units))",
        "        nn.init.xavier_uniform_(self.kernel)",
        "        nn.init.orthogonal_(self.recurrent_kernel)",
    ]


def _forward(kinds: list[str], needs: Collection[Need]) -> list[str]:
    masks, drops = Need.LOOP_MASK in needs, Need.LOOP_DROPOUT in needs
    lines = [
        f"    def forward(self, x{', mask=None' if masks else ''}):",
        "        states = [x.new_zeros(len(x), self.units) for _ in range(self.state_count)]",
    ]
    if drops:
        lines += [
            "        # One draw a review, the same at every timestep (Gal & Ghahramani 2016).",
            *(OTHER_DRAWS if {"LSTM", "GRU"} & set(kinds) else []),
            "        keep = torch.ones_like(states[0])",
            "        keep = F.dropout(keep, self.recurrent_dropout, self.training)",
        ]
    h = "(states[0] * keep)" if drops else "states[0]"
    lines.append("        outputs = []")
    if masks:
        lines.append("        for t, from_x in enumerate((x @ self.kernel).unbind(1)):")
    else:
        lines.append("        for from_x in (x @ self.kernel).unbind(1):")
    lines.append(f"            from_h = {h} @ self.recurrent_kernel")
    if masks:
        lines += [
            "            new = self.step(from_x, from_h, *states)",
            "            if mask is not None:  # at a pad the states stay as they are",
            "                word = mask[:, t].unsqueeze(1)",
            "                new = [torch.where(word, a, b) for a, b in zip(new, states)]",
            "            states = new",
        ]
    else:
        lines.append("            states = self.step(from_x, from_h, *states)")
    return [
        *lines,
        "            outputs.append(states[0])",
        "        return torch.stack(outputs, dim=1)",
    ]
