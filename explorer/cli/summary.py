"""`summary`: Keras's table of a preset."""

import argparse

from explorer.cli.loading import preset_stack
from explorer.stack.rules import InputSpec
from explorer.stack.summary import summary_table

HELP = "Print a preset as Keras's summary table."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--preset", required=True, metavar="NAME", help="simple_rnn, lstm, …")
    parser.add_argument("--max-features", type=int, default=10_000, metavar="N")
    parser.add_argument("--maxlen", type=int, default=500, metavar="T")


def run(options: argparse.Namespace) -> None:
    """Print the table."""
    stack = preset_stack(options.preset, options.max_features)
    spec = InputSpec(maxlen=options.maxlen, max_features=options.max_features)
    print(summary_table(stack, spec))
