"""How high each heatmap is: whole device pixels per unit wherever that fills the room."""

SHORTEST = 12.0  # pixels: a row below this shows nothing
TALLEST_UNIT = 14.0  # pixels per unit: more only looks coarse
WELL_FILLED = 0.75  # whole pixels are worth leaving this much of the room unused
CARRY_SHARE = 2  # the carry's row is twice as high as the others
CARRY_AT_MOST = 2.5


def row_heights(
    letters: tuple[str, ...], units: int, room: float, ratio: float = 1.0
) -> tuple[list[float], bool]:
    """Heights in pixels for the rows in `room`, and whether units got whole device pixels."""
    others = sum(1 for letter in letters if letter != "c")
    carries = len(letters) - others
    whole = _whole(others, carries, units, room * ratio, TALLEST_UNIT * ratio)
    if whole is not None:
        other, carry = (pixels * units / ratio for pixels in whole)
        return [carry if letter == "c" else other for letter in letters], True
    share = max(SHORTEST, room / max(1, others + CARRY_SHARE * carries))
    share = float(int(min(share, TALLEST_UNIT * units)))
    return [share * CARRY_SHARE if letter == "c" else share for letter in letters], False


def _whole(
    others: int, carries: int, units: int, room: float, tallest: float
) -> tuple[int, int] | None:
    """Device pixels per unit for the other rows and for the carry's, or None if none fit."""
    budget = int(room // units)
    best: tuple[int, int] | None = None
    filled = 0
    for other in range(1, max(1, budget // max(1, others + carries)) + 1):
        if other > tallest:
            break
        carry = 0
        if carries:
            left_over = (budget - others * other) // carries
            carry = min(left_over, int(CARRY_AT_MOST * other))
            if carry < other:
                continue
        used = others * other + carries * carry
        if filled < used <= budget:
            best, filled = (other, carry), used
    enough = filled * units >= WELL_FILLED * room or (best is not None and best[0] >= tallest)
    return best if enough else None
