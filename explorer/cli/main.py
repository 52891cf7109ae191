"""`python main.py COMMAND …`: the parser, and errors as one sentence with exit code 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from explorer.problem import UserProblem

COMMANDS = ("train", "evaluate", "trace", "summary", "export")
BAD_INPUT = 2
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """argparse prints its usage before the message; one sentence is enough."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}. Try {self.prog} --help.\n")
        raise SystemExit(BAD_INPUT)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands. Each command's module adds its own arguments."""
    # Imported here, so that `--help` and the window's start do not wait for torch.
    from explorer.cli import evaluate, export, summary, trace, train

    parser = _Parser(
        prog="carrytrack",
        description="Carrytrack shows what a recurrent network remembers. "
        "Without a command it opens its window.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (train, evaluate, trace, summary, export):
        name = module.__name__.rpartition(".")[2]
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except UserProblem as problem:
        if os.environ.get("RANK", "0") != "0" and problem.__cause__ is None:
            # Of processes that train together the first speaks for all, but of what has happened
            # to one alone.
            return BAD_INPUT
        sys.stderr.write(f"carrytrack: {problem}\n")
        return BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("carrytrack: interrupted; finished epochs are kept.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone: say nothing more, not even at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
