"""What the page says of a trace in words: how long it took, what was cut, what is unknown."""

from explorer.session.inspect.inspection import Inspection
from explorer.ui.controls.numbers import count


def trace_words(inspection: Inspection) -> str:
    """One sentence for the status bar: "77 timesteps traced in 6 ms"."""
    result = inspection.result
    if result is None:
        return ""
    tokens = len(result.encoded.tokens)
    parts = [f"{_many(tokens, 'timestep')} traced in {_duration(result.seconds)}"]
    unknown = result.encoded.known.count(False)
    if unknown:
        parts.append(f"{_many(unknown, 'word')} not in the vocabulary")
    return " · ".join(parts)


def cut_words(inspection: Inspection) -> str:
    """What maxlen left out of the review in view; empty when nothing."""
    result = inspection.result
    if result is None or not result.encoded.cut:
        return ""
    encoding = result.model.run.encoding
    end = "start" if encoding.truncating == "pre" else "end"
    return (
        f"{_many(result.encoded.cut, 'word')} cut from the {end}: "
        f"this model reads {count(encoding.maxlen)} timesteps."
    )


def _many(number: int, noun: str) -> str:
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def _duration(seconds: float) -> str:
    if seconds < 0.001:
        return "under 1 ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
