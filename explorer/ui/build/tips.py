"""Tooltips that wrap: Qt breaks lines in rich text only."""

from html import escape

_WIDTH = 320
_SHORT = 52  # letters that fit in a line of that width


def wrapped(*paragraphs: str) -> str:
    """Return the paragraphs as a tooltip; nothing if all are empty."""
    said = [escape(text) for text in paragraphs if text]
    if not said:
        return ""
    # Left alone, Qt breaks rich text into a narrow column.
    width = f' width="{_WIDTH}"' if max(len(text) for text in said) > _SHORT else ""
    rows = "".join(f"<tr><td{width}>{text}</td></tr>" for text in said)
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>'
