"""What the analysis must know of each kind of cell."""

CARRY = {"LSTM": "c", "CarryLSTM": "c", "GRU": "h"}
"""The signal that is a sum over what was written; a SimpleRNN has none."""

KEEPS = {"LSTM": "f", "CarryLSTM": "f", "GRU": "z"}
"""The gate that says how much of the carry is kept."""

IN_UNIT_RANGE = frozenset("ifozr")
"""Signals in 0…1; the others lie about 0."""
