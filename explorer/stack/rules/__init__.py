"""The rules live once: shapes, counts, and problems with their mend."""

from explorer.stack.rules.examine import examine
from explorer.stack.rules.report import Fix, InputSpec, LayerReport, Problem, StackReport

__all__ = ["Fix", "InputSpec", "LayerReport", "Problem", "StackReport", "examine"]
