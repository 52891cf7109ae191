"""Over a convolution or a pool a timestep reads a window of words: what it is called."""


def word_of(window: tuple[int, int], tokens: tuple[str, ...]) -> str:
    """Return the last word of a window (first and last token), marked where there are more."""
    start, stop = window
    return tokens[stop] if start == stop else f"…{tokens[stop]}"
