"""Times as people read them."""

from math import ceil, isfinite


def clock(seconds: float) -> str:
    """Return m:ss, or h:mm:ss from an hour on; an en dash where the time is not known."""
    if not isfinite(seconds) or seconds < 0:
        return "–"
    whole = ceil(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
