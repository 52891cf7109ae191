"""Carrytrack: an explorer that shows what a recurrent network remembers."""

__version__ = "0.1.0"
