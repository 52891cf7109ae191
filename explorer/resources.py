"""Where the files that ship with Carrytrack lie."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "_resources"

# A wheel has them inside the package; from a checkout they are beside it.
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent / "resources"
BUNDLED_MODELS = RESOURCES / "models"
