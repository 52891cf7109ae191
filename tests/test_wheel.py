"""An installed Carrytrack finds the files that ship with it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
OF_THE_README = "screenshots"
SAY = """
from explorer.resources import BUNDLED_MODELS, RESOURCES
from explorer.training.runs.run_folder import RunFolder
from explorer.launch import main
print(RESOURCES, len(RunFolder(BUNDLED_MODELS / "lstm").read().epochs))
"""


def files_under(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_a_wheel_has_every_resource_and_finds_it_from_another_folder(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    installed, epochs = done.stdout.split()
    assert Path(installed).is_relative_to(site)
    assert int(epochs) == 5
    wanted = {path for path in files_under(ROOT / "resources") if path.parts[0] != OF_THE_README}
    assert files_under(Path(installed)) == wanted
