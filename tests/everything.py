"""All checks in one command: `python -m tests.everything`.

Lint, format, types, imports, then the tests: offscreen, and those that need a real window under
Xvfb where it is installed. Each check runs even if an earlier one failed; the last line sums up.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent


def checks() -> list[tuple[str, list[str]]]:
    """Return (name, command) pairs in the order in which they run."""
    pytest = [sys.executable, "-X", "faulthandler", "-m", "pytest", "-q"]
    listed = [
        ("lint", [str(TOOLS / "ruff"), "check", "."]),
        ("format", [str(TOOLS / "ruff"), "format", "--check", "."]),
        ("types", [str(TOOLS / "basedpyright"), "--level", "error"]),
        ("imports", [str(TOOLS / "lint-imports")]),
        ("tests", [*pytest, "-m", "not window", "-n", "auto", "--dist", "loadfile"]),
    ]
    xvfb = shutil.which("xvfb-run")
    if xvfb:
        under = [xvfb, "-a", "-s", "-screen 0 1440x900x24", *pytest, "-m", "window"]
        listed.append(("window tests", under))
    else:
        print("xvfb-run is not installed: the tests that need a real window are left out.")
    return listed


def passes_alone(environment: dict[str, str]) -> bool:
    """Run what failed once more, one test at a time: a clock is no judge between busy cores."""
    print("\n=== once more, alone: the tests that failed beside others", flush=True)
    command = [sys.executable, "-X", "faulthandler", "-m", "pytest", "-q", "-m", "not window"]
    alone = [*command, "--last-failed", "--last-failed-no-failures", "none"]
    return subprocess.run(alone, cwd=ROOT, env=environment, check=False).returncode == 0


def main() -> int:
    """Run every check and return 0 if all passed."""
    environment = os.environ | {"KERAS_BACKEND": "torch", "PYTHONUNBUFFERED": "1"}
    failed: list[str] = []
    for name, command in checks():
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        extra = {"QT_QPA_PLATFORM": "xcb" if name == "window tests" else "offscreen"}
        done = subprocess.run(command, cwd=ROOT, env=environment | extra, check=False)
        print(f"=== {name}: {time.monotonic() - began:.0f} s, exit {done.returncode}", flush=True)
        if done.returncode and not (name == "tests" and passes_alone(environment | extra)):
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
