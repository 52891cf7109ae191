"""The rows of the ledger's table: words, the rest of them, pads, other directions, bias."""

import numpy as np

from explorer.ui.controls.numbers import count
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.word_rows.row import WordRow

SORTS = ("word", "t", "survives", "share")
NEGLIGIBLE = 5e-7  # a part below this is rounding, and has no row


def word_rows(ledger: LedgerInView, sort: str, descending: bool) -> list[WordRow]:
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
        WordRow(
            "word",
            words[t],
            t,
            None if left is None else float(left[t]),
            float(sizes[t]),
            ledger.view.spans[t],
        )
        for t in places.tolist()
    ]


def closing_rows(ledger: LedgerInView, hidden: list[WordRow]) -> list[WordRow]:
    """What follows the words: the hidden ones in one row, and what no word wrote."""
    rows: list[WordRow] = []
    logit = ledger.balance.logit
    if hidden:
        total = sum(row.share or 0.0 for row in hidden)
        noun = "other" if len(hidden) == 1 else "others"
        name = f"{count(len(hidden))} {noun}"
        share = total if logit is not None else None
        rows.append(WordRow("others", name, share=share, tip="Show every word"))
    if logit is None:
        return rows
    if ledger.view.pads:
        rows.append(WordRow("pads", f"{count(ledger.view.pads)} pads", share=logit.pad_share))
    if abs(logit.start_share) > NEGLIGIBLE:
        tip = "What the layer shows of the state before the first timestep"
        rows.append(WordRow("start", "first state", share=logit.start_share, tip=tip))
    if abs(logit.other_share) > NEGLIGIBLE:
        tip = "What the output layer reads from the layer of the other direction"
        rows.append(WordRow("other", "other direction", share=logit.other_share, tip=tip))
    rows.append(WordRow("bias", "bias", share=logit.bias))
    return rows


def lost_rows(ledger: LedgerInView, most: int) -> list[WordRow]:
    """Words that wrote most of those of whose write under 1% is left."""
    if ledger.written is None or ledger.left is None:
        return []
    sizes = np.abs(ledger.written).mean(axis=1)
    largest = float(sizes.max(initial=0.0)) or 1.0
    lost = np.flatnonzero(ledger.gone)
    chosen = lost[np.argsort(-sizes[lost], kind="stable")][:most]
    return [
        WordRow(
            "word",
            ledger.view.words[t],
            t,
            float(ledger.left[t]),
            None if ledger.shares is None else float(ledger.shares[t]),
            ledger.view.spans[t],
            float(sizes[t]) / largest,
        )
        for t in chosen.tolist()
    ]
