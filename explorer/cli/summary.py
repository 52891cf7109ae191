"""`summary`: Keras's table of a preset."""

import argparse

from explorer.cli.loading import preset_input, preset_stack
from explorer.stack.summary import summary_table

HELP = "Print a preset as Keras's summary table."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--preset", required=True, metavar="NAME", help="simple_rnn, lstm, …")
    parser.add_argument("--max-features", type=int, metavar="N")
    parser.add_argument("--maxlen", type=int, metavar="T")


def run(options: argparse.Namespace) -> None:
    """Print the table."""
    reads = preset_input(options.preset, options.max_features, options.maxlen)
    print(summary_table(preset_stack(options.preset, reads.max_features), reads))
