"""The one entry point: a command goes to the headless twin, everything else to the window."""

import multiprocessing
import sys

from explorer.problem import UserProblem

WINDOW_HELP = """usage: carrytrack [FILE]            open the window
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
        if arguments:
            raise UserProblem(
                f"There is no command “{arguments[0]}”. Try --help, or no argument for the window."
            )
        check_window_system()
    except UserProblem as problem:
        sys.stderr.write(f"carrytrack: {problem}\n")
        return 2
    from explorer.app import open_window

    try:
        return open_window()
    except KeyboardInterrupt:  # Ctrl-C while it still starts
        return 130
