"""The Ledger tab: which word wrote what still survives, and what that adds to the logit."""
