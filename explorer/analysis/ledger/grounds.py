"""What a ledger of a layer rests on, said in a sentence."""

from dataclasses import dataclass

from explorer.analysis.cells import CARRY
from explorer.analysis.trace import output_weight
from explorer.network.build import Network
from explorer.network.recurrent import Recurrent

HOW = {
    "LSTM": (
        "The carry is a sum: what each word wrote, i ⊙ k, times what the forget gates after it "
        "left. The output gate shows tanh of that sum, so each word gets the step it added to tanh."
    ),
    "GRU": (
        "The hidden state is a sum: what each word wrote, (1 − z) ⊙ n, times what the update "
        "gates after it left. The output layer reads that sum itself."
    ),
    "CarryLSTM": (
        "The carry is a sum: what each word wrote, i ⊙ k, times what the forget gates after it "
        "left. The output reads it one word late, with the hidden state, through tanh: each word "
        "gets the step it added to tanh, at every timestep, in the order of reading."
    ),
    "SimpleRNN": (
        "This layer has no carry that only adds up: every word rewrites the whole state. Its "
        "shares follow each word through tanh at every timestep, in the order of reading; nothing "
        "is said of survival."
    ),
}


@dataclass(frozen=True)
class Grounds:
    """Which parts of a ledger a layer has.

    carry: "c" or "h", the signal that is a sum over words; None where there is no such sum.
    splits_logit: whether the logit can be split into words' shares.
    note: one or two sentences, what the figures are or why there are none.
    """

    carry: str | None
    splits_logit: bool
    note: str


def ledger_grounds(network: Network, layer: Recurrent) -> Grounds:
    """Say what the ledger of `layer` can hold."""
    direct = output_weight(network, layer) is not None
    carry = CARRY.get(layer.spec.kind)
    note = HOW[layer.spec.kind]
    if not direct:
        head = f"“{network.head.name}” does not read this layer's last hidden state directly"
        if carry is None:
            note = f"There is no ledger: {head}, and the layer has no carry that only adds up."
        else:
            note += f" {head}, so the logit cannot be split into shares."
    return Grounds(carry, direct, note)
