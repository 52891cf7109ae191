"""The network unrolled: the cell once a timestep, and what flows between them."""
