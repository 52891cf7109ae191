"""The import rule, where import-linter cannot look: what a fresh process has loaded."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ("stack", "reviews", "network", "analysis", "training", "cli")


def modules_of(*packages: str) -> list[str]:
    files = [file for name in packages for file in (ROOT / "explorer" / name).rglob("*.py")]
    return sorted(
        str(file.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")
        for file in files
    )


def loaded_after_importing(modules: list[str]) -> set[str]:
    script = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_engine_loads_no_qt():
    loaded = loaded_after_importing(modules_of(*ENGINE))
    assert "torch" in loaded
    assert not loaded & {"PySide6", "shiboken6", "pyqtgraph"}


def test_stack_and_reviews_load_no_torch():
    assert "torch" not in loaded_after_importing(modules_of("stack", "reviews"))


@pytest.mark.parametrize("module", modules_of("session"))
def test_the_session_imports_no_widgets(module):
    file = ROOT / Path(*module.split("."))
    source = (file / "__init__.py" if file.is_dir() else file.with_suffix(".py")).read_text()
    imported = [
        node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
    ]
    assert not [name for name in imported if name.startswith(("PySide6.QtWidgets", "pyqtgraph"))]


def test_what_is_painted_first_waits_for_no_torch():
    """The splash and the theme are on screen before torch is imported."""
    loaded = loaded_after_importing(["explorer.app"])
    assert "PySide6" in loaded
    assert not loaded & {"torch", "keras", "pyqtgraph"}
