"""The app talks to nobody, but for the download that the user starts."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "pooch", "poplib",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "torch.hub", "urllib.request", "urllib3",
    "webbrowser", "xmlrpc",
}  # fmt: skip
ALLOWED = {("explorer/reviews/transfer.py", "requests")}


def imports_of(file: Path) -> set[str]:
    """Every module that a file names in an import, wherever it stands, and its parents' names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reaches_out(module: str) -> str:
    """The network module that an import of `module` brings in, or nothing."""
    return next((n for n in NETWORK if module == n or module.startswith(f"{n}.")), "")


def test_only_the_transfer_imports_anything_that_can_reach_the_network():
    files = [ROOT / "main.py", *(ROOT / "explorer").rglob("*.py")]
    assert len(files) > 200
    found = {
        (file.relative_to(ROOT).as_posix(), reaches_out(module))
        for file in files
        for module in imports_of(file)
        if reaches_out(module)
    }
    assert found == ALLOWED


def test_only_the_download_uses_the_transfer():
    users = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "explorer").rglob("*.py")
        if "explorer.reviews.transfer" in imports_of(file)
    }
    assert users == {"explorer/reviews/download.py"}


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> dict[str, list[str]]:
    """What a window did that was opened, trained in, looked at and closed."""
    home = tmp_path_factory.mktemp("privacy")
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "CARRYTRACK_HOME": str(home / "home"),
        "CARRYTRACK_CACHE": str(home / "cache"),
        "NO_PROXY": "127.0.0.1",
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "privacy_journey.py")],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_opening_training_and_inspecting_calls_nobody(journey):
    assert journey["calls"] == []
    assert journey["connections"] == []
    assert journey["loaded"] == []


def test_the_download_is_heard_by_the_same_watch(journey):
    assert any("127.0.0.1" in call for call in journey["after_download"])
