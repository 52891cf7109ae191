"""The rows of the ledger's table: words, the rest of them, pads, other directions, bias."""

from dataclasses import dataclass

import numpy as np

from explorer.ui.controls.numbers import count
from explorer.ui.inspect.ledger.in_view import LedgerInView

SORTS = ("word", "t", "survives", "share")
NEGLIGIBLE = 5e-7  # a part below this is rounding, and has no row


@dataclass(frozen=True)
class LedgerRow:
    """One row. t: −1 for what is no word. survives, share: None where there is no such figure.

    kind: "word", "others", "pads", "start", "other" (the other direction) or "bias".
    """

    kind: str
    name: str
    t: int = -1
    survives: float | None = None
    share: float | None = None
    tip: str = ""


def word_rows(ledger: LedgerInView, sort: str, descending: bool) -> list[LedgerRow]:
    """One row a word, sorted by a column; the share sorts by its size, whichever its sign."""
    words, left, sizes = ledger.view.words, ledger.left, ledger.sizes
    keys = {
        "word": np.argsort(np.array(words, object), kind="stable"),
        "t": np.arange(len(words)),
        "survives": np.argsort(sizes if left is None else left, kind="stable"),
        "share": np.argsort(np.abs(sizes), kind="stable"),
    }
    places = keys[sort][::-1] if descending else keys[sort]
    return [
        LedgerRow(
            "word",
            words[t],
            t,
            None if left is None else float(left[t]),
            float(sizes[t]),
            ledger.view.spans[t],
        )
        for t in places.tolist()
    ]


def closing_rows(ledger: LedgerInView, hidden: list[LedgerRow]) -> list[LedgerRow]:
    """What follows the words: the hidden ones in one row, and what no word wrote."""
    rows: list[LedgerRow] = []
    logit = ledger.balance.logit
    if hidden:
        total = sum(row.share or 0.0 for row in hidden)
        noun = "other" if len(hidden) == 1 else "others"
        name = f"{count(len(hidden))} {noun}"
        share = total if logit is not None else None
        rows.append(LedgerRow("others", name, share=share, tip="Show every word"))
    if logit is None:
        return rows
    if ledger.view.pads:
        rows.append(LedgerRow("pads", f"{count(ledger.view.pads)} pads", share=logit.pad_share))
    if abs(logit.start_share) > NEGLIGIBLE:
        tip = "What the layer shows of the state before the first timestep"
        rows.append(LedgerRow("start", "first state", share=logit.start_share, tip=tip))
    if abs(logit.other_share) > NEGLIGIBLE:
        tip = "What the output layer reads from the layer of the other direction"
        rows.append(LedgerRow("other", "other direction", share=logit.other_share, tip=tip))
    rows.append(LedgerRow("bias", "bias", share=logit.bias))
    return rows


def lost_rows(ledger: LedgerInView, most: int) -> list[tuple[LedgerRow, float]]:
    """Words that wrote most of those of whose write under 1% is left; how much each wrote (0…1).

    The size is the mean |i·k| over the units, as a part of the largest of all words.
    """
    if ledger.written is None or ledger.left is None:
        return []
    sizes = np.abs(ledger.written).mean(axis=1)
    largest = float(sizes.max(initial=0.0)) or 1.0
    lost = np.flatnonzero(ledger.gone)
    chosen = lost[np.argsort(-sizes[lost], kind="stable")][:most]
    return [
        (
            LedgerRow(
                "word",
                ledger.view.words[t],
                t,
                float(ledger.left[t]),
                None if ledger.shares is None else float(ledger.shares[t]),
                ledger.view.spans[t],
            ),
            float(sizes[t]) / largest,
        )
        for t in chosen.tolist()
    ]


def percent(value: float) -> str:
    """0.19 as "19%", 0.059 as "5.9%", what rounds to nothing as "0%"."""
    if value < 0.0005:
        return "0%"
    return f"{100 * value:.1f}%" if value < 0.1 else f"{100 * value:.0f}%"
