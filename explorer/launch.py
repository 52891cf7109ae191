"""The one entry point: a command goes to the headless twin, everything else to the window."""

import multiprocessing
import sys
from pathlib import Path

from explorer.problem import UserProblem
from explorer.session.project.openable import path_to_open

WINDOW_HELP = """usage: carrytrack [FILE]            open the window; FILE is a .carrytrack project,
                                    a run folder or a .keras model
       carrytrack COMMAND --help   work without one

commands: train, evaluate, trace, summary, export
"""


def main() -> int:
    """Run Carrytrack and return the exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments and not arguments[0].startswith("-"):
        from explorer.cli.main import COMMANDS
        from explorer.cli.main import main as run_command

        if arguments[0] in COMMANDS:
            return run_command(arguments)
    if arguments[:1] in (["-h"], ["--help"]):
        print(WINDOW_HELP, end="")
        return 0
    return _open_window(arguments)


def _open_window(arguments: list[str]) -> int:
    from explorer.system_check import check_window_system

    try:
        opening = _file_to_open(arguments)
        check_window_system()
    except UserProblem as problem:
        sys.stderr.write(f"carrytrack: {problem}\n")
        return 2
    from explorer.app import open_window

    try:
        return open_window(opening)
    except KeyboardInterrupt:  # Ctrl-C while it still starts
        return 130


def _file_to_open(arguments: list[str]) -> Path | None:
    """What the window shall show; None without an argument. Raises UserProblem."""
    if not arguments:
        return None
    if arguments[0].startswith("-"):
        raise UserProblem(f"There is no option “{arguments[0]}”. Try --help.")
    if len(arguments) > 1:
        raise UserProblem("A window opens one file: give one, or quote the spaces in its name.")
    return path_to_open(arguments[0])
