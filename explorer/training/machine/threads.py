"""How many cores torch may use."""

import os

import torch


def all_but_one() -> int:
    """Return how many cores there are, one left to the window.

    With all of them the step time explodes as soon as anything else wants a core (DESIGN §5).
    """
    return max(1, (os.cpu_count() or 2) - 1)


def use_threads(threads: int) -> int:
    """Give torch this many threads (0: all cores but one) and return the number."""
    chosen = threads or all_but_one()
    if torch.get_num_threads() != chosen:
        torch.set_num_threads(chosen)
    return chosen
