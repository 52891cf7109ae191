"""Tooltips that wrap: Qt breaks lines in rich text only."""

from html import escape


def wrapped(*paragraphs: str) -> str:
    """Return the paragraphs as a tooltip; nothing if all are empty."""
    said = [f"<p>{escape(text)}</p>" for text in paragraphs if text]
    return f"<qt>{''.join(said)}</qt>" if said else ""
