"""What if: gates held, words edited, states exchanged; the review before and after."""

from explorer.analysis.whatif.interventions import (
    Delete,
    Edit,
    Hold,
    Insert,
    Intervention,
    Move,
    Replace,
    Transplant,
)
from explorer.analysis.whatif.leave_out import Influence, leave_out
from explorer.analysis.whatif.rerun import Rerun, rerun

__all__ = [
    "Delete",
    "Edit",
    "Hold",
    "Influence",
    "Insert",
    "Intervention",
    "Move",
    "Replace",
    "Rerun",
    "Transplant",
    "leave_out",
    "rerun",
]
