"""Telling that memory has run out, which torch says in many ways."""

import torch

SAYINGS = ("can't allocate memory", "not enough memory", "out of memory", "bad_alloc")


def out_of_memory(error: BaseException) -> bool:
    """Whether `error` means that memory has run out."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(saying in str(error) for saying in SAYINGS)
