"""The stack needs neither torch nor NumPy nor Qt: it answers before any of them is loaded."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("torch", "numpy", "PySide6", "keras")


def modules() -> list[str]:
    files = sorted((ROOT / "explorer" / "stack").rglob("*.py"))
    dotted = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in dotted]


def test_nothing_heavy_is_loaded():
    wanted = "\n".join(f"import {name}" for name in modules())
    told = f"{wanted}\nimport sys\nprint([n for n in {HEAVY!r} if n in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
