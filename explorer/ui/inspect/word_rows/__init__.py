"""Words one under the other, each with its figures and a bar: in the Ledger and Gradient tabs."""
