"""The carry ledger: which word wrote what still survives, and what it adds to the logit."""

from explorer.analysis.ledger.balance import Balance, LogitShares
from explorer.analysis.ledger.grounds import Grounds, ledger_grounds
from explorer.analysis.ledger.ledger import Ledger, open_ledger
from explorer.analysis.ledger.review_shares import logit_shares

__all__ = [
    "Balance",
    "Grounds",
    "Ledger",
    "LogitShares",
    "ledger_grounds",
    "logit_shares",
    "open_ledger",
]
