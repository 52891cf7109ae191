"""Where the files that ship with Carrytrack lie."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
BUNDLED_MODELS = RESOURCES / "models"
