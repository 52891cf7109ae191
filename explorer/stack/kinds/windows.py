"""The arithmetic of layers that slide a window over time."""

from explorer.stack.spec import Shape, ShapeProblem, describe_shape


def needs_sequences(kind: str, input_shape: Shape) -> tuple[int, int]:
    """Return (T, F). Raises ShapeProblem when the input is no sequence of vectors."""
    if len(input_shape) != 2:
        raise ShapeProblem(
            f"{kind} reads one vector a timestep, not {describe_shape(input_shape)}."
        )
    return input_shape[0], input_shape[1]


def windows(kind: str, timesteps: int, reach: int, stride: int, padding: str) -> int:
    """Return how many places a window of `reach` timesteps stops at.

    "valid" stays inside; "same" and "causal" pad, so that only the stride shortens.
    """
    if padding != "valid":
        return -(-timesteps // stride)
    if reach > timesteps:
        raise ShapeProblem(f"{kind} looks at {reach} timesteps at once, but gets only {timesteps}.")
    return (timesteps - reach) // stride + 1
