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


def about(seconds: float) -> str:
    """Return a length of time that was estimated, as a sentence begins: "About 6 s"."""
    return "Under a second" if seconds < 1 else f"About {spoken(seconds)}"


def spoken(seconds: float) -> str:
    """Return a length of time as it is said: "under a second", "6 s", "1 minute", "2.5 hours"."""
    if seconds < 1:
        return "under a second"
    if seconds < 90:
        return "1 minute" if 55 <= seconds < 75 else f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} minutes"
    hours = seconds / 3600
    return f"{hours:.1f} hours" if hours < 10 else f"{hours:.0f} hours"
