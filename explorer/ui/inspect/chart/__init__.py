"""What the ledger, what-if and gradient charts share: time axis, mouse, keys, text, tables."""
