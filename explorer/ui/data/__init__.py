"""The Data page: which reviews are in use, how they are encoded, and a table of all of them."""
